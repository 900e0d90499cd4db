package org.inkgate.comments;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.logging.Level;
import org.inkgate.http.Answers;
import org.inkgate.http.Face;
import org.inkgate.http.Listing;
import org.inkgate.http.QueryParameters;
import org.inkgate.http.RequestFields;
import org.inkgate.http.RoutedServlet;
import org.inkgate.http.Routes;
import org.inkgate.http.Validation;
import org.inkgate.http.log.Events;
import org.inkgate.idempotency.FormKey;
import org.inkgate.idempotency.IdempotencyKey;
import org.inkgate.tokens.Caller;

/** The comments of one post. */
public class PostCommentsServlet extends RoutedServlet {

  private static final long serialVersionUID = 1L;
  private static final int LARGEST_SIZE = 100;

  @Inject private transient Comments comments;
  @Inject private transient SecondComment second;
  @Inject private transient CommentReading reading;
  @Inject private transient CommentPages pages;
  @Inject private transient CommentModeration moderation;
  @Inject private transient Validation validation;

  @Override
  protected void routes(Routes at) {
    at.get("/blogs/{slug}/comments", this::list).open();
    at.post("/blogs/{slug}/comments", this::create).stores().idempotent();
    at.post("/blogs/{slug}/comments/settings", this::changeRule).stores().idempotent();
    at.put("/blogs/{slug}/comments/settings", this::changeRule).stores();
  }

  private void list(HttpServletRequest request, HttpServletResponse response) throws IOException {
    QueryParameters parameters = new QueryParameters(request);
    int page = parameters.page();
    int size = parameters.number("size", CommentPages.THREADS_A_PAGE, LARGEST_SIZE);
    int thread = parameters.number("thread", 0, Integer.MAX_VALUE);
    parameters.check();
    Optional<Caller> caller = Caller.find(request);
    Listing<CommentThread> found =
        (thread == 0
                ? reading.list(caller, slug(request), page, size)
                : reading.thread(caller, slug(request), thread))
            .threads();
    if (Face.of(request) == Face.HTML) {
      String query = CommentPages.query(page, thread);
      Answers.seeOther(response, "/blogs/" + slug(request) + query + "#comments");
      return;
    }
    response.setHeader("Cache-Control", caller.isPresent() ? "no-store" : "no-cache");
    found.answer(request, response, found.json("comments", CommentJson::of));
  }

  private void create(HttpServletRequest request, HttpServletResponse response) throws IOException {
    RequestFields fields = RequestFields.of(request);
    pages.offerForm(request, slug(request));
    CommentDraft draft = validation.check(fields, CommentDraft.of(fields));
    Caller caller = Caller.of(request);
    CommentView comment =
        fields.isForm()
            ? second.add(
                caller,
                slug(request),
                draft,
                IdempotencyKey.of(request).or(() -> FormKey.of(fields)))
            : comments.add(caller, slug(request), draft, IdempotencyKey.of(request));
    Events.log(
        request, Level.INFO, "comment.created", "comment", comment.id(), "by", caller.subject());
    if (Face.of(request) == Face.HTML) {
      Answers.seeOther(response, pages.address(Optional.of(caller), comment));
      return;
    }
    response.setStatus(HttpServletResponse.SC_CREATED);
    response.setHeader("Location", "/comments/" + comment.id());
    response.setHeader("Cache-Control", "no-store");
    Answers.json(response, CommentJson.of(comment).add("Message", "Operation Successful").build());
  }

  private void changeRule(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Caller caller = Caller.of(request);
    String rule = moderation.changeOfPost(caller, slug(request), RequestFields.of(request));
    Events.log(
        request,
        Level.INFO,
        "comments.rule_changed",
        "slug",
        slug(request),
        "to",
        rule,
        "by",
        caller.subject());
    if (Face.of(request) == Face.HTML) {
      Answers.seeOther(response, "/blogs/" + slug(request) + "#comments");
    } else {
      Answers.json(response, AdminCommentsServlet.json(rule));
    }
  }

  private static String slug(HttpServletRequest request) {
    return Routes.segment(request, 2);
  }
}
