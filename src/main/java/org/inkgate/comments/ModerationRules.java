package org.inkgate.comments;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** The rules of moderation in the database: the site's, and those of posts that have their own. */
@ApplicationScoped
@Transactional
class ModerationRules {

  /** Announces, as a CDI event before the commit, that another rule holds somewhere. */
  record Changed() {}

  @PersistenceContext private EntityManager entities;

  private Event<Changed> changes;

  ModerationRules() {}

  @Inject
  ModerationRules(Event<Changed> changes) {
    this.changes = changes;
  }

  Moderation ofSite() {
    return first(
            entities
                .createNativeQuery("SELECT moderation FROM comment_rule WHERE id = 1")
                .getResultList())
        .orElseThrow();
  }

  void setOfSite(Moderation moderation) {
    entities
        .createNativeQuery("UPDATE comment_rule SET moderation = ?1 WHERE id = 1")
        .setParameter(1, moderation.name())
        .executeUpdate();
    changes.fire(new Changed());
  }

  /** The rule a post has for itself. */
  Optional<Moderation> ofPost(long postId) {
    return first(
        entities
            .createNativeQuery("SELECT moderation FROM post_comment_rules WHERE post_id = ?1")
            .setParameter(1, postId)
            .getResultList());
  }

  /** The rule that holds for a post. */
  Moderation effective(long postId) {
    return ofPost(postId).orElseGet(this::ofSite);
  }

  /** Gives a post a rule of its own, or the site's again. */
  void setOfPost(long postId, Optional<Moderation> moderation) {
    // Two who set it at once wait for each other at the post, so neither inserts a second row.
    entities
        .createNativeQuery("UPDATE posts SET slug = slug WHERE id = ?1")
        .setParameter(1, postId)
        .executeUpdate();
    entities
        .createNativeQuery("DELETE FROM post_comment_rules WHERE post_id = ?1")
        .setParameter(1, postId)
        .executeUpdate();
    moderation.ifPresent(
        one ->
            entities
                .createNativeQuery(
                    "INSERT INTO post_comment_rules (post_id, moderation) VALUES (?1, ?2)")
                .setParameter(1, postId)
                .setParameter(2, one.name())
                .executeUpdate());
    changes.fire(new Changed());
  }

  private static Optional<Moderation> first(List<?> rows) {
    return rows.stream().findFirst().map(row -> Moderation.valueOf((String) row));
  }
}
