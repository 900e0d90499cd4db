package org.inkgate.blog;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.logging.Level;
import org.inkgate.accounts.IdempotencyKey;
import org.inkgate.http.Answers;
import org.inkgate.http.Events;
import org.inkgate.http.Face;
import org.inkgate.http.RequestFailedException;
import org.inkgate.http.RequestFields;
import org.inkgate.http.Routes;
import org.inkgate.http.Validation;
import org.inkgate.tokens.Caller;
import org.inkgate.tokens.Scope;

/** Posts over HTTP, for programs and browsers alike. */
public class BlogServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @Inject private transient BlogService blog;
  @Inject private transient Validation validation;
  @Inject private transient BlogPages pages;
  @Inject private transient ReadingPages reading;

  private final transient Routes routes =
      new Routes()
          .on("GET", "/blogs", this::list)
          .on("POST", "/blogs", this::create)
          .on("GET", "/blogs/new", this::createForm)
          .on("GET", "/blogs/{slug}", this::read)
          .on("PUT", "/blogs/{slug}", this::replace)
          .on("PATCH", "/blogs/{slug}", this::patch)
          .on("DELETE", "/blogs/{slug}", this::delete)
          .on("GET", "/blogs/{slug}/edit", this::editForm)
          .on("POST", "/blogs/{slug}/edit", this::edit)
          .on("GET", "/blogs/{slug}/delete", this::deleteForm)
          .on("POST", "/blogs/{slug}/delete", this::delete)
          .on("POST", "/blogs/{slug}/publish", this::publish)
          .on("POST", "/blogs/{slug}/unpublish", this::unpublish);

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    routes.dispatch(request, response);
  }

  private void list(HttpServletRequest request, HttpServletResponse response) throws IOException {
    reading.list(request, response, PostQuery.of(request));
  }

  private void create(HttpServletRequest request, HttpServletResponse response) throws IOException {
    RequestFields fields = RequestFields.of(request);
    pages.offerNewForm(request);
    PostDraft draft = validation.check(fields, PostDraft.of(fields));
    PostView post =
        blog.create(
            Caller.of(request),
            draft,
            IdempotencyKey.of(request).or(() -> BlogPages.formKey(fields)));
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

  private void createForm(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Caller.of(request).require(Scope.BLOG_WRITE);
    pages.newForm(request, response);
  }

  private void read(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Optional<Caller> caller = Caller.find(request);
    PostView post = blog.find(caller, slug(request));
    if (Face.of(request) == Face.HTML) {
      reading.post(request, response, caller, post, blog.mayChange(caller, post.slug()));
      return;
    }
    response.setHeader("Cache-Control", caller.isPresent() ? "private, no-cache" : "no-cache");
    response.setHeader("ETag", Preconditions.etag(post));
    if (Preconditions.notModified(request, post)) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    Answers.json(response, PostJson.of(post).build());
  }

  private void replace(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    RequestFields fields = RequestFields.of(request);
    PostDraft draft = validation.check(fields, PostDraft.of(fields));
    save(request, response, draft);
  }

  private void patch(HttpServletRequest request, HttpServletResponse response) throws IOException {
    RequestFields fields = RequestFields.of(request);
    PostDraft before = blog.draft(Caller.of(request), slug(request));
    save(request, response, validation.check(fields, PostDraft.over(fields, before)));
  }

  private void save(HttpServletRequest request, HttpServletResponse response, PostDraft draft)
      throws IOException {
    PostView post =
        blog.update(
            Caller.of(request), slug(request), draft, Preconditions.expectedVersion(request));
    log(request, "post.updated", post.slug());
    answerChanged(request, response, post);
  }

  private void editForm(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Caller caller = Caller.of(request);
    blog.draft(caller, slug(request));
    pages.editForm(request, response, blog.find(Optional.of(caller), slug(request)));
  }

  private void edit(HttpServletRequest request, HttpServletResponse response) throws IOException {
    RequestFields fields = RequestFields.of(request);
    Caller caller = Caller.of(request);
    PostDraft before = blog.draft(caller, slug(request));
    String opened = fields.text("version").orElse("");
    pages.offerEditForm(request, slug(request), before.status(), opened);
    PostDraft draft = validation.check(fields, PostDraft.over(fields, before));
    PostView post;
    try {
      post = blog.update(caller, slug(request), draft, BlogPages.version(fields));
    } catch (RequestFailedException e) {
      if (e.problem().status() == 412) {
        // Who has read that somebody else changed it may still want this text to stand.
        long now = blog.find(Optional.of(caller), slug(request)).version();
        pages.offerEditForm(request, slug(request), before.status(), String.valueOf(now));
      }
      throw e;
    }
    log(request, "post.updated", post.slug());
    answerChanged(request, response, post);
  }

  private void deleteForm(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Caller caller = Caller.of(request);
    blog.draft(caller, slug(request));
    pages.deleteForm(request, response, blog.find(Optional.of(caller), slug(request)));
  }

  private void delete(HttpServletRequest request, HttpServletResponse response) throws IOException {
    blog.delete(Caller.of(request), slug(request), Preconditions.expectedVersion(request));
    log(request, "post.deleted", slug(request));
    if (Face.of(request) == Face.HTML) {
      Answers.seeOther(response, "/");
    } else {
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }
  }

  private void publish(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    PostView post = blog.publish(Caller.of(request), slug(request));
    log(request, "post.published", post.slug());
    answerChanged(request, response, post);
  }

  private void unpublish(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    PostView post = blog.unpublish(Caller.of(request), slug(request));
    log(request, "post.unpublished", post.slug());
    answerChanged(request, response, post);
  }

  private static void answerChanged(
      HttpServletRequest request, HttpServletResponse response, PostView post) throws IOException {
    if (Face.of(request) == Face.HTML) {
      Answers.seeOther(response, path(post));
      return;
    }
    response.setHeader("ETag", Preconditions.etag(post));
    noStoreForCaller(request, response);
    Answers.json(response, PostJson.of(post).add("Message", "Operation Successful").build());
  }

  private static void noStoreForCaller(HttpServletRequest request, HttpServletResponse response) {
    boolean personal = Caller.find(request).isPresent();
    response.setHeader("Cache-Control", personal ? "no-store" : "no-cache");
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
