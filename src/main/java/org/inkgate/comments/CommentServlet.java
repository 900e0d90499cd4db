package org.inkgate.comments;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.logging.Level;
import org.inkgate.http.Answers;
import org.inkgate.http.Face;
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

  private void read(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Optional<Caller> caller = Caller.find(request);
    CommentView comment = reading.find(caller, Routes.number(request, 2));
    if (Face.of(request) == Face.HTML) {
      Answers.seeOther(response, pages.address(caller, comment));
      return;
    }
    response.setHeader("Cache-Control", caller.isPresent() ? "no-store" : "no-cache");
    Answers.json(response, CommentJson.of(comment).build());
  }

  private void editForm(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    pages.editForm(request, response, reading.own(Caller.of(request), Routes.number(request, 2)));
  }

  private void edit(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Caller caller = Caller.of(request);
    RequestFields fields = RequestFields.of(request);
    long id = Routes.number(request, 2);
    pages.offerEditForm(request, reading.own(caller, id));
    CommentDraft draft = validation.check(fields, CommentDraft.of(fields));
    CommentView comment = comments.edit(caller, id, draft);
    log(request, "comment.edited");
    answerChanged(request, response, comment);
  }

  private void deleteForm(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    CommentView comment = reading.deletable(Caller.of(request), Routes.number(request, 2));
    pages.deleteForm(request, response, comment);
  }

  private void delete(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Caller caller = Caller.of(request);
    long id = Routes.number(request, 2);
    CommentView comment = reading.find(Optional.of(caller), id);
    comments.delete(caller, id);
    log(request, "comment.deleted");
    if (Face.of(request) == Face.HTML) {
      boolean toQueue = cameFromQueue(request);
      Answers.seeOther(response, toQueue ? QUEUE : "/blogs/" + comment.slug() + "#comments");
    } else {
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }
  }

  private void approve(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    moderate(request, response, CommentState.APPROVED);
  }

  private void hide(HttpServletRequest request, HttpServletResponse response) throws IOException {
    moderate(request, response, CommentState.HIDDEN);
  }

  private void moderate(
      HttpServletRequest request, HttpServletResponse response, CommentState decided)
      throws IOException {
    Optional<Long> seen =
        request.getContentType() == null
            ? Optional.empty()
            : RequestFields.of(request).wholeNumber("seen");
    CommentView comment =
        comments.moderate(Caller.of(request), Routes.number(request, 2), decided, seen);
    log(request, "comment." + decided.word());
    if (Face.of(request) == Face.HTML && cameFromQueue(request)) {
      Answers.seeOther(response, QUEUE);
    } else {
      answerChanged(request, response, comment);
    }
  }

  private void answerChanged(
      HttpServletRequest request, HttpServletResponse response, CommentView comment)
      throws IOException {
    if (Face.of(request) == Face.HTML) {
      Answers.seeOther(response, pages.address(Caller.find(request), comment));
      return;
    }
    response.setHeader("Cache-Control", "no-store");
    Answers.json(response, CommentJson.of(comment).add("Message", "Operation Successful").build());
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
