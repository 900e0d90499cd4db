package org.inkgate.accounts;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import org.inkgate.http.Reply;
import org.inkgate.http.RequestFailedException;
import org.inkgate.http.RequestFields;
import org.inkgate.http.RoutedServlet;
import org.inkgate.http.Routes;
import org.inkgate.http.log.Events;
import org.inkgate.users.Throttle;
import org.inkgate.users.Throttle.Key;
import org.inkgate.users.Throttle.Limit;
import org.inkgate.users.User;

/** Confirms an e-mail address by the link that was sent there, signed in or not. */
public class EmailServlet extends RoutedServlet {

  private static final long serialVersionUID = 1L;

  @Inject private transient EmailChanges changes;
  @Inject private transient Throttle throttle;

  @Override
  protected void routes(Routes at) {
    at.get("/account/email", this::ask).open();
    at.post("/account/email", this::take).open();
  }

  /** A mail scanner follows links, so the address is not changed before the button. */
  private Reply ask(HttpServletRequest request) {
    String token = Optional.ofNullable(request.getParameter("token")).orElse("");
    PendingEmail pending = check(request, token);
    return Reply.page(
            "accounts/confirmemail.jte",
            () ->
                Map.of(
                    "token",
                    token,
                    "username",
                    pending.user().username(),
                    "email",
                    pending.email()))
        .noStore();
  }

  private Reply take(HttpServletRequest request) {
    String token = RequestFields.of(request).text("token").map(String::strip).orElse("");
    check(request, token);
    User user = changes.confirm(token);
    Events.log(request, Level.WARNING, "email.changed", "user", user.username());
    return Reply.done().orSeeOther("/account");
  }

  private PendingEmail check(HttpServletRequest request, String token) {
    Key failures = Key.of(Limit.RESET_LINK, request.getRemoteAddr());
    throttle.check(failures);
    try {
      return changes.check(token);
    } catch (RequestFailedException e) {
      throttle.count(failures);
      throw e;
    }
  }
}
