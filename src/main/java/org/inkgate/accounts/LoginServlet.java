package org.inkgate.accounts;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import org.inkgate.http.FailedForm;
import org.inkgate.http.Reply;
import org.inkgate.http.RequestFailedException;
import org.inkgate.http.RequestFields;
import org.inkgate.http.RoutedServlet;
import org.inkgate.http.Routes;
import org.inkgate.http.Typed;
import org.inkgate.http.Validation;
import org.inkgate.http.log.Events;
import org.inkgate.sessions.Device;
import org.inkgate.sessions.FormKeeper;
import org.inkgate.sessions.SessionTokens;
import org.inkgate.sessions.Sessions;
import org.inkgate.sessions.TokenAnswer;
import org.inkgate.tokens.Caller;
import org.inkgate.tokens.TokenCookies;
import org.inkgate.users.User;

/** Exchanges user name and password for tokens: as JSON, or as cookies for a form. */
public class LoginServlet extends RoutedServlet {

  private static final long serialVersionUID = 1L;
  private static final String TEMPLATE = "accounts/login.jte";

  @Inject private transient Login login;
  @Inject private transient Sessions sessions;
  @Inject private transient TokenAnswer answer;
  @Inject private transient FormKeeper keeper;
  @Inject private transient Validation validation;

  @Override
  protected void routes(Routes at) {
    at.get("/login", this::form).open();
    at.post("/login", this::logIn).open();
  }

  private Reply form(HttpServletRequest request) {
    String next = Optional.ofNullable(request.getParameter("next")).orElse("");
    return Reply.page(TEMPLATE, () -> Map.of("typed", Typed.NOTHING, "next", NextPage.orHome(next)))
        .noStore();
  }

  private Reply logIn(HttpServletRequest request) {
    RequestFields fields = RequestFields.of(request);
    String next = NextPage.orHome(fields.text("next").orElse(""));
    String kept = fields.text("kept").orElse("");
    FailedForm.offer(
        request, TEMPLATE, () -> Map.of("next", next, "kept", kept, "copy", keeper.copy(kept)));
    Credentials credentials = validation.check(fields, Credentials.of(fields));
    Login.Entrant entrant;
    try {
      entrant = login.enter(credentials, Device.of(request));
    } catch (RequestFailedException e) {
      Events.log(
          request,
          Level.WARNING,
          "login.failed",
          "user",
          credentials.username(),
          "reason",
          e.problem().type());
      throw e;
    }
    // A new login ends the session it was sent with, so no old token stays behind.
    TokenCookies.refresh(request).ifPresent(sessions::endOf);
    Caller.find(request).map(Caller::sessionId).ifPresent(sessions::end);
    User user = entrant.user();
    SessionTokens tokens = entrant.tokens();
    Events.log(request, Level.INFO, "login.succeeded", "user", user.username());
    return answer
        .json(tokens)
        .orElse(
            () ->
                keeper
                    .resume(request, kept, user, tokens, next)
                    .orElseGet(() -> Reply.seeOther(next))
                    .also(response -> answer.setCookies(request, response, tokens)));
  }
}
