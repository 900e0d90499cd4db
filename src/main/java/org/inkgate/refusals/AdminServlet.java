package org.inkgate.refusals;

import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inkgate.http.Answers;
import org.inkgate.http.Face;
import org.inkgate.http.Json;
import org.inkgate.http.Pages;
import org.inkgate.http.QueryParameters;
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
  @Inject private transient Pages pages;

  @Override
  protected void routes(Routes at) {
    at.get("/admin", this::overview).administrator();
    at.get("/admin/refusals", this::refusals).administrator();
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    response.setHeader("Cache-Control", "no-store");
    super.service(request, response);
  }

  private void overview(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (Face.of(request) == Face.HTML) {
      pages.render(request, response, "admin/overview.jte", Map.of());
      return;
    }
    Answers.json(
        response,
        Json.createObjectBuilder()
            .add("users", "/admin/users")
            .add("pending", "/admin/pending")
            .add("comments", "/admin/comments")
            .add("keys", "/admin/keys")
            .add("invitations", "/admin/invitations")
            .add("refusals", "/admin/refusals")
            .add("site", "/admin/site")
            .add("pages", "/admin/pages")
            .add("statistics", "/admin/statistics")
            .build());
  }

  private void refusals(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    QueryParameters parameters = new QueryParameters(request);
    Optional<String> requestId = parameters.text("request_id").map(String::strip);
    int most = parameters.number("size", USUALLY_SHOWN, MOST_SHOWN);
    parameters.check();
    List<Refusal> found = requestId.map(refusals::of).orElseGet(() -> refusals.newest(most));
    if (Face.of(request) == Face.HTML) {
      pages.render(
          request,
          response,
          "admin/refusals.jte",
          Map.of("refusals", found, "requestId", requestId.orElse("")));
    } else {
      Answers.json(response, json(found).build());
    }
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
