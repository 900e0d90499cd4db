package org.inkgate.reviewlinks;

import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import org.inkgate.blog.BlogService;
import org.inkgate.config.Settings;
import org.inkgate.http.FailedForm;
import org.inkgate.http.Json;
import org.inkgate.http.Reply;
import org.inkgate.http.RequestFields;
import org.inkgate.http.RoutedServlet;
import org.inkgate.http.Routes;
import org.inkgate.http.Typed;
import org.inkgate.http.Validation;
import org.inkgate.http.log.Events;
import org.inkgate.idempotency.FormKey;
import org.inkgate.tokens.Caller;

/** The review links of a post, for those who may change it. */
public class ReviewLinksServlet extends RoutedServlet {

  private static final long serialVersionUID = 1L;

  private static final String TEMPLATE = "blog/reviewlinks.jte";

  @Inject private transient ReviewLinks links;
  @Inject private transient BlogService blog;
  @Inject private transient Validation validation;
  @Inject private transient Settings settings;

  @Override
  protected void routes(Routes at) {
    at.get("/blogs/{slug}/review-links", this::list);
    at.post("/blogs/{slug}/review-links", this::make).stores();
    at.delete("/blogs/{slug}/review-links/{id}", this::revoke);
    at.post("/blogs/{slug}/review-links/{id}/revoke", this::revoke).idempotent();
  }

  private Reply list(HttpServletRequest request) {
    List<ReviewLinkView> all = links.list(Caller.of(request), slug(request));
    return Reply.json(() -> json(all)).orPage(TEMPLATE, () -> page(request, ""));
  }

  private static JsonObjectBuilder json(List<ReviewLinkView> all) {
    JsonArrayBuilder array = Json.createArrayBuilder();
    all.forEach(link -> array.add(link.toJson()));
    return Json.createObjectBuilder().add("review_links", array);
  }

  private Reply make(HttpServletRequest request) {
    Caller caller = Caller.of(request);
    RequestFields fields = RequestFields.of(request);
    Optional<String> key = FormKey.of(fields);
    FailedForm.offer(request, TEMPLATE, () -> model(request, "", key));
    NewReviewLink wish = validation.check(fields, NewReviewLink.of(fields));
    ReviewLinks.Made made = links.make(caller, slug(request), wish, key);
    log(request, "review-link.made", made.link().id());
    String url = settings.publicUrl().toString() + "/review/" + made.secret();
    return Reply.json(
            () -> made.link().toJson().add("url", url).add("Message", "Operation Successful"))
        .orPage(TEMPLATE, () -> page(request, url))
        .status(HttpServletResponse.SC_CREATED);
  }

  private Reply revoke(HttpServletRequest request) {
    long id = Routes.number(request, 4);
    links.revoke(Caller.of(request), slug(request), id);
    log(request, "review-link.revoked", id);
    return Reply.gone("/blogs/" + slug(request) + "/review-links");
  }

  private Map<String, Object> page(HttpServletRequest request, String made) {
    Map<String, Object> model = model(request, made, Optional.empty());
    model.put("typed", Typed.NOTHING);
    return model;
  }

  private Map<String, Object> model(HttpServletRequest request, String made, Optional<String> key) {
    Caller caller = Caller.of(request);
    Map<String, Object> model = new HashMap<>();
    model.put("links", links.list(caller, slug(request)));
    model.put("post", blog.head(Optional.of(caller), slug(request)));
    model.put("made", made);
    model.put("key", key.orElseGet(FormKey::create));
    return model;
  }

  private static void log(HttpServletRequest request, String event, long id) {
    Events.log(request, Level.INFO, event, "link", id, "by", Caller.of(request).subject());
  }

  private static String slug(HttpServletRequest request) {
    return Routes.segment(request, 2);
  }
}
