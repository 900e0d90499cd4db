package org.inkgate.refusals;

import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inkgate.http.Json;
import org.inkgate.http.QueryParameters;
import org.inkgate.http.Reply;
import org.inkgate.http.RoutedServlet;
import org.inkgate.http.Routes;
import org.inkgate.http.log.Refusal;
import org.inkgate.http.log.Refusals;

/** Shows administrators what there is to administer, and why requests were refused. */
public class AdminServlet extends RoutedServlet {

  private static final long serialVersionUID = 1L;
  private static final int USUALLY_SHOWN = 100;
  private static final int MOST_SHOWN = 1000;

  @Inject private transient SharedRefusals refusals;

  @Override
  protected void routes(Routes at) {
    at.get("/admin", this::overview).administrator();
    at.get("/admin/refusals", this::refusals).administrator();
  }

  private Reply overview(HttpServletRequest request) {
    return Reply.json(AdminServlet::parts).orPage("admin/overview.jte", Map::of);
  }

  private static JsonObjectBuilder parts() {
    return Json.createObjectBuilder()
        .add("users", "/admin/users")
        .add("pending", "/admin/pending")
        .add("comments", "/admin/comments")
        .add("keys", "/admin/keys")
        .add("invitations", "/admin/invitations")
        .add("refusals", "/admin/refusals")
        .add("site", "/admin/site")
        .add("pages", "/admin/pages")
        .add("statistics", "/admin/statistics");
  }

  private Reply refusals(HttpServletRequest request) {
    QueryParameters parameters = new QueryParameters(request);
    Optional<String> requestId = parameters.text("request_id").map(String::strip);
    int most = parameters.number("size", USUALLY_SHOWN, MOST_SHOWN);
    parameters.check();
    List<Refusal> found = requestId.map(refusals::of).orElseGet(() -> refusals.newest(most));
    return Reply.json(() -> json(found))
        .orPage(
            "admin/refusals.jte",
            () -> Map.of("refusals", found, "requestId", requestId.orElse("")));
  }

  private JsonObjectBuilder json(List<Refusal> found) {
    JsonArrayBuilder all = Json.createArrayBuilder();
    for (Refusal refusal : found) {
      all.add(
          Json.createObjectBuilder()
              .add("request_id", refusal.requestId())
              .add("at", refusal.at().toString())
              .add("method", refusal.method())
              .add("path", refusal.path())
              .add("address", refusal.address())
              .add("status", refusal.status())
              .add("check", refusal.check())
              .add("reason", refusal.reason())
              .add("advice", RefusalAdvice.of(refusal).english()));
    }
    return Json.createObjectBuilder()
        .add("refusals", all)
        .add("remembered", Refusals.REMEMBERED)
        .add("scope", refusals.ofAllNodes() ? "all nodes" : "this server, since it started");
  }
}
