package org.inkgate.sessions;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.logging.Level;
import org.inkgate.http.Reply;
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

  private Reply logOut(HttpServletRequest request) {
    Caller caller = Caller.of(request);
    // A personal access token belongs to no session, so there is nothing to log out of.
    caller.require(Scope.ACCOUNT);
    sessions.end(caller.sessionId());
    Events.log(request, Level.INFO, "logout", "subject", caller.subject());
    return Reply.done()
        .orSeeOther("/")
        .also(response -> TokenCookies.clear(request, response))
        // Not "cookies": that would log out of every host of the domain, and forget the language.
        .also(response -> response.setHeader("Clear-Site-Data", "\"cache\", \"storage\""));
  }
}
