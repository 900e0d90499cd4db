package org.inkgate.blog;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.inkgate.http.Listing;
import org.inkgate.posts.MonthCount;
import org.inkgate.posts.PostLink;
import org.inkgate.posts.PostSummary;
import org.inkgate.posts.TagCount;
import org.inkgate.posts.Tags;

/** Leads from post to post: by date, by tag, by month. Covers public posts only. */
@ApplicationScoped
@Transactional
class PostArchive {

  private static final String LINK = "SELECT NEW org.inkgate.posts.PostLink(p.slug, p.title)";

  @PersistenceContext private EntityManager entities;

  /** The post that was published before this one. */
  Optional<PostLink> older(PostSummary post) {
    // The first condition is for the index; the second one tells apart what has the same date.
    return first(
        entities.createQuery(
            LINK
                + " FROM BlogPost p WHERE p.publishedAt <= :at"
                + " AND (p.publishedAt < :at OR p.id < :id)"
                + " ORDER BY p.publishedAt DESC, p.id DESC",
            PostLink.class),
        post);
  }

  /** The post that was published after this one. */
  Optional<PostLink> newer(PostSummary post, Instant now) {
    return first(
        entities
            .createQuery(
                LINK
                    + " FROM BlogPost p WHERE p.publishedAt >= :at AND p.publishedAt <= :now"
                    + " AND (p.publishedAt > :at OR p.id > :id)"
                    + " ORDER BY p.publishedAt, p.id",
                PostLink.class)
            .setParameter("now", now),
        post);
  }

  private static Optional<PostLink> first(TypedQuery<PostLink> query, PostSummary post) {
    return query
        .setParameter("at", post.publishedAt().orElseThrow())
        .setParameter("id", post.id())
        .setMaxResults(1)
        .getResultStream()
        .findFirst();
  }

  /** The posts that share the most tags with this one, the newest of them first. */
  List<PostLink> related(PostSummary post, int most, Instant now) {
    if (post.tags().isEmpty()) {
      return List.of();
    }
    return entities
        .createQuery(
            "SELECT p.slug, p.title, COUNT(t.key) AS shared, p.publishedAt AS at, p.id AS number"
                + " FROM BlogPost p, PostTag t WHERE t.postId = p.id"
                + " AND t.key IN :tags AND p.id <> :id AND p.publishedAt <= :now"
                + " GROUP BY p.id, p.slug, p.title, p.publishedAt"
                + " ORDER BY shared DESC, at DESC, number DESC",
            Object[].class)
        .setParameter("tags", Tags.byKey(post.tags()).keySet())
        .setParameter("id", post.id())
        .setParameter("now", now)
        .setMaxResults(most)
        .getResultStream()
        .map(row -> new PostLink((String) row[0], (String) row[1]))
        .toList();
  }

  /** A page of the tags that begin with these letters, be they small or capital. */
  Listing<TagCount> tags(String prefix, int page, int size, Instant now) {
    String from =
        " FROM PostTag t, BlogPost p WHERE p.id = t.postId AND p.publishedAt <= :now"
            + " AND t.key LIKE :pattern ESCAPE '!'";
    String pattern = Tags.key(prefix).replaceAll("[!%_]", "!$0") + "%";
    long total =
        entities
            .createQuery("SELECT COUNT(DISTINCT t.key)" + from, Long.class)
            .setParameter("now", now)
            .setParameter("pattern", pattern)
            .getSingleResult();
    List<TagCount> tags =
        entities
            .createQuery(
                "SELECT MIN(t.name), COUNT(p), t.key AS k" + from + " GROUP BY t.key ORDER BY k",
                Object[].class)
            .setParameter("now", now)
            .setParameter("pattern", pattern)
            .setFirstResult((page - 1) * size)
            .setMaxResults(size)
            .getResultStream()
            .map(row -> new TagCount((String) row[0], (Long) row[1]))
            .toList();
    return new Listing<>(tags, page, size, total);
  }

  /** The months in which something was published, the latest first. */
  List<MonthCount> months(Instant now) {
    return entities
        .createQuery(
            "SELECT EXTRACT(YEAR FROM p.publishedAt) AS y, EXTRACT(MONTH FROM p.publishedAt) AS m,"
                + " COUNT(p) FROM BlogPost p WHERE p.publishedAt <= :now"
                + " GROUP BY y, m ORDER BY y DESC, m DESC",
            Object[].class)
        .setParameter("now", now)
        .getResultStream()
        .map(
            row ->
                new MonthCount(
                    ((Number) row[0]).intValue(), ((Number) row[1]).intValue(), (Long) row[2]))
        .toList();
  }
}
