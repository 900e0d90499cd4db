package org.inkgate.accounts;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import org.inkgate.accounts.RegistrationService.Secrets;
import org.inkgate.http.FailedForm;
import org.inkgate.http.Json;
import org.inkgate.http.Reply;
import org.inkgate.http.RequestFields;
import org.inkgate.http.RoutedServlet;
import org.inkgate.http.Routes;
import org.inkgate.http.Typed;
import org.inkgate.http.log.Events;
import org.inkgate.sessions.Device;
import org.inkgate.sessions.Sessions;
import org.inkgate.sessions.TokenAnswer;
import org.inkgate.users.User;

/** Creates accounts; a browser is signed in to the new one at once. */
public class RegisterServlet extends RoutedServlet {

  private static final long serialVersionUID = 1L;
  private static final String TEMPLATE = "accounts/register.jte";

  @Inject private transient RegistrationService service;
  @Inject private transient Sessions sessions;
  @Inject private transient TokenAnswer answer;

  @Override
  protected void routes(Routes at) {
    at.get("/register", this::form).open();
    at.post("/register", this::register).open().stores().idempotent();
  }

  private Reply form(HttpServletRequest request) {
    Secrets secrets = new Secrets(parameter(request, "invite"), parameter(request, "setup"));
    service.checkOpen(Applicant.of(request), secrets);
    return Reply.page(TEMPLATE, () -> model(secrets, Map.of("typed", Typed.NOTHING))).noStore();
  }

  private static String parameter(HttpServletRequest request, String name) {
    return Optional.ofNullable(request.getParameter(name)).orElse("");
  }

  private Map<String, Object> model(Secrets secrets, Map<String, Object> more) {
    Map<String, Object> model = new HashMap<>(more);
    model.put("first", service.waitsForAdministrator());
    model.put("invite", secrets.invite());
    model.put("setup", secrets.setup());
    return model;
  }

  private Reply register(HttpServletRequest request) {
    RequestFields fields = RequestFields.of(request);
    Secrets secrets = Secrets.of(fields);
    service.checkOpen(Applicant.of(request), secrets);
    FailedForm.offer(request, TEMPLATE, () -> model(secrets, Map.of()));
    User user = service.register(fields, request);
    Events.log(
        request,
        Level.INFO,
        "user.registered",
        "user",
        user.username(),
        "role",
        user.role().word());
    return Reply.json(
            () ->
                Json.createObjectBuilder()
                    .add("Message", "Operation Successful")
                    .add("username", user.username())
                    .add("role", user.role().word()))
        .status(HttpServletResponse.SC_CREATED)
        .header("Location", "/authors/" + user.username())
        .cachingUnsaid()
        .orElse(() -> signedIn(request, user));
  }

  private Reply signedIn(HttpServletRequest request, User user) {
    return sessions
        .start(user, Device.of(request))
        .map(
            tokens ->
                Reply.seeOther("/").also(response -> answer.setCookies(request, response, tokens)))
        .orElseGet(() -> Reply.seeOther("/login"));
  }
}
