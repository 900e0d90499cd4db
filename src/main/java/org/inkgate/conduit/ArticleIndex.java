package org.inkgate.conduit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.inkgate.posts.Tags;
import org.inkgate.users.User;

/** Finds the ids of articles: public posts. */
@ApplicationScoped
@Transactional
class ArticleIndex {

  /** More than a front end shows as "popular tags". */
  private static final int MOST_TAGS = 100;

  @PersistenceContext private EntityManager entities;

  private Clock clock;

  ArticleIndex() {}

  @Inject
  ArticleIndex(Clock clock) {
    this.clock = clock;
  }

  /** A stretch of the articles, newest first. */
  List<Long> ids(ArticleQuery query) {
    String newestFirst = " ORDER BY p.publishedAt DESC, p.id DESC";
    return asked(query, "SELECT p.id", newestFirst)
        .setFirstResult(query.offset())
        .setMaxResults(query.limit())
        .getResultList();
  }

  /** How many there are in all. */
  long count(ArticleQuery query) {
    return asked(query, "SELECT COUNT(p)", "").getSingleResult();
  }

  private TypedQuery<Long> asked(ArticleQuery query, String select, String order) {
    // A draft has no date, so this also leaves the drafts out.
    StringBuilder where = new StringBuilder(" FROM BlogPost p WHERE p.publishedAt <= :now");
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("now", clock.instant());
    query
        .tag()
        .ifPresent(
            tag -> {
              where.append(
                  " AND EXISTS (SELECT t.key FROM PostTag t WHERE t.postId = p.id AND t.key = :tag)");
              parameters.put("tag", Tags.key(tag));
            });
    query
        .author()
        .ifPresent(
            author -> {
              where.append(" AND p.author.usernameKey = :author");
              parameters.put("author", User.key(author));
            });
    query
        .favorited()
        .ifPresent(
            user -> {
              where.append(
                  " AND p.id IN (SELECT f.postId FROM Favourite f, User u"
                      + " WHERE u.usernameKey = :liker AND f.userId = u.id)");
              parameters.put("liker", User.key(user));
            });
    query
        .follower()
        .ifPresent(
            user -> {
              where.append(
                  " AND p.author.id IN (SELECT f.followedId FROM Follow f"
                      + " WHERE f.followerId = :follower)");
              parameters.put("follower", user);
            });
    TypedQuery<Long> asked = entities.createQuery(select + where + order, Long.class);
    parameters.forEach(asked::setParameter);
    return asked;
  }

  /** The tags that most articles carry, those before the others. */
  List<String> tags() {
    return entities
        .createQuery(
            "SELECT MIN(t.name), COUNT(p) AS n, t.key AS k FROM BlogPost p, PostTag t"
                + " WHERE t.postId = p.id AND p.publishedAt <= :now GROUP BY t.key ORDER BY n DESC, k",
            Object[].class)
        .setParameter("now", clock.instant())
        .setMaxResults(MOST_TAGS)
        .getResultStream()
        .map(row -> (String) row[0])
        .toList();
  }
}
