package org.inkgate.workingcopies;

import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import org.inkgate.http.Json;
import org.inkgate.http.Problem;
import org.inkgate.http.Reply;
import org.inkgate.http.RequestFailedException;
import org.inkgate.http.RequestFields;
import org.inkgate.http.RoutedServlet;
import org.inkgate.http.Routes;
import org.inkgate.http.Validation;
import org.inkgate.posts.Preconditions;
import org.inkgate.tokens.Caller;

/** Lets the editor keep what is typed over a published post, without publishing it. */
public class WorkingCopyServlet extends RoutedServlet {

  private static final long serialVersionUID = 1L;

  @Inject private transient WorkingCopies copies;
  @Inject private transient Validation validation;

  @Override
  protected void routes(Routes at) {
    at.get("/blogs/{slug}/working-copy", this::read);
    at.put("/blogs/{slug}/working-copy", this::keep).stores();
    at.delete("/blogs/{slug}/working-copy", this::discard);
    at.post("/blogs/{slug}/working-copy/discard", this::discard).idempotent();
  }

  private Reply read(HttpServletRequest request) {
    return reply(
        copies
            .find(Caller.of(request), slug(request))
            .orElseThrow(() -> new RequestFailedException(Problem.notFound())));
  }

  private Reply keep(HttpServletRequest request) {
    RequestFields fields = RequestFields.of(request);
    TypedPost typed = validation.check(fields, TypedPost.of(fields));
    return reply(
        copies.keep(
            Caller.of(request), slug(request), typed, Preconditions.expectedVersion(request)));
  }

  private Reply discard(HttpServletRequest request) {
    copies.discard(Caller.of(request), slug(request));
    return Reply.gone("/blogs/" + slug(request) + "/edit");
  }

  private static Reply reply(WorkingCopyView copy) {
    return Reply.json(() -> json(copy)).header("ETag", copy.version().etag());
  }

  private static JsonObjectBuilder json(WorkingCopyView copy) {
    JsonObjectBuilder json = Json.createObjectBuilder();
    copy.typed().values().forEach(json::add);
    return json.add("version", copy.typed().baseVersion())
        .add("saved_at", copy.savedAt().toString())
        .add("submitted", copy.submitted())
        .add("review_note", copy.reviewNote());
  }

  private static String slug(HttpServletRequest request) {
    return Routes.segment(request, 2);
  }
}
