package org.inkgate.posts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Tells a room that keeps something made of every post whether that is still true.
 *
 * <p>It asks the database, so what another node, an import or a restored backup changed is told,
 * too. Drafts do not count: nothing may be made of them.
 */
@ApplicationScoped
@Transactional
public class PostCensus {

  /**
   * Changes with every change of any post.
   *
   * @param posts how many there are
   * @param versions the sum of their versions
   * @param newest the highest id
   */
  public record Count(long posts, long versions, long newest) {}

  @PersistenceContext private EntityManager entities;

  /** Counts all posts, which an index alone can answer. */
  public Count count() {
    Object[] row =
        entities
            .createQuery(
                "SELECT COUNT(p), SUM(p.version), MAX(p.id) FROM BlogPost p", Object[].class)
            .getSingleResult();
    return new Count(number(row[0]), number(row[1]), number(row[2]));
  }

  /** There is no sum and no highest of nothing. */
  private static long number(Object value) {
    return value == null ? 0 : ((Number) value).longValue();
  }

  /**
   * The version of each post that is or will be published, by id.
   *
   * @param after the ids begin after this one
   * @param most how many posts at the most
   */
  public SortedMap<Long, Long> versions(long after, int most) {
    SortedMap<Long, Long> versions = new TreeMap<>();
    entities
        .createQuery(
            "SELECT p.id, p.version FROM BlogPost p"
                + " WHERE p.id > :after AND p.publishedAt IS NOT NULL ORDER BY p.id",
            Object[].class)
        .setParameter("after", after)
        .setMaxResults(most)
        .getResultStream()
        .forEach(row -> versions.put((Long) row[0], (Long) row[1]));
    return versions;
  }

  /**
   * The words of those of these posts that are or will be published. They are taken out of the
   * Markdown without a transaction, which would hold a connection.
   */
  @Transactional(Transactional.TxType.NEVER)
  public List<PostWords> words(Collection<Long> ids) {
    return entities
        .createQuery(
            "SELECT p FROM BlogPost p JOIN FETCH p.author"
                + " WHERE p.id IN :ids AND p.publishedAt IS NOT NULL",
            BlogPost.class)
        .setParameter("ids", ids)
        // The bodies with the posts, not one by one.
        .setHint("eclipselink.fetch-group.default", "false")
        .getResultStream()
        .map(BlogPost::words)
        .toList();
  }
}
