package org.inkgate.blog;

import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.logging.Level;
import org.inkgate.http.Answers;
import org.inkgate.http.Face;
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
    at.get("/blogs/new", (in, out) -> editor.newForm(in, out));
    at.get("/blogs/{slug}", this::read).open();
    at.put("/blogs/{slug}", this::replace).stores();
    at.patch("/blogs/{slug}", this::patch).stores();
    at.delete("/blogs/{slug}", this::delete);
    at.get("/blogs/{slug}/edit", (in, out) -> editor.editForm(in, out));
    at.post("/blogs/{slug}/edit", this::edit).stores().idempotent();
    at.get("/blogs/{slug}/delete", (in, out) -> editor.deleteForm(in, out));
    at.post("/blogs/{slug}/delete", this::delete).idempotent();
    at.post("/blogs/{slug}/publish", this::publish).stores().idempotent();
    at.post("/blogs/{slug}/unpublish", this::unpublish).stores().idempotent();
    at.post("/blogs/{slug}/revisions/{n}/restore", this::restore).stores().idempotent();
  }

  private void list(HttpServletRequest request, HttpServletResponse response) throws IOException {
    PostQuery query = PostQuery.of(request);
    if (query.words().isPresent()) {
      search.answer(request, response, query);
    } else {
      reading.list(request, response, query);
    }
  }

  private void create(HttpServletRequest request, HttpServletResponse response) throws IOException {
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
    if (Face.of(request) == Face.HTML) {
      Answers.seeOther(response, path(post));
      return;
    }
    response.setStatus(HttpServletResponse.SC_CREATED);
    response.setHeader("Location", path(post));
    response.setHeader("ETag", Preconditions.etag(post));
    Answers.json(response, PostJson.of(post).add("Message", "Operation Successful").build());
  }

  private void read(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Optional<Caller> caller = Caller.find(request);
    PostView post = blog.find(caller, slug(request));
    if (!post.slug().equals(slug(request))) {
      moved(request, response, post);
      return;
    }
    if (Face.of(request) == Face.HTML) {
      reading.post(request, response, caller, post, blog.mayChange(caller, post.head()));
      return;
    }
    boolean open = post.head().status() == PostStatus.PUBLISHED;
    String signedIn = open ? "private, no-cache" : "no-store";
    response.setHeader("Cache-Control", caller.isPresent() ? signedIn : "no-cache");
    response.setHeader("ETag", Preconditions.etag(post));
    if (Preconditions.notModified(request, post)) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    Answers.json(response, reads.json(post));
  }

  /** Leads from an address that a post had to the one it has (RFC 9110 §15.4.9). */
  private static void moved(
      HttpServletRequest request, HttpServletResponse response, PostView post) {
    Answers.moved(request, response, path(post));
    // A post may move back, and a browser that never asked again would run in a circle.
    response.setHeader("Cache-Control", Caller.find(request).isPresent() ? "no-store" : "no-cache");
  }

  private void replace(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    RequestFields fields = RequestFields.of(request);
    PostDraft draft = validation.check(fields, PostDraft.of(fields));
    PostView post =
        blog.update(
            Caller.of(request),
            slug(request),
            draft,
            Preconditions.expectedVersion(request),
            changedBy(request));
    answerChanged(request, response, "post.updated", post);
  }

  private void patch(HttpServletRequest request, HttpServletResponse response) throws IOException {
    RequestFields fields = RequestFields.of(request);
    PostView post =
        blog.patch(
            Caller.of(request),
            slug(request),
            before -> validation.check(fields, PostDraft.over(fields, before)),
            Preconditions.expectedVersion(request),
            changedBy(request));
    answerChanged(request, response, "post.updated", post);
  }

  private static ChangedBy changedBy(HttpServletRequest request) {
    return ChangedBy.of(Caller.of(request)).autosaving(request.getHeader(AUTOSAVE) != null);
  }

  private void edit(HttpServletRequest request, HttpServletResponse response) throws IOException {
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
    answerChanged(request, response, "post.updated", post);
  }

  private void restore(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    PostView post = blog.restore(Caller.of(request), slug(request), Routes.smallNumber(request, 4));
    answerChanged(request, response, "post.restored", post);
  }

  private void delete(HttpServletRequest request, HttpServletResponse response) throws IOException {
    blog.delete(Caller.of(request), slug(request), Preconditions.expectedVersion(request));
    log(request, "post.deleted", slug(request));
    Answers.gone(request, response, "/");
  }

  private void publish(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    PostView post = blog.publish(Caller.of(request), slug(request));
    answerChanged(request, response, "post.published", post);
  }

  private void unpublish(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    PostView post = blog.unpublish(Caller.of(request), slug(request));
    answerChanged(request, response, "post.unpublished", post);
  }

  private void answerChanged(
      HttpServletRequest request, HttpServletResponse response, String event, PostView post)
      throws IOException {
    Caller caller = Caller.of(request);
    // A contributor's change of what readers see is accepted, but not made yet (RFC 9110 §15.3.3).
    boolean waits = !Role.publishes(caller) && suggestions.waits(caller, post.head().id());
    log(request, waits ? "post.change_submitted" : event, post.slug());
    if (Face.of(request) == Face.HTML) {
      Answers.seeOther(response, path(post));
      return;
    }
    response.setStatus(waits ? HttpServletResponse.SC_ACCEPTED : HttpServletResponse.SC_OK);
    response.setHeader("ETag", Preconditions.etag(post));
    response.setHeader("Cache-Control", "no-store");
    JsonObjectBuilder json = PostJson.of(post).add("Message", "Operation Successful");
    if (waits) {
      json.add("change_pending", true);
    }
    Answers.json(response, json.build());
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
