package org.inkgate.tokens;

import java.time.Instant;
import java.util.Set;

/**
 * What an access token is issued for.
 *
 * @param subject the user's id
 * @param sessionId names the session that the token ends with
 * @param authenticatedAt when the password was last given
 * @param asOf a moment before all of this was read: what is revoked later is true no more
 */
public record Grant(
    String subject,
    String sessionId,
    Instant authenticatedAt,
    Set<Scope> scopes,
    Set<String> roles,
    Instant asOf) {}
