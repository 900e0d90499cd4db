package org.inkgate.reviewlinks;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.inkgate.config.Settings;
import org.inkgate.http.Problem;
import org.inkgate.http.RequestFailedException;
import org.inkgate.http.Validation;
import org.inkgate.idempotency.FormSecret;
import org.inkgate.persistence.Retried;
import org.inkgate.posts.BlogPost;
import org.inkgate.posts.PostAccess;
import org.inkgate.posts.StoredPost;
import org.inkgate.tokens.Caller;
import org.inkgate.tokens.RandomToken;
import org.inkgate.tokens.Scope;
import org.inkgate.users.Role;

/**
 * Links that show a draft to readers without an account.
 *
 * <p>Their secret is random and says nothing, instead of a signed token: a link that can be revoked
 * and counts its openings must be looked up anyway, it outlives a rotation of the keys, and what is
 * no token can't be taken for one at any other door.
 */
@ApplicationScoped
@Transactional
public class ReviewLinks {

  /** More than an author keeps track of, and a list that needs no pages. */
  private static final int MOST = 50;

  @PersistenceContext private EntityManager entities;

  private PostAccess access;
  private Validation validation;
  private Clock clock;
  private Settings settings;

  ReviewLinks() {}

  @Inject
  ReviewLinks(PostAccess access, Validation validation, Clock clock, Settings settings) {
    this.access = access;
    this.validation = validation;
    this.clock = clock;
    this.settings = settings;
  }

  /** A link just made, with the secret that is told only now. */
  record Made(ReviewLinkView link, String secret) {}

  /** Makes a link. A form that is sent again changes the one that it made. */
  @Retried
  Made make(Caller caller, String slug, NewReviewLink wish, Optional<String> formKey) {
    validation.check(wish);
    BlogPost post = changeable(caller, slug);
    if (!post.author().role().publishes()) {
      throw new RequestFailedException(
          Problem.of(403, "needs-editor", "posts.problem.review-links-of-contributors"));
    }
    Optional<ReviewLink> before = formKey.flatMap(key -> byForm(post, key));
    if (before.isEmpty() && all(post).size() >= MOST) {
      throw new RequestFailedException(
          Problem.of(409, "too-many-links", "posts.problem.many-review-links", MOST)
              .titled("posts.problem.many-links"));
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    ReviewLink link = before.orElseGet(() -> new ReviewLink(post, formKey, now));
    String owner = "review-link " + post.id();
    String secret = FormSecret.of(settings.secretKey(), owner, formKey, link.createdAt());
    link.write(RandomToken.digest(secret), wish);
    entities.persist(link);
    entities.flush();
    return new Made(link.view(now), secret);
  }

  private Optional<ReviewLink> byForm(BlogPost post, String formKey) {
    return entities
        .createQuery(
            "SELECT l FROM ReviewLink l WHERE l.post = :post AND l.formKey = :key",
            ReviewLink.class)
        .setParameter("post", post)
        .setParameter("key", formKey)
        .getResultStream()
        .findFirst();
  }

  List<ReviewLinkView> list(Caller caller, String slug) {
    Instant now = clock.instant();
    return all(changeable(caller, slug)).stream().map(link -> link.view(now)).toList();
  }

  private List<ReviewLink> all(BlogPost post) {
    return entities
        .createQuery(
            "SELECT l FROM ReviewLink l WHERE l.post = :post ORDER BY l.id DESC", ReviewLink.class)
        .setParameter("post", post)
        .setMaxResults(MOST)
        .getResultList();
  }

  /**
   * Ends a link that works, and forgets one that is over.
   *
   * @throws RequestFailedException 404 when the post has no such link
   */
  void revoke(Caller caller, String slug, long id) {
    BlogPost post = changeable(caller, slug);
    ReviewLink link =
        Optional.ofNullable(entities.find(ReviewLink.class, id))
            .filter(it -> it.post().id() == post.id())
            .orElseThrow(() -> new RequestFailedException(Problem.notFound()));
    if (link.opens(clock.instant())) {
      link.revoke(clock.instant());
    } else {
      entities.remove(link);
    }
  }

  /**
   * The post that a link shows.
   *
   * @param count whether this is an opening, and not merely a question about it
   * @throws RequestFailedException 404 for a link that never was, 410 for one that is over
   */
  StoredPost open(String secret, boolean count) {
    Instant now = clock.instant();
    ReviewLink link =
        entities
            .createQuery( // A link of a disabled user, or of one whose posts wait for an editor,
                // opens nothing.
                "SELECT l FROM ReviewLink l WHERE l.digest = :digest AND l.post.author.enabled = TRUE"
                    + " AND l.post.author.role IN :publishing",
                ReviewLink.class)
            .setParameter("publishing", Role.PUBLISHING)
            .setParameter("digest", RandomToken.digest(secret))
            .getResultStream()
            .findFirst()
            .orElseThrow(() -> new RequestFailedException(Problem.notFound()));
    if (!link.opens(now)) {
      throw new RequestFailedException(Problem.of(410, "link-over", "posts.problem.link-expired"));
    }
    if (count) {
      // In the database, so that two who open it at once are two.
      entities
          .createQuery(
              "UPDATE ReviewLink l SET l.opened = l.opened + 1, l.lastOpenedAt = :now"
                  + " WHERE l.id = :id")
          .setParameter("now", now)
          .setParameter("id", link.id())
          .executeUpdate();
    }
    return link.post().stored(now).forReview();
  }

  private BlogPost changeable(Caller caller, String slug) {
    caller.require(Scope.BLOG_READ);
    return access.changeable(caller, slug);
  }
}
