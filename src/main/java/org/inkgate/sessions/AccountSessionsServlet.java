package org.inkgate.sessions;

import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.inkgate.http.Answers;
import org.inkgate.http.Face;
import org.inkgate.http.Json;
import org.inkgate.http.Pages;
import org.inkgate.http.Problem;
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
  @Inject private transient Pages pages;

  @Override
  protected void routes(Routes at) {
    at.get("/account/sessions", this::list);
    at.delete("/account/sessions", this::endOthers);
    at.post("/account/sessions/end-others", this::endOthers);
    at.delete("/account/sessions/{id}", this::end);
    at.post("/account/sessions/{id}/end", this::end);
  }

  private void list(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Caller caller = owner(request);
    List<SessionView> living = store.list(caller.userId(), caller.sessionId());
    response.setHeader("Cache-Control", "no-store");
    if (Face.of(request) == Face.HTML) {
      pages.render(request, response, "accounts/sessions.jte", Map.of("sessions", living));
      return;
    }
    JsonArrayBuilder array = Json.createArrayBuilder();
    living.forEach(session -> array.add(session.toJson()));
    Answers.json(response, Json.createObjectBuilder().add("sessions", array).build());
  }

  private void end(HttpServletRequest request, HttpServletResponse response) {
    Caller caller = owner(request);
    String id = Routes.segment(request, 3);
    if (!sessions.endOwn(caller.userId(), id)) {
      throw new RequestFailedException(Problem.notFound());
    }
    Events.log(request, Level.INFO, "session.ended", "subject", caller.subject());
    boolean current = id.equals(caller.sessionId());
    if (current) {
      TokenCookies.clear(request, response);
    }
    Answers.gone(request, response, current ? "/" : "/account/sessions");
  }

  private void endOthers(HttpServletRequest request, HttpServletResponse response) {
    Caller caller = owner(request);
    sessions.endOthers(caller.userId(), caller.sessionId());
    Events.log(request, Level.INFO, "session.others-ended", "subject", caller.subject());
    Answers.gone(request, response, "/account/sessions");
  }

  private static Caller owner(HttpServletRequest request) {
    Caller caller = Caller.of(request);
    caller.require(Scope.ACCOUNT);
    return caller;
  }
}
