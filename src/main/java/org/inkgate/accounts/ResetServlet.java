package org.inkgate.accounts;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import org.inkgate.http.FailedForm;
import org.inkgate.http.Json;
import org.inkgate.http.Problem;
import org.inkgate.http.Reply;
import org.inkgate.http.RequestFailedException;
import org.inkgate.http.RequestFields;
import org.inkgate.http.RoutedServlet;
import org.inkgate.http.Routes;
import org.inkgate.http.Typed;
import org.inkgate.http.Validation;
import org.inkgate.http.log.Events;
import org.inkgate.http.texts.Texts;
import org.inkgate.users.Throttle;
import org.inkgate.users.Throttle.Key;
import org.inkgate.users.Throttle.Limit;
import org.inkgate.users.User;

/** Resets a forgotten password: a link by mail, then a new password. */
public class ResetServlet extends RoutedServlet {

  private static final long serialVersionUID = 1L;
  private static final String ASK = "accounts/forgotten.jte";
  private static final String SET = "accounts/reset.jte";
  private static final String DONE = "accounts/done.jte";
  private static final String ON_ITS_WAY =
      "If an account has this address, a mail with a link is on its way. The link works for one"
          + " hour.";

  @Inject private transient ResetLinks links;
  @Inject private transient ResetMailer mailer;
  @Inject private transient Throttle throttle;
  @Inject private transient Validation validation;

  @Override
  protected void routes(Routes at) {
    at.get("/password/forgotten", this::askForm).open();
    at.post("/password/forgotten", this::ask).open();
    at.get("/password/reset", this::setForm).open();
    at.post("/password/reset", this::set).open();
    at.get("/password/reset/done", this::done).open();
  }

  private Reply askForm(HttpServletRequest request) {
    return Reply.page(ASK, () -> Map.of("typed", Typed.NOTHING, "sendsMail", mailer.sendsMail()))
        .noStore();
  }

  private Reply ask(HttpServletRequest request) {
    RequestFields fields = RequestFields.of(request);
    FailedForm.offer(request, ASK, Map.of("sendsMail", mailer.sendsMail()));
    ForgottenPassword asked = validation.check(fields, ForgottenPassword.of(fields));
    if (!mailer.sendsMail()) {
      throw new RequestFailedException(
          Problem.of(403, "mail-not-set-up", "accounts.problem.ask-administrator")
              .titled("accounts.problem.no-mail"));
    }
    throttle.count(Key.of(Limit.FORGOTTEN_PASSWORD, request.getRemoteAddr()));
    mailer.request(asked.email(), request);
    Events.log(request, Level.INFO, "reset.requested");
    return Reply.json(() -> Json.createObjectBuilder().add("Message", ON_ITS_WAY))
        .orPage(DONE, () -> told(request, "accounts.mail-sent", "accounts.mail-sent-text"))
        .status(HttpServletResponse.SC_ACCEPTED)
        .noStore();
  }

  private Reply setForm(HttpServletRequest request) {
    String token = Optional.ofNullable(request.getParameter("token")).orElse("");
    checkLink(request, token);
    return Reply.page(SET, () -> Map.of("typed", Typed.NOTHING, "token", token)).noStore();
  }

  private Reply set(HttpServletRequest request) {
    RequestFields fields = RequestFields.of(request);
    String token = fields.text("token").orElse("");
    checkLink(request, token);
    FailedForm.offer(request, SET, Map.of("token", token));
    User user = links.use(validation.check(fields, ResetPassword.of(fields)));
    Events.log(request, Level.WARNING, "password.reset", "user", user.username());
    return Reply.done().orSeeOther("/password/reset/done");
  }

  /** A link that opens nothing is told before a form for it is filled in. */
  private void checkLink(HttpServletRequest request, String token) {
    Key failures = Key.of(Limit.RESET_LINK, request.getRemoteAddr());
    throttle.check(failures);
    try {
      links.check(token);
    } catch (RequestFailedException e) {
      throttle.count(failures);
      throw e;
    }
  }

  private Reply done(HttpServletRequest request) {
    return Reply.page(DONE, () -> told(request, "accounts.reset-done", "accounts.reset-done-text"))
        .noStore();
  }

  private static Map<String, Object> told(HttpServletRequest request, String heading, String text) {
    Texts texts = Texts.of(request);
    return Map.of("heading", texts.text(heading), "text", texts.text(text));
  }
}
