package org.inkgate.sessions;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.logging.Level;
import org.inkgate.http.Answers;
import org.inkgate.http.Face;
import org.inkgate.http.Json;
import org.inkgate.http.RoutedServlet;
import org.inkgate.http.Routes;
import org.inkgate.http.log.Events;
import org.inkgate.tokens.Caller;
import org.inkgate.tokens.Scope;
import org.inkgate.tokens.TokenCookies;

/** Ends the caller's session. */
public class LogoutServlet extends RoutedServlet {

  private static final long serialVersionUID = 1L;

  @Inject private transient Sessions sessions;

  @Override
  protected void routes(Routes at) {
    at.post("/logout", this::logOut);
  }

  private void logOut(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Caller caller = Caller.of(request);
    // A personal access token belongs to no session, so there is nothing to log out of.
    caller.require(Scope.ACCOUNT);
    sessions.end(caller.sessionId());
    Events.log(request, Level.INFO, "logout", "subject", caller.subject());
    TokenCookies.clear(request, response);
    // Not "cookies": that would log out of every host of the domain, and forget the language.
    response.setHeader("Clear-Site-Data", "\"cache\", \"storage\"");
    if (Face.of(request) == Face.HTML) {
      Answers.seeOther(response, "/");
    } else {
      response.setHeader("Cache-Control", "no-store");
      Answers.json(
          response, Json.createObjectBuilder().add("Message", "Operation Successful").build());
    }
  }
}
