package org.inkgate.sessions;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.inkgate.config.Settings;
import org.inkgate.http.Json;
import org.inkgate.http.Reply;
import org.inkgate.tokens.TokenCookies;
import org.inkgate.tokens.TokenIssuer;

/** Hands a session's tokens over: to a browser in cookies, to a program as RFC 6749 §5.1 says. */
@ApplicationScoped
public class TokenAnswer {

  private TokenIssuer issuer;
  private Settings settings;

  TokenAnswer() {}

  @Inject
  TokenAnswer(TokenIssuer issuer, Settings settings) {
    this.issuer = issuer;
    this.settings = settings;
  }

  /** Sets the cookies; returns the access token among them. */
  public String setCookies(
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

  /**
   * Hands the next tokens to a session that came by cookie: as cookies again, and never in the body
   * (OWASP ASVS 5.0 V3.3.4).
   *
   * @param page where a browser goes on
   */
  public Reply renewed(HttpServletRequest request, SessionTokens tokens, String page) {
    return confirmed(page).also(response -> setCookies(request, response, tokens));
  }

  /** Says that the cookies were renewed. */
  Reply confirmed(String page) {
    return Reply.json(
            () ->
                Json.createObjectBuilder()
                    .add("Message", "Operation Successful")
                    .add("expires_in", issuer.lifetime().toSeconds()))
        .orSeeOther(page);
  }

  public Reply json(SessionTokens tokens) {
    return Reply.json(
        () ->
            Json.createObjectBuilder()
                .add("access_token", issuer.issue(tokens.grant()))
                .add("token_type", "Bearer")
                .add("expires_in", issuer.lifetime().toSeconds())
                .add("refresh_token", tokens.refreshToken()));
  }
}
