package org.inkgate.sessions;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.logging.Level;
import org.inkgate.accesstokens.PersonalTokens;
import org.inkgate.http.Problem;
import org.inkgate.http.Reply;
import org.inkgate.http.RequestFailedException;
import org.inkgate.http.RequestFields;
import org.inkgate.http.RoutedServlet;
import org.inkgate.http.Routes;
import org.inkgate.http.log.Events;
import org.inkgate.tokens.OpaqueTokens;
import org.inkgate.tokens.TokenRefusedException;
import org.inkgate.tokens.TokenVerifier;

/** Revokes a token of any kind for its holder (RFC 7009). */
public class RevokeServlet extends RoutedServlet {

  private static final long serialVersionUID = 1L;

  @Inject private transient TokenVerifier verifier;
  @Inject private transient Sessions sessions;
  @Inject private transient PersonalTokens personalTokens;

  @Override
  protected void routes(Routes at) {
    at.post("/token/revoke", this::revoke).open();
  }

  private Reply revoke(HttpServletRequest request) {
    String token =
        RequestFields.of(request)
            .text("token")
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .orElseThrow(RevokeServlet::noToken);
    // RFC 7009 §2.1: "token_type_hint" may be ignored where the token itself says what it is.
    if (OpaqueTokens.looksLikeOne(token)) {
      personalTokens.revoke(token);
    } else if (token.indexOf('.') >= 0) {
      endSessionOf(token);
    } else {
      sessions.endOf(token);
    }
    Events.log(request, Level.INFO, "token.given-up");
    // RFC 7009 §2.2: the same answer, whether there was such a token or not.
    return Reply.done();
  }

  private void endSessionOf(String accessToken) {
    try {
      sessions.end(verifier.verify(accessToken).sessionId());
    } catch (TokenRefusedException e) {
      // What is not accepted any more needs no revocation.
    }
  }

  private static RequestFailedException noToken() {
    return new RequestFailedException(
        Problem.invalid("token", "site.problem.not-blank").withError("invalid_request"));
  }
}
