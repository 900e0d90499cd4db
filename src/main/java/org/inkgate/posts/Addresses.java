package org.inkgate.posts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.inkgate.http.Problem;
import org.inkgate.http.RequestFailedException;
import org.inkgate.markdown.Slug;

/**
 * Gives posts their addresses and remembers those they had. An old address leads to its post as
 * long as that lives, so no other post may take it.
 */
@ApplicationScoped
public class Addresses {

  /** After so many taken slugs a random one is surer than the next number. */
  private static final int NUMBERED_SLUGS = 3;

  private static final SecureRandom RANDOM = new SecureRandom();

  @PersistenceContext private EntityManager entities;

  /** The post that is or was at an address. */
  Optional<BlogPost> find(String slug) {
    Optional<BlogPost> living =
        post("SELECT p FROM BlogPost p JOIN FETCH p.author WHERE p.slug = :slug", slug);
    return living.isPresent()
        ? living
        : post(
            "SELECT p FROM OldSlug o JOIN o.post p JOIN FETCH p.author WHERE o.slug = :slug", slug);
  }

  private Optional<BlogPost> post(String query, String slug) {
    return entities
        .createQuery(query, BlogPost.class)
        .setParameter("slug", slug)
        // With its body: the row may be gone when a lazy one is asked for.
        .setHint("eclipselink.fetch-group.default", "false")
        .getResultStream()
        .findFirst();
  }

  /**
   * The address for a new post.
   *
   * @param tried how many were found taken before
   * @throws RequestFailedException 409 when its author chose one that is taken
   */
  public Slug ofNew(PostDraft draft, int tried) {
    if (draft.slug().isPresent()) {
      Slug chosen = new Slug(draft.slug().get());
      if (tried > 0 || find(chosen.value()).isPresent()) {
        throw taken();
      }
      return chosen;
    }
    Slug wanted = Slug.ofTitle(draft.title());
    // Old slugs of other posts are taken, too; the posts' unique index does not hold them.
    int more = tried == 0 && entities.find(OldSlug.class, wanted.value()) != null ? 1 : tried;
    return more == 0 ? wanted : wanted.with(suffix(wanted, more));
  }

  private String suffix(Slug wanted, int tried) {
    if (tried <= NUMBERED_SLUGS) {
      return String.valueOf(countLike(wanted) + 1 + tried);
    }
    byte[] bytes = new byte[4];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** How many slugs begin with this one and a hyphen: a first guess at a free number. */
  private long countLike(Slug slug) {
    return entities
        .createQuery("SELECT COUNT(p) FROM BlogPost p WHERE p.slug LIKE :pattern", Long.class)
        .setParameter("pattern", slug.value() + "-%")
        .getSingleResult();
  }

  /**
   * Moves a post to the address its author chose.
   *
   * @throws RequestFailedException 409 when another post is or was there
   */
  public void choose(BlogPost post, String chosen, Instant now) {
    if (chosen.equals(post.slug())) {
      return;
    }
    if (find(chosen).filter(other -> other.id() != post.id()).isPresent()) {
      throw taken();
    }
    move(post, new Slug(chosen), true, now);
  }

  /**
   * Lets the address follow the title once more when a post is first published: a draft that began
   * while it was typed got its first address from a title that was not finished.
   */
  public void settle(BlogPost post, Instant now) {
    Slug wanted = Slug.ofTitle(post.title());
    boolean fits =
        post.slug().equals(wanted.value()) || post.slug().startsWith(wanted.value() + "-");
    if (post.hasOwnSlug() || fits) {
      return;
    }
    for (int tried = 0; tried <= NUMBERED_SLUGS + 1; tried++) {
      Slug slug = tried == 0 ? wanted : wanted.with(suffix(wanted, tried));
      if (find(slug.value()).filter(other -> other.id() != post.id()).isEmpty()) {
        move(post, slug, false, now);
        return;
      }
    }
  }

  private void move(BlogPost post, Slug slug, boolean own, Instant now) {
    // It may come back to where it was.
    for (String old : List.of(slug.value(), post.slug())) {
      Optional.ofNullable(entities.find(OldSlug.class, old)).ifPresent(entities::remove);
    }
    entities.flush();
    entities.persist(new OldSlug(post.slug(), post, now));
    post.moveTo(slug, own);
  }

  static RequestFailedException taken() {
    return new RequestFailedException(
        Problem.of(409, "slug-taken", "posts.problem.other-post")
            .titled("posts.problem.address-in-use")
            .at("slug", "posts.problem.taken-by-post"));
  }
}
