package org.inkgate.posts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.inkgate.markdown.Markdown;
import org.inkgate.users.User;

/** The public posts, for the packages that search and syndicate them. */
@ApplicationScoped
@Transactional
public class PublishedPosts {

  /**
   * A post's address and the last change of what is there.
   *
   * @param changedAt never before it was published
   */
  public record Entry(String slug, Instant changedAt) {}

  private static final Logger LOG = Logger.getLogger(PublishedPosts.class.getName());

  /** What readers of feeds take at once; one post may have twice as much. */
  private static final int MOST_HTML = 1_000_000;

  private static final String CARRIES_TAG =
      " AND EXISTS (SELECT t.key FROM PostTag t WHERE t.postId = p.id AND t.key = :tag)";

  @PersistenceContext private EntityManager entities;

  private Markdown markdown;
  private Clock clock;

  PublishedPosts() {}

  @Inject
  PublishedPosts(Markdown markdown, Clock clock) {
    this.markdown = markdown;
    this.clock = clock;
  }

  /**
   * The newest posts in full, of one tag or one author where these are given. They are rendered
   * without a transaction, which would hold a connection.
   *
   * <p>A post that can't be rendered is left out. What comes after so much HTML is not rendered: of
   * those posts the summary is there alone.
   */
  @Transactional(Transactional.TxType.NEVER)
  public List<PostView> newest(Optional<String> tag, Optional<String> author, int most) {
    Instant now = clock.instant();
    var query =
        entities.createQuery(
            "SELECT p FROM BlogPost p JOIN FETCH p.author WHERE p.publishedAt <= :now"
                + (tag.isPresent() ? CARRIES_TAG : "")
                + (author.isPresent() ? " AND p.author.usernameKey = :author" : "")
                + " ORDER BY p.publishedAt DESC, p.id DESC",
            BlogPost.class);
    tag.ifPresent(value -> query.setParameter("tag", Tags.key(value)));
    author.ifPresent(value -> query.setParameter("author", User.key(value)));
    List<BlogPost> found =
        query
            .setParameter("now", now)
            // The bodies with the posts, not one by one.
            .setHint("eclipselink.fetch-group.default", "false")
            .setMaxResults(most)
            .getResultList();
    List<PostView> views = new ArrayList<>();
    int characters = 0;
    for (BlogPost post : found) {
      StoredPost stored = post.stored(now);
      String body = stored.draft().body();
      if (characters > MOST_HTML) {
        views.add(stored.view("<p>" + escaped(stored.head().summary()) + "</p>"));
      } else if (markdown.refusal(body).isEmpty()) {
        String html = markdown.html(body);
        characters += html.length();
        views.add(stored.view(html));
      } else {
        LOG.log(
            Level.WARNING,
            "Feeds leave out the post with the id {0}, which can''t be rendered",
            String.valueOf(post.id()));
      }
    }
    return views;
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&#34;");
  }

  /** Those of these posts that are published, by id. */
  public Map<Long, PostSummary> summaries(Collection<Long> ids) {
    Instant now = clock.instant();
    if (ids.isEmpty()) {
      return Map.of();
    }
    return entities
        .createQuery(
            "SELECT p FROM BlogPost p JOIN FETCH p.author"
                + " WHERE p.id IN :ids AND p.publishedAt <= :now",
            BlogPost.class)
        .setParameter("ids", ids)
        .setParameter("now", now)
        .getResultStream()
        .map(post -> post.summary(now))
        .collect(Collectors.toMap(PostSummary::id, Function.identity()));
  }

  /** When the newest was published. */
  public Optional<Instant> newestDate() {
    // An aggregate of a converted column would come as the database has it.
    return entities
        .createQuery(
            "SELECT p.publishedAt FROM BlogPost p WHERE p.publishedAt <= :now"
                + " ORDER BY p.publishedAt DESC",
            Instant.class)
        .setParameter("now", clock.instant())
        .setMaxResults(1)
        .getResultStream()
        .findFirst();
  }

  /** What those of these posts say that are or will be published, as Markdown. */
  public List<String> bodies(Collection<Long> ids) {
    return ids.isEmpty()
        ? List.of()
        : entities
            .createQuery(
                "SELECT p FROM BlogPost p WHERE p.id IN :ids AND p.publishedAt IS NOT NULL",
                BlogPost.class)
            .setParameter("ids", ids)
            .getResultStream()
            .map(post -> post.draft().body())
            .toList();
  }

  public long count() {
    return entities
        .createQuery("SELECT COUNT(p) FROM BlogPost p WHERE p.publishedAt <= :now", Long.class)
        .setParameter("now", clock.instant())
        .getSingleResult();
  }

  /** A stretch of all posts in an order that new ones do not disturb. */
  public List<Entry> entries(int first, int most) {
    return entities
        .createQuery(
            "SELECT p.slug, p.updatedAt, p.publishedAt FROM BlogPost p"
                + " WHERE p.publishedAt <= :now ORDER BY p.id",
            Object[].class)
        .setParameter("now", clock.instant())
        .setFirstResult(first)
        .setMaxResults(most)
        .getResultStream()
        .map(row -> new Entry((String) row[0], later((Instant) row[1], (Instant) row[2])))
        .toList();
  }

  private static Instant later(Instant updated, Instant published) {
    return updated.isAfter(published) ? updated : published;
  }

  /** The tags of the posts, in no order. */
  public List<String> tags(int most) {
    return words(
        "SELECT MIN(t.name) FROM BlogPost p, PostTag t WHERE t.postId = p.id"
            + " AND p.publishedAt <= :now GROUP BY t.key",
        most);
  }

  /** The names of those who wrote the posts, in no order. */
  public List<String> authors(int most) {
    return words(
        "SELECT DISTINCT a.username FROM BlogPost p JOIN p.author a WHERE p.publishedAt <= :now",
        most);
  }

  private List<String> words(String query, int most) {
    return entities
        .createQuery(query, String.class)
        .setParameter("now", clock.instant())
        .setMaxResults(most)
        .getResultList();
  }
}
