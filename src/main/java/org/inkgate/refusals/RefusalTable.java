package org.inkgate.refusals;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.inkgate.http.log.Refusal;
import org.inkgate.http.log.Refusals;

/** The refusals of all nodes in the database. Every method joins or starts a transaction. */
@ApplicationScoped
@Transactional
class RefusalTable {

  private static final String COLUMNS =
      "request_id, refused_at, method, path, address, status, problem, reason";

  @PersistenceContext private EntityManager entities;

  /** Adds refusals, the oldest first, and forgets the oldest of all. */
  void add(List<Refusal> refusals) {
    for (Refusal refusal : refusals) {
      entities
          .createNativeQuery("INSERT INTO refusals (" + COLUMNS + ") VALUES (?,?,?,?,?,?,?,?)")
          .setParameter(1, refusal.requestId())
          .setParameter(2, LocalDateTime.ofInstant(refusal.at(), ZoneOffset.UTC))
          .setParameter(3, refusal.method())
          .setParameter(4, refusal.path())
          .setParameter(5, refusal.address())
          .setParameter(6, refusal.status())
          .setParameter(7, refusal.check())
          // PostgreSQL's text has no place for the one character.
          .setParameter(8, refusal.reason().replace('\0', ' '))
          .executeUpdate();
    }
    entities
        .createNativeQuery("DELETE FROM refusals WHERE id <= (SELECT MAX(id) FROM refusals) - ?")
        .setParameter(1, Refusals.REMEMBERED)
        .executeUpdate();
  }

  List<Refusal> newest(int most) {
    return read(
        entities
            .createNativeQuery("SELECT " + COLUMNS + " FROM refusals ORDER BY id DESC")
            .setMaxResults(most));
  }

  List<Refusal> of(String requestId) {
    return read(
        entities
            .createNativeQuery("SELECT " + COLUMNS + " FROM refusals WHERE request_id = ?")
            .setParameter(1, requestId));
  }

  private static List<Refusal> read(Query query) {
    List<?> rows = query.getResultList();
    return rows.stream().map(row -> refusal((Object[]) row)).toList();
  }

  private static Refusal refusal(Object[] row) {
    Instant at = ((Timestamp) row[1]).toLocalDateTime().toInstant(ZoneOffset.UTC);
    return new Refusal(
        (String) row[0],
        at,
        (String) row[2],
        (String) row[3],
        (String) row[4],
        (Integer) row[5],
        (String) row[6],
        (String) row[7]);
  }
}
