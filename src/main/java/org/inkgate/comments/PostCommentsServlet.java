package org.inkgate.comments;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.logging.Level;
import org.inkgate.http.Listing;
import org.inkgate.http.QueryParameters;
import org.inkgate.http.Reply;
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

  private Reply list(HttpServletRequest request) {
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
    String query = CommentPages.query(page, thread);
    return Reply.list(found, () -> found.json("comments", CommentJson::of))
        .orSeeOther("/blogs/" + slug(request) + query + "#comments")
        .keptIf(caller.isEmpty());
  }

  private Reply create(HttpServletRequest request) {
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
    return Reply.created(
            "/comments/" + comment.id(),
            () -> CommentJson.of(comment).add("Message", "Operation Successful"))
        .orSeeOther(() -> pages.address(Optional.of(caller), comment));
  }

  private Reply changeRule(HttpServletRequest request) {
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
    return Reply.json(() -> AdminCommentsServlet.json(rule))
        .orSeeOther("/blogs/" + slug(request) + "#comments");
  }

  private static String slug(HttpServletRequest request) {
    return Routes.segment(request, 2);
  }
}
