package org.inkgate.blog;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.inkgate.config.Settings;
import org.inkgate.http.Listing;
import org.inkgate.http.Reply;
import org.inkgate.http.texts.Texts;
import org.inkgate.posts.PostQuery;
import org.inkgate.posts.PostShown;
import org.inkgate.posts.PostStatus;
import org.inkgate.posts.PostSummary;
import org.inkgate.posts.PostView;
import org.inkgate.tokens.Caller;
import org.inkgate.users.Role;

/** Shows posts to their readers: one, or a page of them. */
@ApplicationScoped
class ReadingPages {

  private static final int MOST_RELATED = 4;

  private BlogService blog;
  private PostArchive index;
  private RecentReads reads;
  private Event<PostShown> showing;
  private Settings settings;
  private Clock clock;

  ReadingPages() {}

  @Inject
  ReadingPages(
      BlogService blog,
      PostArchive index,
      RecentReads reads,
      Event<PostShown> showing,
      Settings settings,
      Clock clock) {
    this.blog = blog;
    this.index = index;
    this.reads = reads;
    this.showing = showing;
    this.settings = settings;
    this.clock = clock;
  }

  /** Answers with a page of posts, as HTML or JSON. */
  Reply list(HttpServletRequest request, PostQuery query) {
    Optional<Caller> caller =
        query.personal() ? Optional.of(Caller.of(request)) : Caller.find(request);
    Listing<PostSummary> posts = blog.list(caller, query);
    ListLinks links = ListLinks.of(query, posts.page(), posts.pages());
    return Reply.written(() -> reads.json(posts))
        .header("Link", links.header())
        .keptIf(caller.isEmpty())
        .orElse(
            () ->
                Reply.sharedPage(
                        "blog/list.jte",
                        () ->
                            Map.of(
                                "posts",
                                posts,
                                "query",
                                query,
                                "links",
                                links,
                                "heading",
                                ListHeading.of(query, Texts.of(request)),
                                "site",
                                settings.publicUrl().toString()))
                    .foundIf(posts.page() <= posts.pages()));
  }

  Reply post(HttpServletRequest request, Optional<Caller> caller, PostView post) {
    return Reply.sharedPage("blog/post.jte", () -> model(request, caller, post));
  }

  private Map<String, Object> model(
      HttpServletRequest request, Optional<Caller> caller, PostView post) {
    PostShown shown = new PostShown(request, caller, post);
    showing.fire(shown);
    Map<String, Object> model = new HashMap<>();
    model.put("post", post);
    model.put("editable", blog.mayChange(caller, post.head()));
    model.put("publishes", caller.filter(Role::publishes).isPresent());
    model.put("sections", shown.sections());
    model.put("around", around(post.head()));
    model.put("head", PostHead.of(post, settings.publicUrl().toString()));
    return model;
  }

  private PostSurroundings around(PostSummary post) {
    if (post.status() != PostStatus.PUBLISHED) {
      return PostSurroundings.NONE;
    }
    return reads.around(
        post,
        () ->
            new PostSurroundings(
                index.older(post),
                index.newer(post, clock.instant()),
                index.related(post, MOST_RELATED, clock.instant())));
  }
}
