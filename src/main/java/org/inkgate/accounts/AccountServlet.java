package org.inkgate.accounts;

import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.logging.Level;
import org.inkgate.http.Answers;
import org.inkgate.http.Face;
import org.inkgate.http.FailedForm;
import org.inkgate.http.Json;
import org.inkgate.http.Pages;
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
  @Inject private transient Pages pages;
  @Inject private transient Clock clock;

  @Override
  protected void routes(Routes at) {
    at.get("/account", this::show);
    at.post("/account", this::changeEmail).stores();
    at.get("/account/password", this::passwordForm);
    at.get(
            "/.well-known/change-password",
            (request, response) -> Answers.seeOther(response, "/account/password"))
        .open();
    at.post("/account/password", this::changePassword);
  }

  private void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
    User user = users.own(Caller.of(request));
    response.setHeader("Cache-Control", "no-store");
    if (Face.of(request) == Face.JSON) {
      Answers.json(response, json(user).build());
      return;
    }
    Typed typed = new Typed(Map.of("email", user.email()), Map.of());
    pages.render(request, response, OVERVIEW, Map.of("typed", typed, "user", view(user)));
  }

  private void changeEmail(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Caller caller = Caller.of(request);
    RequestFields fields = RequestFields.of(request);
    FailedForm.offer(request, OVERVIEW, Map.of("user", view(users.own(caller))));
    User user = service.changeEmail(caller, fields, request);
    Events.log(request, Level.WARNING, "email.change_asked", "user", user.username());
    response.setHeader("Cache-Control", "no-store");
    if (Face.of(request) == Face.HTML) {
      Answers.seeOther(response, "/account");
    } else {
      Answers.json(response, json(user).add("Message", "Operation Successful").build());
    }
  }

  private void passwordForm(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Caller caller = Caller.of(request);
    users.own(caller);
    caller.requireFresh(clock.instant());
    response.setHeader("Cache-Control", "no-store");
    pages.render(request, response, PASSWORD, Map.of("typed", Typed.NOTHING));
  }

  private void changePassword(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
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
    if (TokenCookies.access(request).isPresent()) {
      answer.renew(request, response, tokens, "/account");
    } else {
      answer.write(response, tokens);
    }
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
