package org.inkgate.accounts;

import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Map;
import java.util.logging.Level;
import org.inkgate.http.FailedForm;
import org.inkgate.http.Json;
import org.inkgate.http.Reply;
import org.inkgate.http.RequestFailedException;
import org.inkgate.http.RequestFields;
import org.inkgate.http.RoutedServlet;
import org.inkgate.http.Routes;
import org.inkgate.http.Typed;
import org.inkgate.http.log.Events;
import org.inkgate.sessions.Device;
import org.inkgate.sessions.SessionTokens;
import org.inkgate.sessions.TokenAnswer;
import org.inkgate.tokens.Caller;
import org.inkgate.tokens.TokenCookies;
import org.inkgate.users.User;
import org.inkgate.users.Users;

/** Shows people their own account, and changes its address and password. */
public class AccountServlet extends RoutedServlet {

  private static final long serialVersionUID = 1L;
  private static final String OVERVIEW = "accounts/account.jte";
  private static final String PASSWORD = "accounts/password.jte";

  @Inject private transient AccountService service;
  @Inject private transient Users users;
  @Inject private transient TokenAnswer answer;
  @Inject private transient Clock clock;

  @Override
  protected void routes(Routes at) {
    at.get("/account", this::show);
    at.post("/account", this::changeEmail).stores();
    at.get("/account/password", this::passwordForm);
    at.get("/.well-known/change-password", request -> Reply.seeOther("/account/password")).open();
    at.post("/account/password", this::changePassword);
  }

  private Reply show(HttpServletRequest request) {
    User user = users.own(Caller.of(request));
    return Reply.json(() -> json(user))
        .orPage(
            OVERVIEW,
            () ->
                Map.of(
                    "typed",
                    new Typed(Map.of("email", user.email()), Map.of()),
                    "user",
                    view(user)));
  }

  private Reply changeEmail(HttpServletRequest request) {
    Caller caller = Caller.of(request);
    RequestFields fields = RequestFields.of(request);
    FailedForm.offer(request, OVERVIEW, () -> Map.of("user", view(users.own(caller))));
    User user = service.changeEmail(caller, fields, request);
    Events.log(request, Level.WARNING, "email.change_asked", "user", user.username());
    return Reply.json(() -> json(user).add("Message", "Operation Successful"))
        .orSeeOther("/account");
  }

  private Reply passwordForm(HttpServletRequest request) {
    Caller caller = Caller.of(request);
    users.own(caller);
    caller.requireFresh(clock.instant());
    return Reply.page(PASSWORD, () -> Map.of("typed", Typed.NOTHING));
  }

  private Reply changePassword(HttpServletRequest request) {
    Caller caller = Caller.of(request);
    RequestFields fields = RequestFields.of(request);
    FailedForm.offer(request, PASSWORD, Map.of());
    SessionTokens tokens;
    try {
      tokens = service.changePassword(caller, fields, Device.of(request));
    } catch (RequestFailedException e) {
      Events.log(
          request,
          Level.WARNING,
          "password.not-changed",
          "subject",
          caller.subject(),
          "reason",
          e.problem().detail().english());
      throw e;
    }
    Events.log(request, Level.INFO, "password.changed", "subject", caller.subject());
    return TokenCookies.access(request).isPresent()
        ? answer.renewed(request, tokens, "/account")
        : answer.json(tokens);
  }

  private AccountView view(User user) {
    return new AccountView(
        user.username(),
        user.email(),
        service.pendingEmail(user),
        user.role().word(),
        user.createdAt());
  }

  private JsonObjectBuilder json(User user) {
    AccountView view = view(user);
    JsonObjectBuilder json = Json.createObjectBuilder();
    view.pendingEmail().ifPresent(email -> json.add("pending_email", email));
    return json.add("username", view.username())
        .add("email", view.email())
        .add("role", view.role())
        .add("created_at", view.createdAt().toString());
  }
}
