package org.inkgate.comments;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import org.inkgate.http.Reply;
import org.inkgate.http.RequestFields;
import org.inkgate.http.RoutedServlet;
import org.inkgate.http.Routes;
import org.inkgate.http.Validation;
import org.inkgate.http.log.Events;
import org.inkgate.tokens.Caller;

/** One comment over HTTP: read, changed, deleted, moderated. */
public class CommentServlet extends RoutedServlet {

  private static final long serialVersionUID = 1L;
  private static final String QUEUE = "/admin/comments";

  @Inject private transient Comments comments;
  @Inject private transient CommentReading reading;
  @Inject private transient CommentPages pages;
  @Inject private transient Validation validation;

  @Override
  protected void routes(Routes at) {
    at.get("/comments/{id}", this::read).open();
    at.put("/comments/{id}", this::edit).stores();
    at.patch("/comments/{id}", this::edit).stores();
    at.delete("/comments/{id}", this::delete);
    at.get("/comments/{id}/edit", this::editForm);
    at.post("/comments/{id}/edit", this::edit).stores().idempotent();
    at.get("/comments/{id}/delete", this::deleteForm);
    at.post("/comments/{id}/delete", this::delete).idempotent();
    at.post("/comments/{id}/approve", this::approve).stores().idempotent();
    at.post("/comments/{id}/hide", this::hide).stores().idempotent();
  }

  private Reply read(HttpServletRequest request) {
    Optional<Caller> caller = Caller.find(request);
    CommentView comment = reading.find(caller, Routes.number(request, 2));
    return Reply.json(() -> CommentJson.of(comment))
        .orSeeOther(() -> pages.address(caller, comment))
        .keptIf(caller.isEmpty());
  }

  private Reply editForm(HttpServletRequest request) {
    return CommentPages.editForm(reading.own(Caller.of(request), Routes.number(request, 2)));
  }

  private Reply edit(HttpServletRequest request) {
    Caller caller = Caller.of(request);
    RequestFields fields = RequestFields.of(request);
    long id = Routes.number(request, 2);
    CommentPages.offerEditForm(request, reading.own(caller, id));
    CommentDraft draft = validation.check(fields, CommentDraft.of(fields));
    CommentView comment = comments.edit(caller, id, draft);
    log(request, "comment.edited");
    return changed(request, comment);
  }

  private Reply deleteForm(HttpServletRequest request) {
    CommentView comment = reading.deletable(Caller.of(request), Routes.number(request, 2));
    return Reply.page("comments/delete.jte", () -> Map.of("comment", comment));
  }

  private Reply delete(HttpServletRequest request) {
    Caller caller = Caller.of(request);
    long id = Routes.number(request, 2);
    CommentView comment = reading.find(Optional.of(caller), id);
    comments.delete(caller, id);
    log(request, "comment.deleted");
    String post = "/blogs/" + comment.slug() + "#comments";
    return Reply.gone(post).orSeeOther(() -> cameFromQueue(request) ? QUEUE : post);
  }

  private Reply approve(HttpServletRequest request) {
    return moderate(request, CommentState.APPROVED);
  }

  private Reply hide(HttpServletRequest request) {
    return moderate(request, CommentState.HIDDEN);
  }

  private Reply moderate(HttpServletRequest request, CommentState decided) {
    Optional<Long> seen =
        request.getContentType() == null
            ? Optional.empty()
            : RequestFields.of(request).wholeNumber("seen");
    CommentView comment =
        comments.moderate(Caller.of(request), Routes.number(request, 2), decided, seen);
    log(request, "comment." + decided.word());
    return changed(request, comment);
  }

  private Reply changed(HttpServletRequest request, CommentView comment) {
    return Reply.json(() -> CommentJson.of(comment).add("Message", "Operation Successful"))
        .orSeeOther(
            () -> cameFromQueue(request) ? QUEUE : pages.address(Caller.find(request), comment));
  }

  /** A moderator goes on with the queue. */
  private static boolean cameFromQueue(HttpServletRequest request) {
    return request.getContentType() != null
        && RequestFields.of(request).text("from").filter("queue"::equals).isPresent();
  }

  private static void log(HttpServletRequest request, String event) {
    String by = Caller.of(request).subject();
    Events.log(request, Level.INFO, event, "comment", Routes.number(request, 2), "by", by);
  }
}
