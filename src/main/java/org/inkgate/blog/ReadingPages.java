package org.inkgate.blog;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.inkgate.config.Settings;
import org.inkgate.http.Answers;
import org.inkgate.http.Face;
import org.inkgate.http.Listing;
import org.inkgate.http.Pages;
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

  private Pages pages;
  private BlogService blog;
  private PostArchive index;
  private RecentReads reads;
  private Event<PostShown> showing;
  private Settings settings;
  private Clock clock;

  ReadingPages() {}

  @Inject
  ReadingPages(
      Pages pages,
      BlogService blog,
      PostArchive index,
      RecentReads reads,
      Event<PostShown> showing,
      Settings settings,
      Clock clock) {
    this.pages = pages;
    this.blog = blog;
    this.index = index;
    this.reads = reads;
    this.showing = showing;
    this.settings = settings;
    this.clock = clock;
  }

  /** Answers with a page of posts, as HTML or JSON. */
  void list(HttpServletRequest request, HttpServletResponse response, PostQuery query)
      throws IOException {
    Optional<Caller> caller =
        query.personal() ? Optional.of(Caller.of(request)) : Caller.find(request);
    Listing<PostSummary> posts = blog.list(caller, query);
    ListLinks links = ListLinks.of(query, posts.page(), posts.pages());
    if (Face.of(request) == Face.JSON) {
      response.setHeader("Cache-Control", caller.isPresent() ? "no-store" : "no-cache");
      response.setHeader("Link", links.header());
      Answers.json(response, reads.json(posts));
      return;
    }
    if (posts.page() > posts.pages()) {
      response.setStatus(HttpServletResponse.SC_NOT_FOUND);
    }
    Map<String, Object> model = new HashMap<>();
    model.put("posts", posts);
    model.put("query", query);
    model.put("links", links);
    model.put("heading", ListHeading.of(query, Texts.of(request)));
    model.put("site", settings.publicUrl().toString());
    pages.renderForAll(request, response, "blog/list.jte", model);
  }

  void post(
      HttpServletRequest request,
      HttpServletResponse response,
      Optional<Caller> caller,
      PostView post,
      boolean editable)
      throws IOException {
    PostShown shown = new PostShown(request, caller, post);
    showing.fire(shown);
    Map<String, Object> model = new HashMap<>();
    model.put("post", post);
    model.put("editable", editable);
    model.put("publishes", caller.filter(Role::publishes).isPresent());
    model.put("sections", shown.sections());
    model.put("around", around(post.head()));
    model.put("head", PostHead.of(post, settings.publicUrl().toString()));
    pages.renderForAll(request, response, "blog/post.jte", model);
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
