package org.inkgate.revisions;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.inkgate.config.Settings;
import org.inkgate.http.Listing;
import org.inkgate.http.Problem;
import org.inkgate.http.Quota;
import org.inkgate.http.RequestFailedException;
import org.inkgate.posts.BlogPost;
import org.inkgate.posts.ChangedBy;
import org.inkgate.posts.PostDraft;
import org.inkgate.users.User;

/**
 * Earlier versions of posts in the database. Every method joins its caller's transaction, which has
 * locked the author's account, because the size of the revisions is limited per account.
 */
@ApplicationScoped
public class Revisions {

  private static final int SIZE = 30;

  @PersistenceContext private EntityManager entities;

  private Settings settings;

  Revisions() {}

  @Inject
  Revisions(Settings settings) {
    this.settings = settings;
  }

  /** Keeps what a new post says. */
  public void begin(BlogPost post, ChangedBy changedBy, PostDraft text, Instant now) {
    Revision first = new Revision(post, 1, author(changedBy), changedBy, text, now);
    // How many posts there are has a limit of its own.
    requireRoomForText(changedBy.userId(), first.byteCount());
    entities.persist(first);
  }

  /**
   * Keeps what a post says now.
   *
   * @param before what it said, kept too where that has not been done
   */
  public void record(
      BlogPost post, PostDraft before, Instant then, ChangedBy changedBy, Instant now) {
    PostDraft text = post.draft();
    Optional<Revision> latest = latest(post);
    if (latest.isEmpty()) {
      Revision first = Revision.first(post, before, then);
      entities.persist(first);
      latest = Optional.of(first);
    }
    Revision last = latest.get();
    boolean unchanged = last.says(text) && changedBy.restored().isEmpty();
    if (last.absorb(changedBy, text, now) || unchanged) {
      return;
    }
    Revision next = new Revision(post, last.number() + 1, author(changedBy), changedBy, text, now);
    requireRoomFor(changedBy.userId(), next.byteCount());
    entities.persist(next);
  }

  private void requireRoomFor(long authorId, long bytes) {
    long saved =
        entities
            .createQuery("SELECT COUNT(r) FROM Revision r WHERE r.author.id = :author", Long.class)
            .setParameter("author", authorId)
            .getSingleResult();
    Quota.check(saved + 1, settings.limits().revisions(), "moderation.problem.quota-revisions");
    requireRoomForText(authorId, bytes);
  }

  private void requireRoomForText(long authorId, long bytes) {
    Number saved =
        entities
            .createQuery(
                "SELECT SUM(r.byteCount) FROM Revision r WHERE r.author.id = :author", Number.class)
            .setParameter("author", authorId)
            .getSingleResult();
    Quota.checkBytes(
        (saved == null ? 0 : saved.longValue()) + bytes,
        settings.limits().revisionBytes(),
        "moderation.problem.quota-revision-text");
  }

  private User author(ChangedBy changedBy) {
    return entities.find(User.class, changedBy.userId());
  }

  /** Whether the form of a new post said last what the post says. */
  public boolean lastCameFromForm(BlogPost post, String formKey) {
    return latest(post).filter(last -> last.cameFromForm(formKey)).isPresent();
  }

  private Optional<Revision> latest(BlogPost post) {
    return entities
        .createQuery(
            "SELECT r FROM Revision r WHERE r.post = :post ORDER BY r.number DESC", Revision.class)
        .setParameter("post", post)
        .setMaxResults(1)
        .getResultStream()
        .findFirst();
  }

  /**
   * Finds a revision.
   *
   * @throws RequestFailedException 404 when no revision has that number
   */
  public Revision of(BlogPost post, int number) {
    return entities
        .createQuery(
            "SELECT r FROM Revision r JOIN FETCH r.author WHERE r.post = :post AND r.number = :n",
            Revision.class)
        .setParameter("post", post)
        .setParameter("n", number)
        .getResultStream()
        .findFirst()
        .orElseThrow(() -> new RequestFailedException(Problem.notFound()));
  }

  /** A page of the revisions of a post, without their bodies. */
  Listing<RevisionSummary> list(BlogPost post, int page) {
    long total =
        entities
            .createQuery("SELECT COUNT(r) FROM Revision r WHERE r.post = :post", Long.class)
            .setParameter("post", post)
            .getSingleResult();
    List<RevisionSummary> lines =
        entities
            .createQuery(
                "SELECT r.number, r.title, a.username, r.sessionId, r.autosaved, r.restoredFrom,"
                    + " r.savedAt FROM Revision r JOIN r.author a WHERE r.post = :post"
                    + " ORDER BY r.number DESC",
                Object[].class)
            .setParameter("post", post)
            .setFirstResult((page - 1) * SIZE)
            .setMaxResults(SIZE)
            .getResultStream()
            .map(Revisions::line)
            .toList();
    return new Listing<>(lines, page, SIZE, total);
  }

  private static RevisionSummary line(Object[] columns) {
    return new RevisionSummary(
        (Integer) columns[0],
        (String) columns[1],
        (String) columns[2],
        Optional.ofNullable((String) columns[3]),
        (Boolean) columns[4],
        Optional.ofNullable((Integer) columns[5]),
        (Instant) columns[6]);
  }
}
