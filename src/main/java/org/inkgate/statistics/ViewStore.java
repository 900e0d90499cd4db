package org.inkgate.statistics;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The views in the database. Every method joins or starts a transaction. */
@ApplicationScoped
@Transactional
class ViewStore {

  private static final String BY_POST =
      "SELECT v.postId, SUM(CASE WHEN v.day >= :since THEN v.views ELSE 0 END), SUM(v.views)"
          + " FROM DayViews v WHERE v.postId IN :posts GROUP BY v.postId";

  @PersistenceContext private EntityManager entities;

  /**
   * Adds to what is counted already, here or by another node; posts that are gone are left out.
   *
   * @throws jakarta.persistence.PersistenceException when nothing of it is written: another node
   *     may have begun the same day at the same moment
   */
  void add(Map<DayOfPost, Long> counts) {
    counts.forEach(
        (key, views) -> {
          if (increase(key, views) == 0) {
            insert(key, views);
          }
        });
  }

  private int increase(DayOfPost key, long views) {
    return entities
        .createQuery(
            "UPDATE DayViews v SET v.views = v.views + :more"
                + " WHERE v.postId = :post AND v.day = :day")
        .setParameter("more", views)
        .setParameter("post", key.postId())
        .setParameter("day", key.day())
        .executeUpdate();
  }

  private void insert(DayOfPost key, long views) {
    entities
        .createNativeQuery(
            "INSERT INTO post_views (post_id, view_date, views)"
                + " SELECT p.id, CAST(? AS DATE), CAST(? AS BIGINT) FROM posts p WHERE p.id = ?")
        .setParameter(1, key.day().toString())
        .setParameter(2, views)
        .setParameter(3, key.postId())
        .executeUpdate();
  }

  /** The views of these posts, by post; a post without views is absent. */
  Map<Long, PostViews> of(Collection<Long> posts, LocalDate since) {
    Map<Long, PostViews> views = new HashMap<>();
    if (!posts.isEmpty()) {
      entities
          .createQuery(BY_POST, Object[].class)
          .setParameter("since", since)
          .setParameter("posts", posts)
          .getResultStream()
          .forEach(row -> views.put((Long) row[0], new PostViews(number(row[1]), number(row[2]))));
    }
    return views;
  }

  /** The posts that were read most, with their views since that day. */
  Map<Long, Long> top(LocalDate since, int page, int size) {
    Map<Long, Long> top = new LinkedHashMap<>();
    entities
        .createQuery(
            "SELECT v.postId, SUM(v.views) AS most FROM DayViews v WHERE v.day >= :since"
                + " GROUP BY v.postId ORDER BY most DESC, v.postId DESC",
            Object[].class)
        .setParameter("since", since)
        .setFirstResult((page - 1) * size)
        .setMaxResults(size)
        .getResultStream()
        .forEach(row -> top.put((Long) row[0], number(row[1])));
    return top;
  }

  /** How many posts were read at all since that day. */
  long countRead(LocalDate since) {
    return entities
        .createQuery(
            "SELECT COUNT(DISTINCT v.postId) FROM DayViews v WHERE v.day >= :since", Long.class)
        .setParameter("since", since)
        .getSingleResult();
  }

  /** The views by day, of one post or of all; a day without any is absent. */
  Map<LocalDate, Long> byDay(Optional<Long> post, LocalDate since) {
    TypedQuery<Object[]> query =
        entities
            .createQuery(
                "SELECT v.day, SUM(v.views) FROM DayViews v WHERE v.day >= :since"
                    + (post.isPresent() ? " AND v.postId = :post" : "")
                    + " GROUP BY v.day",
                Object[].class)
            .setParameter("since", since);
    post.ifPresent(id -> query.setParameter("post", id));
    Map<LocalDate, Long> views = new HashMap<>();
    List<Object[]> rows = query.getResultList();
    rows.forEach(row -> views.put((LocalDate) row[0], number(row[1])));
    return views;
  }

  private static long number(Object value) {
    return ((Number) value).longValue();
  }
}
