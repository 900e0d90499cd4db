package org.inkgate.accounts;

import java.time.Instant;
import java.util.Optional;

/**
 * An account as its owner sees it.
 *
 * @param pendingEmail the address that waits to be confirmed; the same one where a new account has
 *     not confirmed it
 */
public record AccountView(
    String username, String email, Optional<String> pendingEmail, String role, Instant createdAt) {}
