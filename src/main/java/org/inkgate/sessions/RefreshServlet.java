package org.inkgate.sessions;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.logging.Level;
import org.inkgate.http.Problem;
import org.inkgate.http.Reply;
import org.inkgate.http.RequestFailedException;
import org.inkgate.http.RequestFields;
import org.inkgate.http.RoutedServlet;
import org.inkgate.http.Routes;
import org.inkgate.http.log.Events;
import org.inkgate.tokens.Caller;
import org.inkgate.tokens.TokenCookies;
import org.inkgate.users.Throttle;
import org.inkgate.users.Throttle.Key;
import org.inkgate.users.Throttle.Limit;

/** Exchanges a refresh token for a new pair (RFC 6749 §6); a browser's cookies for new ones. */
public class RefreshServlet extends RoutedServlet {

  private static final long serialVersionUID = 1L;

  @Inject private transient Sessions sessions;
  @Inject private transient TokenAnswer answer;
  @Inject private transient Throttle throttle;
  @Inject private transient RefreshPace pace;

  @Override
  protected void routes(Routes at) {
    at.post("/token/refresh", this::refresh).open();
  }

  private Reply refresh(HttpServletRequest request) {
    if (isByCookie(request)) {
      return refreshCookies(request);
    }
    RequestFields fields = RequestFields.of(request);
    String grantType = fields.text("grant_type").orElse("refresh_token");
    if (!"refresh_token".equals(grantType)) {
      throw invalid("grant_type", "accounts.problem.grant-type", "unsupported_grant_type");
    }
    String refreshToken =
        fields
            .text("refresh_token")
            .filter(token -> !token.isBlank())
            .orElseThrow(
                () -> invalid("refresh_token", "site.problem.not-blank", "invalid_request"));
    return answer.json(next(request, refreshToken));
  }

  /** A browser sends the token as a cookie and nothing, or a form without it, in the body. */
  private static boolean isByCookie(HttpServletRequest request) {
    boolean noBody = request.getContentType() == null && request.getContentLengthLong() <= 0;
    return TokenCookies.refresh(request).isPresent()
        && (noBody || !RequestFields.of(request).has("refresh_token"));
  }

  private Reply refreshCookies(HttpServletRequest request) {
    // The gate checks nothing here, so what it demands of forms elsewhere is checked now.
    Caller.find(request).orElseThrow(() -> refused(request)).requireCsrf(request);
    if (TokenCookies.renewed(request)) {
      // The session filter came first.
      return answer.confirmed("/");
    }
    SessionTokens tokens = next(request, TokenCookies.refresh(request).orElseThrow());
    return answer.renewed(request, tokens, "/");
  }

  private SessionTokens next(HttpServletRequest request, String refreshToken) {
    throttle.count(Key.of(Limit.REFRESHES, request.getRemoteAddr()));
    Key failures = Key.of(Limit.REFRESH, request.getRemoteAddr());
    throttle.check(failures);
    pace.count(refreshToken);
    Optional<SessionTokens> next = sessions.refresh(refreshToken);
    if (next.isEmpty()) {
      throttle.count(failures);
    }
    return next.orElseThrow(() -> refused(request));
  }

  private static RequestFailedException refused(HttpServletRequest request) {
    Events.log(request, Level.WARNING, "refresh.refused");
    return new RequestFailedException(
        Problem.of(400, "invalid-grant", "accounts.problem.refresh-token")
            .titled("accounts.problem.invalid-grant")
            .withError("invalid_grant"),
        "the refresh token is unknown, used, or its session is over");
  }

  private static RequestFailedException invalid(String field, String rule, String error) {
    return new RequestFailedException(Problem.invalid(field, rule).withError(error));
  }
}
