package org.inkgate.conduit;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.logging.Level;
import org.inkgate.accounts.Login;
import org.inkgate.accounts.RegistrationService;
import org.inkgate.http.Json;
import org.inkgate.http.Reply;
import org.inkgate.http.RequestFailedException;
import org.inkgate.http.RequestFields;
import org.inkgate.http.RoutedServlet;
import org.inkgate.http.Routes;
import org.inkgate.http.Validation;
import org.inkgate.http.log.Events;
import org.inkgate.sessions.Device;
import org.inkgate.sessions.SessionTokens;
import org.inkgate.sessions.Sessions;
import org.inkgate.tokens.BearerToken;
import org.inkgate.tokens.Caller;
import org.inkgate.tokens.TokenIssuer;
import org.inkgate.users.User;
import org.inkgate.users.Users;

/** Logs users in, creates them, and lets them change themselves. */
public class UsersServlet extends RoutedServlet {

  private static final long serialVersionUID = 1L;
  private static final String EMAIL = "email";

  @Inject private transient Login login;
  @Inject private transient RegistrationService registrations;
  @Inject private transient Sessions sessions;
  @Inject private transient Users users;
  @Inject private transient OwnUser ownUser;
  @Inject private transient Profiles profiles;
  @Inject private transient TokenIssuer issuer;
  @Inject private transient Validation validation;

  @Override
  protected void routes(Routes at) {
    at.post("/api/users/login", this::logIn).open().tokenScheme();
    at.post("/api/users", this::register).open().tokenScheme();
    at.get("/api/user", this::show).tokenScheme();
    at.put("/api/user", this::change).tokenScheme();
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    ConduitErrors.about(request, "user");
    super.service(request, response);
  }

  private Reply logIn(HttpServletRequest request) {
    RequestFields fields = RequestFields.of(request).object("user");
    EmailCredentials sent = validation.check(fields, EmailCredentials.of(fields));
    Login.Entrant entrant;
    try {
      entrant = login.enterByEmail(sent.email(), sent.password(), Device.of(request));
    } catch (RequestFailedException e) {
      String reason = e.problem().type();
      Events.log(request, Level.WARNING, "login.failed", "user", sent.email(), "reason", reason);
      throw e;
    }
    // A new login ends the session it was sent with, so no old token stays behind.
    Caller.find(request).map(Caller::sessionId).ifPresent(sessions::end);
    Events.log(request, Level.INFO, "login.succeeded", "user", entrant.user().username());
    return answer(entrant.user(), issuer.issue(entrant.tokens().grant()));
  }

  private Reply register(HttpServletRequest request) {
    RequestFields fields = RequestFields.of(request).object("user");
    Required.all(fields, "username", EMAIL, "password");
    User user = registrations.register(fields, request);
    String role = user.role().word();
    Events.log(request, Level.INFO, "user.registered", "user", user.username(), "role", role);
    Optional<SessionTokens> begun = sessions.start(user, Device.of(request));
    return answer(user, begun.map(tokens -> issuer.issue(tokens.grant())).orElse(""))
        .status(HttpServletResponse.SC_CREATED);
  }

  private Reply show(HttpServletRequest request) {
    return answer(users.own(Caller.of(request)), sentToken(request));
  }

  private Reply change(HttpServletRequest request) {
    RequestFields fields = RequestFields.of(request).object("user");
    Optional<SessionTokens> renewed = ownUser.change(request, fields);
    String token =
        renewed.map(tokens -> issuer.issue(tokens.grant())).orElseGet(() -> sentToken(request));
    return answer(users.own(Caller.of(request)), token);
  }

  /** The token the request came with; one from a cookie must not be readable by scripts. */
  private static String sentToken(HttpServletRequest request) {
    return BearerToken.of(request).orElse("");
  }

  private Reply answer(User user, String token) {
    ConduitProfile profile = profiles.ofSelf(user);
    return Reply.json(
        () ->
            Json.createObjectBuilder()
                .add("user", profile.said().add(EMAIL, user.email()).add("token", token)));
  }
}
