package org.inkgate.posts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The tags in the database. Every method joins or starts a transaction. */
@ApplicationScoped
@Transactional
public class TagStore {

  /** No post has it. */
  private static final long NEW = 0;

  @PersistenceContext private EntityManager entities;

  /** The tags of a new post, spelled as those that its author can see. */
  public List<String> spelled(List<String> tags, long authorId, Instant now) {
    return spelled(tags, List.of(), authorId, NEW, now);
  }

  /** The same for a change of a post, which keeps the spellings it has. */
  public List<String> spelled(List<String> tags, BlogPost post, Instant now) {
    return spelled(tags, post.tags(), post.authorId(), post.id(), now);
  }

  private List<String> spelled(
      List<String> tags, List<String> before, long authorId, long postId, Instant now) {
    return tags.stream()
        .map(tag -> before.contains(tag) ? tag : first(tag, authorId, postId, now).orElse(tag))
        .toList();
  }

  /** The oldest other post decides. A draft of another author does not: nothing of it may show. */
  private Optional<String> first(String tag, long authorId, long otherThan, Instant now) {
    return entities
        .createQuery(
            "SELECT t.name FROM PostTag t, BlogPost p WHERE p.id = t.postId AND t.key = :key"
                + " AND t.postId <> :other"
                + " AND (p.publishedAt <= :now OR p.author.id = :author) ORDER BY t.postId",
            String.class)
        .setParameter("key", Tags.key(tag))
        .setParameter("other", otherThan)
        .setParameter("now", now)
        .setParameter("author", authorId)
        .setMaxResults(1)
        .getResultStream()
        .findFirst();
  }

  /** How the published posts spell a tag; empty when none carries it. */
  public Optional<String> spelling(String tag, Instant now) {
    return first(tag, NEW, NEW, now);
  }

  /** Makes the lists find a post, whose row is there, by the tags it carries now. */
  public void store(BlogPost post) {
    entities
        .createQuery("DELETE FROM PostTag t WHERE t.postId = :post")
        .setParameter("post", post.id())
        .executeUpdate();
    Tags.byKey(post.tags())
        .forEach((key, name) -> entities.persist(new PostTag(post.id(), key, name)));
  }
}
