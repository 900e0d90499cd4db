package org.inkgate.sessions;

import org.inkgate.tokens.Grant;

/**
 * What a session goes on with: what to issue an access token for, and the next refresh token.
 *
 * @param csrf what this session's forms must carry
 */
public record SessionTokens(Grant grant, String refreshToken, String csrf) {

  @Override
  public String toString() {
    return "SessionTokens[" + grant + "]";
  }
}
