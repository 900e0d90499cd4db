package org.inkgate.users;

/**
 * Announces, as a CDI event before the commit, that everything that opens this account ends: what
 * is kept beside its sessions is revoked in the same transaction.
 */
public record AccessRevoked(long userId) {}
