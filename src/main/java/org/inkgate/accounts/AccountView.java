package org.inkgate.accounts;

import java.time.Instant;

/** An account as its owner sees it. */
public record AccountView(String username, String email, String role, Instant createdAt) {}
