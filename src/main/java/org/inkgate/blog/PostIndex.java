package org.inkgate.blog;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.inkgate.http.Listing;

/** Leads from post to post: by date, by tag, by month. Knows only what everybody may see. */
@ApplicationScoped
@Transactional
class PostIndex {

  private static final String LINK = "SELECT NEW org.inkgate.blog.PostLink(p.slug, p.title)";

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
            "SELECT p.slug, p.title, COUNT(t) AS shared, p.publishedAt AS at, p.id AS number"
                + " FROM BlogPost p JOIN p.tags t"
                + " WHERE t IN :tags AND p.id <> :id AND p.publishedAt <= :now"
                + " GROUP BY p.id, p.slug, p.title, p.publishedAt"
                + " ORDER BY shared DESC, at DESC, number DESC",
            Object[].class)
        .setParameter("tags", post.tags())
        .setParameter("id", post.id())
        .setParameter("now", now)
        .setMaxResults(most)
        .getResultStream()
        .map(row -> new PostLink((String) row[0], (String) row[1]))
        .toList();
  }

  /** A page of the tags that begin with these letters, be they small or capital. */
  Listing<TagCount> tags(String prefix, int page, int size, Instant now) {
    // JPQL can't put the element of a collection into LOWER.
    String from =
        " FROM post_tags t JOIN posts p ON p.id = t.post_id"
            + " WHERE p.published_at <= ?1 AND LOWER(t.tag) LIKE ?2 ESCAPE '!'";
    String pattern = prefix.toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + "%";
    Object total = tags("SELECT COUNT(DISTINCT t.tag)" + from, pattern, now).getResultList().get(0);
    List<TagCount> tags = new ArrayList<>();
    for (Object row :
        tags("SELECT t.tag, COUNT(*)" + from + " GROUP BY t.tag ORDER BY t.tag", pattern, now)
            .setFirstResult((page - 1) * size)
            .setMaxResults(size)
            .getResultList()) {
      Object[] columns = (Object[]) row;
      tags.add(new TagCount((String) columns[0], ((Number) columns[1]).longValue()));
    }
    return new Listing<>(tags, page, size, ((Number) total).longValue());
  }

  private Query tags(String sql, String pattern, Instant now) {
    return entities
        .createNativeQuery(sql)
        .setParameter(1, LocalDateTime.ofInstant(now, ZoneOffset.UTC))
        .setParameter(2, pattern);
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
