package org.inkgate.accounts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.inkgate.config.Settings;
import org.inkgate.http.Answers;
import org.inkgate.tokens.TokenCookies;
import org.inkgate.tokens.TokenIssuer;

/** Hands a session's tokens over: to a browser in cookies, to a program as RFC 6749 §5.1 says. */
@ApplicationScoped
class TokenAnswer {

  private TokenIssuer issuer;
  private Settings settings;

  TokenAnswer() {}

  @Inject
  TokenAnswer(TokenIssuer issuer, Settings settings) {
    this.issuer = issuer;
    this.settings = settings;
  }

  /** Sets the cookies; returns the access token among them. */
  String setCookies(
      HttpServletRequest request, HttpServletResponse response, SessionTokens tokens) {
    String accessToken = issuer.issueForCookie(tokens.grant(), tokens.csrf());
    TokenCookies.set(
        request,
        response,
        accessToken,
        issuer.lifetime(),
        tokens.refreshToken(),
        settings.sessionIdle());
    return accessToken;
  }

  void write(HttpServletResponse response, SessionTokens tokens) throws IOException {
    response.setHeader("Cache-Control", "no-store");
    Answers.json(
        response,
        Json.createObjectBuilder()
            .add("access_token", issuer.issue(tokens.grant()))
            .add("token_type", "Bearer")
            .add("expires_in", issuer.lifetime().toSeconds())
            .add("refresh_token", tokens.refreshToken())
            .build());
  }
}
