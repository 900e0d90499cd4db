package org.inkgate.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jose4j.base64url.Base64Url;
import org.jose4j.lang.HashUtil;

/**
 * The buckets in PostgreSQL. Every method has a transaction of its own: what was counted stays
 * counted, even if the request fails.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.REQUIRES_NEW)
class BucketTable {

  @PersistenceContext private EntityManager entities;

  Optional<byte[]> find(String name) {
    List<?> states =
        entities
            .createNativeQuery("SELECT state FROM buckets WHERE id = ?")
            .setParameter(1, id(name))
            .getResultList();
    return states.stream().findFirst().map(byte[].class::cast);
  }

  /** Adds a bucket, unless another request was faster. */
  boolean add(String name, byte[] state, Instant fullAt) {
    return entities
            .createNativeQuery(
                "INSERT INTO buckets (id, state, full_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
            .setParameter(1, id(name))
            .setParameter(2, state)
            .setParameter(3, utc(fullAt))
            .executeUpdate()
        == 1;
  }

  /** Replaces what a bucket holds, unless another request was faster. */
  boolean replace(String name, byte[] before, byte[] after, Instant fullAt) {
    return entities
            .createNativeQuery(
                "UPDATE buckets SET state = ?, full_at = ? WHERE id = ? AND state = ?")
            .setParameter(1, after)
            .setParameter(2, utc(fullAt))
            .setParameter(3, id(name))
            .setParameter(4, before)
            .executeUpdate()
        == 1;
  }

  void remove(String name) {
    entities
        .createNativeQuery("DELETE FROM buckets WHERE id = ?")
        .setParameter(1, id(name))
        .executeUpdate();
  }

  /** Removes those that are full at that time, as one that is not there is. */
  void removeFullAt(Instant now) {
    entities
        .createNativeQuery("DELETE FROM buckets WHERE full_at < ?")
        .setParameter(1, utc(now))
        .executeUpdate();
  }

  private static LocalDateTime utc(Instant instant) {
    return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
  }

  /** A digest: names hold what a client typed, and addresses, which must not be kept. */
  private static String id(String name) {
    byte[] digest =
        HashUtil.getMessageDigest(HashUtil.SHA_256).digest(name.getBytes(StandardCharsets.UTF_8));
    return Base64Url.encode(digest);
  }
}
