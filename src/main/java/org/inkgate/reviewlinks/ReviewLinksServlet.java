package org.inkgate.reviewlinks;

import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import org.inkgate.blog.BlogService;
import org.inkgate.config.Settings;
import org.inkgate.http.Answers;
import org.inkgate.http.Face;
import org.inkgate.http.FailedForm;
import org.inkgate.http.Json;
import org.inkgate.http.Pages;
import org.inkgate.http.RequestFields;
import org.inkgate.http.RoutedServlet;
import org.inkgate.http.Routes;
import org.inkgate.http.Typed;
import org.inkgate.http.Validation;
import org.inkgate.http.log.Events;
import org.inkgate.tokens.Caller;

/** The review links of a post, for those who may change it. */
public class ReviewLinksServlet extends RoutedServlet {

  private static final long serialVersionUID = 1L;

  private static final String TEMPLATE = "blog/reviewlinks.jte";

  @Inject private transient ReviewLinks links;
  @Inject private transient BlogService blog;
  @Inject private transient Validation validation;
  @Inject private transient Settings settings;
  @Inject private transient Pages pages;

  @Override
  protected void routes(Routes at) {
    at.get("/blogs/{slug}/review-links", this::list);
    at.post("/blogs/{slug}/review-links", this::make).stores();
    at.delete("/blogs/{slug}/review-links/{id}", this::revoke);
    at.post("/blogs/{slug}/review-links/{id}/revoke", this::revoke).idempotent();
  }

  private void list(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Map<String, Object> model = model(request, "");
    response.setHeader("Cache-Control", "no-store");
    if (Face.of(request) == Face.HTML) {
      model.put("typed", Typed.NOTHING);
      pages.render(request, response, TEMPLATE, model);
      return;
    }
    JsonArrayBuilder array = Json.createArrayBuilder();
    links.list(Caller.of(request), slug(request)).forEach(link -> array.add(link.toJson()));
    Answers.json(response, Json.createObjectBuilder().add("review_links", array).build());
  }

  private void make(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Caller caller = Caller.of(request);
    RequestFields fields = RequestFields.of(request);
    if (Face.of(request) == Face.HTML) {
      FailedForm.offer(request, TEMPLATE, model(request, ""));
    }
    NewReviewLink wish = validation.check(fields, NewReviewLink.of(fields));
    ReviewLinks.Made made = links.make(caller, slug(request), wish);
    log(request, "review-link.made", made.link().id());
    String url = settings.publicUrl().toString() + "/review/" + made.secret();
    response.setHeader("Cache-Control", "no-store");
    response.setStatus(HttpServletResponse.SC_CREATED);
    if (Face.of(request) == Face.HTML) {
      Map<String, Object> model = model(request, url);
      model.put("typed", Typed.NOTHING);
      pages.render(request, response, TEMPLATE, model);
      return;
    }
    Answers.json(
        response,
        made.link().toJson().add("url", url).add("Message", "Operation Successful").build());
  }

  private void revoke(HttpServletRequest request, HttpServletResponse response) {
    long id = Routes.number(request, 4);
    links.revoke(Caller.of(request), slug(request), id);
    log(request, "review-link.revoked", id);
    Answers.gone(request, response, "/blogs/" + slug(request) + "/review-links");
  }

  private Map<String, Object> model(HttpServletRequest request, String made) {
    Caller caller = Caller.of(request);
    Map<String, Object> model = new HashMap<>();
    model.put("links", links.list(caller, slug(request)));
    model.put("post", blog.find(Optional.of(caller), slug(request)).head());
    model.put("made", made);
    return model;
  }

  private static void log(HttpServletRequest request, String event, long id) {
    Events.log(request, Level.INFO, event, "link", id, "by", Caller.of(request).subject());
  }

  private static String slug(HttpServletRequest request) {
    return Routes.segment(request, 2);
  }
}
