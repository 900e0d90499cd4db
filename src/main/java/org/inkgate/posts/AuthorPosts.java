package org.inkgate.posts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.inkgate.http.Listing;

/** All posts of one author, for administrators; it is not asked who may do that. */
@ApplicationScoped
@Transactional
public class AuthorPosts {

  @PersistenceContext private EntityManager entities;

  private Clock clock;
  private Event<PostChanged> changes;

  AuthorPosts() {}

  @Inject
  AuthorPosts(Clock clock, Event<PostChanged> changes) {
    this.clock = clock;
    this.changes = changes;
  }

  /** A page of the author's posts of every status, newest first. */
  public Listing<PostSummary> list(long authorId, int page, int size) {
    Instant now = clock.instant();
    List<PostSummary> found =
        entities
            .createQuery(
                "SELECT p FROM BlogPost p JOIN FETCH p.author WHERE p.author.id = :author"
                    + " ORDER BY p.id DESC",
                BlogPost.class)
            .setParameter("author", authorId)
            .setFirstResult((page - 1) * size)
            .setMaxResults(size)
            .getResultStream()
            .map(post -> post.summary(now))
            .toList();
    long total =
        entities
            .createQuery("SELECT COUNT(p) FROM BlogPost p WHERE p.author.id = :author", Long.class)
            .setParameter("author", authorId)
            .getSingleResult();
    return new Listing<>(found, page, size, total);
  }

  /** Whether the author has a post of this slug. */
  public boolean has(long authorId, String slug) {
    return !entities
        .createQuery(
            "SELECT p.id FROM BlogPost p WHERE p.author.id = :author AND p.slug = :slug",
            Long.class)
        .setParameter("author", authorId)
        .setParameter("slug", slug)
        .getResultList()
        .isEmpty();
  }

  /** Takes every published or scheduled post from its readers, until {@link #release}. */
  public void withhold(long authorId) {
    change(authorId, "p.publishedAt IS NOT NULL", BlogPost::withhold);
  }

  /** Gives readers back what was withheld from them, with the dates it had. */
  public void release(long authorId) {
    change(authorId, "p.withheldAt IS NOT NULL", BlogPost::release);
  }

  private void change(long authorId, String which, BiConsumer<BlogPost, Instant> change) {
    Instant now = clock.instant();
    entities
        .createQuery(
            "SELECT p FROM BlogPost p JOIN FETCH p.author WHERE p.author.id = :author AND " + which,
            BlogPost.class)
        .setParameter("author", authorId)
        .getResultList()
        .forEach(
            post -> {
              PostSummary before = post.summary(now);
              change.accept(post, now);
              changes.fire(new PostChanged(Optional.of(before), Optional.of(post.summary(now))));
            });
    entities.flush();
  }
}
