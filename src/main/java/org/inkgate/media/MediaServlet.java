package org.inkgate.media;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.inkgate.http.Answers;
import org.inkgate.http.Face;
import org.inkgate.http.FailedForm;
import org.inkgate.http.Listing;
import org.inkgate.http.Pages;
import org.inkgate.http.QueryParameters;
import org.inkgate.http.RoutedServlet;
import org.inkgate.http.Routes;
import org.inkgate.http.Typed;
import org.inkgate.http.Validation;
import org.inkgate.http.log.Events;
import org.inkgate.posts.Mentions;
import org.inkgate.posts.PostSummary;
import org.inkgate.tokens.Caller;

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
  @Inject private transient Pages pages;

  @Override
  protected void routes(Routes at) {
    at.get("/media", this::list);
    at.post("/media", this::add).uploads(Upload.MOST_REQUEST_BYTES).stores().idempotent();
    at.get("/media/{id}", (request, response) -> files.send(request, response)).open();
    at.delete("/media/{id}", this::delete);
    at.get("/media/{id}/delete", this::deleteForm);
    at.post("/media/{id}/delete", this::delete).idempotent();
  }

  private void list(HttpServletRequest request, HttpServletResponse response) throws IOException {
    QueryParameters parameters = new QueryParameters(request);
    int number = parameters.page();
    int size = parameters.number("size", USUAL_SIZE, LARGEST_SIZE);
    parameters.check();
    Listing<MediaView> page = media.list(Caller.of(request), number, size);
    response.setHeader("Cache-Control", "no-store");
    if (Face.of(request) == Face.HTML) {
      pages.render(request, response, TEMPLATE, Map.of("media", page, "typed", Typed.NOTHING));
      return;
    }
    page.answer(request, response, page.json("media", MediaView::toJson));
  }

  private void add(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Caller caller = Caller.of(request);
    Listing<MediaView> before = media.list(caller, 1, USUAL_SIZE);
    FailedForm.offer(request, TEMPLATE, Map.of("media", before));
    MediaView added = media.add(caller, Upload.of(request, validation));
    log(request, "media.added", added.id());
    if (Face.of(request) == Face.HTML) {
      Answers.seeOther(response, "/media");
      return;
    }
    response.setStatus(HttpServletResponse.SC_CREATED);
    response.setHeader("Location", added.address().path());
    response.setHeader("Cache-Control", "no-store");
    Answers.json(response, added.toJson().add("Message", "Operation Successful").build());
  }

  private void deleteForm(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    MediaView item = media.deletable(Caller.of(request), id(request));
    List<PostSummary> posts =
        mentions.of("/media/" + item.id(), Caller.of(request).userId(), MOST_MENTIONS);
    pages.render(request, response, "media/delete.jte", Map.of("item", item, "posts", posts));
  }

  private void delete(HttpServletRequest request, HttpServletResponse response) {
    media.delete(Caller.of(request), id(request));
    log(request, "media.deleted", id(request));
    Answers.gone(request, response, "/media");
  }

  private static String id(HttpServletRequest request) {
    return Routes.segment(request, 2);
  }

  private static void log(HttpServletRequest request, String event, String id) {
    Events.log(request, Level.INFO, event, "id", id, "by", Caller.of(request).subject());
  }
}
