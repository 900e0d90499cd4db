package org.inkgate.accounts;

/**
 * Announces, as a CDI event before the commit, that everything that opens this account ends: what
 * is kept beside its sessions is revoked in the same transaction.
 */
record AccessRevoked(long userId) {}
