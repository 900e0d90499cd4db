package org.inkgate.sessions;

import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.inkgate.http.Json;
import org.inkgate.http.Problem;
import org.inkgate.http.Reply;
import org.inkgate.http.RequestFailedException;
import org.inkgate.http.RoutedServlet;
import org.inkgate.http.Routes;
import org.inkgate.http.log.Events;
import org.inkgate.tokens.Caller;
import org.inkgate.tokens.Scope;
import org.inkgate.tokens.TokenCookies;

/** Shows people the devices they are signed in on, and signs them out there. */
public class AccountSessionsServlet extends RoutedServlet {

  private static final long serialVersionUID = 1L;

  @Inject private transient Sessions sessions;
  @Inject private transient SessionStore store;

  @Override
  protected void routes(Routes at) {
    at.get("/account/sessions", this::list);
    at.delete("/account/sessions", this::endOthers);
    at.post("/account/sessions/end-others", this::endOthers);
    at.delete("/account/sessions/{id}", this::end);
    at.post("/account/sessions/{id}/end", this::end);
  }

  private Reply list(HttpServletRequest request) {
    Caller caller = owner(request);
    List<SessionView> living = store.list(caller.userId(), caller.sessionId());
    return Reply.json(() -> json(living))
        .orPage("accounts/sessions.jte", () -> Map.of("sessions", living));
  }

  private static JsonObjectBuilder json(List<SessionView> living) {
    JsonArrayBuilder array = Json.createArrayBuilder();
    living.forEach(session -> array.add(session.toJson()));
    return Json.createObjectBuilder().add("sessions", array);
  }

  private Reply end(HttpServletRequest request) {
    Caller caller = owner(request);
    String id = Routes.segment(request, 3);
    if (!sessions.endOwn(caller.userId(), id)) {
      throw new RequestFailedException(Problem.notFound());
    }
    Events.log(request, Level.INFO, "session.ended", "subject", caller.subject());
    boolean current = id.equals(caller.sessionId());
    return current
        ? Reply.gone("/").also(response -> TokenCookies.clear(request, response))
        : Reply.gone("/account/sessions");
  }

  private Reply endOthers(HttpServletRequest request) {
    Caller caller = owner(request);
    sessions.endOthers(caller.userId(), caller.sessionId());
    Events.log(request, Level.INFO, "session.others-ended", "subject", caller.subject());
    return Reply.gone("/account/sessions");
  }

  private static Caller owner(HttpServletRequest request) {
    Caller caller = Caller.of(request);
    caller.require(Scope.ACCOUNT);
    return caller;
  }
}
