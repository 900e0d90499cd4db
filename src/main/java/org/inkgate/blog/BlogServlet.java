package org.inkgate.blog;

import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.logging.Level;
import org.inkgate.http.Reply;
import org.inkgate.http.RequestFailedException;
import org.inkgate.http.RequestFields;
import org.inkgate.http.RoutedServlet;
import org.inkgate.http.Routes;
import org.inkgate.http.Validation;
import org.inkgate.http.log.Events;
import org.inkgate.idempotency.FormKey;
import org.inkgate.idempotency.IdempotencyKey;
import org.inkgate.posts.ChangedBy;
import org.inkgate.posts.PostDraft;
import org.inkgate.posts.PostJson;
import org.inkgate.posts.PostQuery;
import org.inkgate.posts.PostSearch;
import org.inkgate.posts.PostStatus;
import org.inkgate.posts.PostView;
import org.inkgate.posts.Preconditions;
import org.inkgate.posts.RowVersion;
import org.inkgate.tokens.Caller;
import org.inkgate.users.Role;
import org.inkgate.workingcopies.Suggestions;
import org.inkgate.workingcopies.WorkingCopies;

/** Posts over HTTP, for programs and browsers alike. */
public class BlogServlet extends RoutedServlet {

  private static final long serialVersionUID = 1L;

  /** The editor sends this header when it saves without a pressed button. */
  private static final String AUTOSAVE = "Inkgate-Autosave";

  @Inject private transient BlogService blog;
  @Inject private transient NewPosts newPosts;
  @Inject private transient Validation validation;
  @Inject private transient EditorPages editor;
  @Inject private transient WorkingCopies copies;
  @Inject private transient Suggestions suggestions;
  @Inject private transient ReadingPages reading;
  @Inject private transient RecentReads reads;
  @Inject private transient PostSearch search;

  @Override
  protected void routes(Routes at) {
    at.get("/", this::list).open();
    at.get("/blogs", this::list).open();
    at.post("/blogs", this::create).stores().idempotent();
    at.get("/blogs/new", request -> editor.newForm(request));
    at.get("/blogs/{slug}", this::read).open();
    at.put("/blogs/{slug}", this::replace).stores();
    at.patch("/blogs/{slug}", this::patch).stores();
    at.delete("/blogs/{slug}", this::delete);
    at.get("/blogs/{slug}/edit", request -> editor.editForm(request));
    at.post("/blogs/{slug}/edit", this::edit).stores().idempotent();
    at.get("/blogs/{slug}/delete", request -> editor.deleteForm(request));
    at.post("/blogs/{slug}/delete", this::delete).idempotent();
    at.post("/blogs/{slug}/publish", this::publish).stores().idempotent();
    at.post("/blogs/{slug}/unpublish", this::unpublish).stores().idempotent();
    at.post("/blogs/{slug}/revisions/{n}/restore", this::restore).stores().idempotent();
  }

  private Reply list(HttpServletRequest request) {
    PostQuery query = PostQuery.of(request);
    return query.words().isPresent() ? search.answer(request, query) : reading.list(request, query);
  }

  private Reply create(HttpServletRequest request) {
    RequestFields fields = RequestFields.of(request);
    editor.offerNewForm(request);
    PostDraft draft = validation.check(fields, PostDraft.of(fields));
    PostView post =
        newPosts.create(
            Caller.of(request),
            draft,
            IdempotencyKey.of(request).or(() -> FormKey.of(fields)),
            changedBy(request));
    log(request, "post.created", post.slug());
    return Reply.created(path(post), () -> PostJson.of(post).add("Message", "Operation Successful"))
        .header("ETag", Preconditions.etag(post))
        .cachingUnsaid();
  }

  private Reply read(HttpServletRequest request) {
    Optional<Caller> caller = Caller.find(request);
    PostView post = blog.find(caller, slug(request));
    if (!post.slug().equals(slug(request))) {
      // A post may move back, and a browser that never asked again would run in a circle.
      return Reply.moved(request, path(post)).keptIf(caller.isEmpty());
    }
    Reply reply = Reply.written(() -> reads.json(post)).version(Preconditions.etag(post));
    boolean published = post.head().status() == PostStatus.PUBLISHED;
    return (caller.isPresent() && published ? reply.keptByClient() : reply.keptIf(caller.isEmpty()))
        .orElse(() -> reading.post(request, caller, post));
  }

  private Reply replace(HttpServletRequest request) {
    RequestFields fields = RequestFields.of(request);
    PostDraft draft = validation.check(fields, PostDraft.of(fields));
    PostView post =
        blog.update(
            Caller.of(request),
            slug(request),
            draft,
            Preconditions.expectedVersion(request),
            changedBy(request));
    return changed(request, "post.updated", post);
  }

  private Reply patch(HttpServletRequest request) {
    RequestFields fields = RequestFields.of(request);
    PostView post =
        blog.patch(
            Caller.of(request),
            slug(request),
            before -> validation.check(fields, PostDraft.over(fields, before)),
            Preconditions.expectedVersion(request),
            changedBy(request));
    return changed(request, "post.updated", post);
  }

  private static ChangedBy changedBy(HttpServletRequest request) {
    return ChangedBy.of(Caller.of(request)).autosaving(request.getHeader(AUTOSAVE) != null);
  }

  private Reply edit(HttpServletRequest request) {
    RequestFields fields = RequestFields.of(request);
    Caller caller = Caller.of(request);
    PostView opened = blog.find(Optional.of(caller), slug(request));
    editor.offerEditForm(request, opened, fields.text("version").orElse(""));
    PostView post;
    try {
      post =
          blog.patch(
              caller,
              slug(request),
              before -> validation.check(fields, PostDraft.over(fields, before)),
              RowVersion.of(fields));
    } catch (RequestFailedException e) {
      if (e.problem().status() == 412) {
        // An author who has read that another user changed it may still want this text.
        PostView now = blog.find(Optional.of(caller), slug(request));
        editor.offerEditForm(request, now, now.rowVersion().text());
      }
      throw e;
    }
    if (!suggestions.waits(caller, post.head().id())) {
      copies.discard(caller, post.slug());
    }
    return changed(request, "post.updated", post);
  }

  private Reply restore(HttpServletRequest request) {
    PostView post = blog.restore(Caller.of(request), slug(request), Routes.smallNumber(request, 4));
    return changed(request, "post.restored", post);
  }

  private Reply delete(HttpServletRequest request) {
    blog.delete(Caller.of(request), slug(request), Preconditions.expectedVersion(request));
    log(request, "post.deleted", slug(request));
    return Reply.gone("/").cachingUnsaid();
  }

  private Reply publish(HttpServletRequest request) {
    PostView post = blog.publish(Caller.of(request), slug(request));
    return changed(request, "post.published", post);
  }

  private Reply unpublish(HttpServletRequest request) {
    PostView post = blog.unpublish(Caller.of(request), slug(request));
    return changed(request, "post.unpublished", post);
  }

  private Reply changed(HttpServletRequest request, String event, PostView post) {
    Caller caller = Caller.of(request);
    // A contributor's change of what readers see is accepted, but not made yet (RFC 9110 §15.3.3).
    boolean waits = !Role.publishes(caller) && suggestions.waits(caller, post.head().id());
    log(request, waits ? "post.change_submitted" : event, post.slug());
    return Reply.json(
            () -> {
              JsonObjectBuilder json = PostJson.of(post).add("Message", "Operation Successful");
              return waits ? json.add("change_pending", true) : json;
            })
        .status(waits ? HttpServletResponse.SC_ACCEPTED : HttpServletResponse.SC_OK)
        .header("ETag", Preconditions.etag(post))
        .orSeeOther(path(post));
  }

  private static void log(HttpServletRequest request, String event, String slug) {
    Events.log(request, Level.INFO, event, "slug", slug, "by", Caller.of(request).subject());
  }

  private static String path(PostView post) {
    return "/blogs/" + post.slug();
  }

  private static String slug(HttpServletRequest request) {
    return Routes.segment(request, 2);
  }
}
