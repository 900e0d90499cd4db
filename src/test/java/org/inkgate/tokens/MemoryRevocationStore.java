package org.inkgate.tokens;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Stands for the database where revocations outlive a server. */
final class MemoryRevocationStore extends RevocationStore {

  private final List<Revocation> rows = new ArrayList<>();

  @Override
  synchronized void add(Revocation revocation) {
    rows.add(revocation);
  }

  @Override
  synchronized List<Revocation> inForce(Instant now) {
    return rows.stream().filter(row -> row.expiresAt().isAfter(now)).toList();
  }

  @Override
  synchronized void deleteExpired(Instant now) {
    rows.removeIf(row -> !row.expiresAt().isAfter(now));
  }
}
