package org.inkgate.media;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.inkgate.http.FailedForm;
import org.inkgate.http.Listing;
import org.inkgate.http.QueryParameters;
import org.inkgate.http.Reply;
import org.inkgate.http.RoutedServlet;
import org.inkgate.http.Routes;
import org.inkgate.http.Typed;
import org.inkgate.http.Validation;
import org.inkgate.http.log.Events;
import org.inkgate.posts.Mentions;
import org.inkgate.posts.PostSummary;
import org.inkgate.tokens.Caller;
import org.inkgate.tokens.Scope;

/** Images over HTTP, for programs and browsers alike. */
public class MediaServlet extends RoutedServlet {

  private static final long serialVersionUID = 1L;
  private static final String TEMPLATE = "media/list.jte";
  private static final int USUAL_SIZE = 24;
  private static final int LARGEST_SIZE = 100;
  private static final int MOST_MENTIONS = 20;

  @Inject private transient MediaService media;
  @Inject private transient MediaFiles files;
  @Inject private transient Mentions mentions;
  @Inject private transient Validation validation;

  @Override
  protected void routes(Routes at) {
    at.get("/media", this::list);
    at.post("/media", this::add).uploads(Upload.MOST_REQUEST_BYTES).stores().idempotent();
    at.get("/media/{id}", request -> files.reply(request)).open();
    at.delete("/media/{id}", this::delete);
    at.get("/media/{id}/delete", this::deleteForm);
    at.post("/media/{id}/delete", this::delete).idempotent();
  }

  private Reply list(HttpServletRequest request) {
    QueryParameters parameters = new QueryParameters(request);
    int number = parameters.page();
    int size = parameters.number("size", USUAL_SIZE, LARGEST_SIZE);
    parameters.check();
    Listing<MediaView> page = media.list(Caller.of(request), number, size);
    return Reply.list(page, () -> page.json("media", MediaView::toJson))
        .orPage(TEMPLATE, () -> Map.of("media", page, "typed", Typed.NOTHING));
  }

  private Reply add(HttpServletRequest request) {
    Caller caller = Caller.of(request);
    caller.require(Scope.MEDIA_WRITE);
    FailedForm.offer(request, TEMPLATE, () -> Map.of("media", media.list(caller, 1, USUAL_SIZE)));
    MediaView added = media.add(caller, Upload.of(request, validation));
    log(request, "media.added", added.id());
    return Reply.created(
            added.address().path(), () -> added.toJson().add("Message", "Operation Successful"))
        .orSeeOther("/media");
  }

  private Reply deleteForm(HttpServletRequest request) {
    MediaView item = media.deletable(Caller.of(request), id(request));
    List<PostSummary> posts =
        mentions.of("/media/" + item.id(), Caller.of(request).userId(), MOST_MENTIONS);
    return Reply.page("media/delete.jte", () -> Map.of("item", item, "posts", posts));
  }

  private Reply delete(HttpServletRequest request) {
    media.delete(Caller.of(request), id(request));
    log(request, "media.deleted", id(request));
    return Reply.gone("/media").cachingUnsaid();
  }

  private static String id(HttpServletRequest request) {
    return Routes.segment(request, 2);
  }

  private static void log(HttpServletRequest request, String event, String id) {
    Events.log(request, Level.INFO, event, "id", id, "by", Caller.of(request).subject());
  }
}
