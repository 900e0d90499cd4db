package org.inkgate.accounts;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.inkgate.accounts.Throttle.Key;
import org.inkgate.accounts.Throttle.Limit;
import org.inkgate.http.Events;
import org.inkgate.http.Problem;
import org.inkgate.http.RequestFailedException;
import org.inkgate.http.RequestFields;
import org.inkgate.http.Routes;

/** Exchanges a refresh token for a new pair (RFC 6749 §6). */
public class RefreshServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @Inject private transient Sessions sessions;
  @Inject private transient TokenAnswer answer;
  @Inject private transient Throttle throttle;

  private final transient Routes routes = new Routes().on("POST", "/token/refresh", this::refresh);

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    routes.dispatch(request, response);
  }

  private void refresh(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    RequestFields fields = RequestFields.of(request);
    String grantType = fields.text("grant_type").orElse("refresh_token");
    if (!"refresh_token".equals(grantType)) {
      throw invalid("grant_type", "must be refresh_token");
    }
    String refreshToken =
        fields
            .text("refresh_token")
            .filter(token -> !token.isBlank())
            .orElseThrow(() -> invalid("refresh_token", "must not be blank"));
    Key failures = Key.of(Limit.REFRESH, request.getRemoteAddr());
    throttle.check(failures);
    SessionTokens tokens =
        sessions
            .refresh(refreshToken)
            .orElseThrow(
                () -> {
                  Events.log(request, Level.WARNING, "refresh.refused");
                  throttle.count(failures);
                  return new RequestFailedException(
                      new Problem(
                          400,
                          "invalid-grant",
                          "Invalid grant",
                          "The refresh token is unknown, used, or its session is over."),
                      "the refresh token is unknown, used, or its session is over");
                });
    answer.write(response, tokens);
  }

  private static RequestFailedException invalid(String field, String rule) {
    return new RequestFailedException(Problem.invalid(Map.of(field, List.of(rule))));
  }
}
