package org.inkgate.blog;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inkgate.config.Settings;
import org.inkgate.http.Quota;
import org.inkgate.markdown.Slug;
import org.inkgate.persistence.AccountLocks;
import org.inkgate.posts.Addresses;
import org.inkgate.posts.BlogPost;
import org.inkgate.posts.ChangedBy;
import org.inkgate.posts.PostChanged;
import org.inkgate.posts.PostDraft;
import org.inkgate.posts.PostQuery;
import org.inkgate.posts.PostStatus;
import org.inkgate.posts.PostSummary;
import org.inkgate.posts.StoredPost;
import org.inkgate.posts.TagStore;
import org.inkgate.posts.Tags;
import org.inkgate.revisions.Revisions;
import org.inkgate.users.User;

/** The posts in the database. Every method joins or starts a transaction. */
@ApplicationScoped
@Transactional
class BlogPosts {

  @PersistenceContext private EntityManager entities;

  private Addresses addresses;
  private Revisions revisions;
  private TagStore tags;
  private AccountLocks locks;
  private Settings settings;
  private Event<PostChanged> changes;

  BlogPosts() {}

  @Inject
  BlogPosts(
      Addresses addresses,
      Revisions revisions,
      TagStore tags,
      AccountLocks locks,
      Settings settings,
      Event<PostChanged> changes) {
    this.addresses = addresses;
    this.revisions = revisions;
    this.tags = tags;
    this.locks = locks;
    this.settings = settings;
    this.changes = changes;
  }

  /**
   * Adds a post; an address or a form key that is taken fails here and not at the commit.
   *
   * @param tried how many addresses were found taken before
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  StoredPost add(
      ChangedBy changedBy,
      Optional<String> formKey,
      PostDraft draft,
      String madeSummary,
      int tried,
      Instant now) {
    locks.lock(changedBy.userId());
    long written =
        entities
            .createQuery("SELECT COUNT(p) FROM BlogPost p WHERE p.author.id = :author", Long.class)
            .setParameter("author", changedBy.userId())
            .getSingleResult();
    Quota.check(written + 1, settings.limits().posts(), "moderation.problem.quota-posts");
    Slug slug = addresses.ofNew(draft, tried);
    User author = entities.find(User.class, changedBy.userId());
    boolean known = draft.slug().isPresent() || !changedBy.autosave();
    BlogPost post = new BlogPost(slug, known, author, formKey, now);
    post.write(draft.tagged(tags.spelled(draft.tags(), changedBy.userId(), now)), madeSummary, now);
    entities.persist(post);
    revisions.begin(post, changedBy, post.draft(), now);
    entities.flush();
    tags.store(post);
    entities.flush();
    StoredPost added = post.stored(now);
    changes.fire(new PostChanged(Optional.empty(), Optional.of(added.head())));
    return added;
  }

  Optional<BlogPost> byForm(long authorId, String formKey) {
    return entities
        .createQuery(
            "SELECT p FROM BlogPost p WHERE p.author.id = :author AND p.formKey = :key",
            BlogPost.class)
        .setParameter("author", authorId)
        .setParameter("key", formKey)
        .getResultStream()
        .findFirst();
  }

  void remove(BlogPost post) {
    entities.remove(entities.merge(post));
  }

  void flush() {
    entities.flush();
  }

  /** Counts the posts of a list; with an owner, only that user's. */
  long count(PostQuery query, Optional<Long> owner, Instant now) {
    Map<String, Object> parameters = new HashMap<>();
    String where = where(query, owner, now, parameters);
    TypedQuery<Long> count =
        entities.createQuery("SELECT COUNT(p) FROM BlogPost p" + where, Long.class);
    parameters.forEach(count::setParameter);
    return count.getSingleResult();
  }

  /** Finds a page of posts; with an owner, only that user's. */
  List<PostSummary> find(PostQuery query, Optional<Long> owner, Instant now) {
    Map<String, Object> parameters = new HashMap<>();
    String where = where(query, owner, now, parameters);
    TypedQuery<BlogPost> posts =
        entities.createQuery(
            "SELECT p FROM BlogPost p JOIN FETCH p.author"
                + where
                + " ORDER BY "
                + query.order().clause(),
            BlogPost.class);
    parameters.forEach(posts::setParameter);
    return posts
        .setFirstResult((query.page() - 1) * query.size())
        .setMaxResults(query.size())
        .getResultList()
        .stream()
        .map(post -> post.summary(now))
        .toList();
  }

  /** How many posts a user has of each status. */
  Map<PostStatus, Long> count(long owner, Instant now) {
    Map<PostStatus, Long> counts = new EnumMap<>(PostStatus.class);
    List.of(PostStatus.values()).forEach(status -> counts.put(status, 0L));
    entities
        .createQuery(
            "SELECT p.status, COUNT(p) FROM BlogPost p WHERE p.author.id = :owner"
                + " GROUP BY p.status",
            Object[].class)
        .setParameter("owner", owner)
        .getResultStream()
        .forEach(row -> counts.put((PostStatus) row[0], (Long) row[1]));
    long due =
        entities
            .createQuery(
                "SELECT COUNT(p) FROM BlogPost p WHERE p.author.id = :owner"
                    + " AND p.status = :scheduled AND p.publishedAt <= :now",
                Long.class)
            .setParameter("owner", owner)
            .setParameter("scheduled", PostStatus.SCHEDULED)
            .setParameter("now", now)
            .getSingleResult();
    counts.merge(PostStatus.SCHEDULED, -due, Long::sum);
    counts.merge(PostStatus.PUBLISHED, due, Long::sum);
    return counts;
  }

  boolean hasPublished(long authorId, Instant now) {
    return !entities
        .createQuery(
            "SELECT p.id FROM BlogPost p WHERE p.author.id = :author AND p.publishedAt <= :now",
            Long.class)
        .setParameter("author", authorId)
        .setParameter("now", now)
        .setMaxResults(1)
        .getResultList()
        .isEmpty();
  }

  /** The posts with these ids, without a check of who may see them. */
  List<BlogPost> byIds(Collection<Long> ids) {
    return ids.isEmpty()
        ? List.of()
        : entities
            .createQuery(
                "SELECT p FROM BlogPost p JOIN FETCH p.author WHERE p.id IN :ids", BlogPost.class)
            .setParameter("ids", ids)
            .getResultList();
  }

  private static String where(
      PostQuery query, Optional<Long> owner, Instant now, Map<String, Object> parameters) {
    StringBuilder where = new StringBuilder();
    if (owner.isPresent()) {
      // A scheduled post whose time has come is published, even if its row says scheduled.
      where.append(
          " WHERE p.author.id = :owner AND p.status = :status"
              + " AND (p.publishedAt IS NULL OR p.publishedAt > :now)");
      parameters.put("now", now);
      parameters.put("owner", owner.get());
      parameters.put("status", query.status().orElseThrow());
    } else {
      // A draft has no date, so this also leaves the drafts out.
      where.append(" WHERE p.publishedAt <= :now");
      parameters.put("now", now);
    }
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
        .period()
        .ifPresent(
            period -> {
              where.append(" AND p.publishedAt >= :begin AND p.publishedAt < :end");
              parameters.put("begin", period.begin());
              parameters.put("end", period.end());
            });
    query
        .published()
        .begin()
        .ifPresent(
            begin -> {
              where.append(" AND p.publishedAt >= :from");
              parameters.put("from", begin);
            });
    query
        .published()
        .end()
        .ifPresent(
            end -> {
              where.append(" AND p.publishedAt < :to");
              parameters.put("to", end);
            });
    return where.toString();
  }
}
