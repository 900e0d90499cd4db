package org.inkgate.accounts;

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
import org.inkgate.http.Listing;
import org.inkgate.http.Problem;
import org.inkgate.http.RequestFailedException;
import org.inkgate.http.Validation;
import org.inkgate.idempotency.FormSecret;
import org.inkgate.persistence.Retried;
import org.inkgate.tokens.RandomToken;
import org.inkgate.users.Registration;
import org.inkgate.users.Role;
import org.inkgate.users.User;
import org.inkgate.users.Users;

/** Links that allow one registration each, until they expire or are withdrawn. */
@ApplicationScoped
@Transactional
class Invitations {

  @PersistenceContext private EntityManager entities;

  private Settings settings;
  private Users users;
  private Validation validation;
  private Clock clock;

  Invitations() {}

  @Inject
  Invitations(Settings settings, Users users, Validation validation, Clock clock) {
    this.settings = settings;
    this.users = users;
    this.validation = validation;
    this.clock = clock;
  }

  /** An invitation that was just made, and the only sight of its link. */
  record Made(String link, InvitationView view) {

    @Override
    public String toString() {
      return "Made[" + view + "]";
    }
  }

  /** Makes an invitation. A form that is sent again changes the one that it made. */
  @Retried
  Made make(NewInvitation wanted, Optional<String> formKey) {
    validation.check(wanted);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Invitation made = formKey.flatMap(this::byForm).orElseGet(() -> new Invitation(formKey, now));
    String token = FormSecret.of(settings.secretKey(), "invitation", formKey, made.createdAt());
    made.write(RandomToken.digest(token), wanted);
    entities.persist(made);
    entities.flush();
    return new Made(settings.publicUrl() + "/register?invite=" + token, made.view(now));
  }

  private Optional<Invitation> byForm(String formKey) {
    return entities
        .createQuery("SELECT i FROM Invitation i WHERE i.formKey = :key", Invitation.class)
        .setParameter("key", formKey)
        .getResultStream()
        .findFirst();
  }

  Listing<InvitationView> list(int page, int size) {
    Instant now = clock.instant();
    List<InvitationView> found =
        entities
            .createQuery(
                "SELECT i FROM Invitation i LEFT JOIN FETCH i.usedBy ORDER BY i.id DESC",
                Invitation.class)
            .setFirstResult((page - 1) * size)
            .setMaxResults(size)
            .getResultStream()
            .map(invitation -> invitation.view(now))
            .toList();
    long total =
        entities.createQuery("SELECT COUNT(i) FROM Invitation i", Long.class).getSingleResult();
    return new Listing<>(found, page, size, total);
  }

  /**
   * Takes an invitation back, or deletes the record of one that was used.
   *
   * @return false when there is no such invitation
   */
  boolean revoke(long id) {
    return entities
            .createQuery("DELETE FROM Invitation i WHERE i.id = :id")
            .setParameter("id", id)
            .executeUpdate()
        == 1;
  }

  /**
   * Refuses an invitation that opens nothing.
   *
   * @throws RequestFailedException 403
   */
  Invitation check(String token) {
    return entities
        .createQuery("SELECT i FROM Invitation i WHERE i.digest = :digest", Invitation.class)
        .setParameter("digest", RandomToken.digest(token))
        .getResultStream()
        .filter(invitation -> invitation.opens(clock.instant()))
        .findFirst()
        .orElseThrow(Invitations::invalid);
  }

  /**
   * Creates the account of the invited user and uses up the invitation.
   *
   * @throws RequestFailedException 403 for an invitation that opens nothing
   */
  User accept(String token, Registration registration, String passwordHash) {
    Role role = check(token).role();
    Instant now = clock.instant();
    User user = users.add(registration, passwordHash, role, now);
    // The update locks the row: of two who come by one invitation, one waits, finds it used, and
    // does not come in.
    int used =
        entities
            .createQuery(
                "UPDATE Invitation i SET i.usedBy = :user, i.formKey = NULL WHERE i.digest = :digest"
                    + " AND i.usedBy IS NULL AND i.expiresAt > :now")
            .setParameter("user", user)
            .setParameter("digest", RandomToken.digest(token))
            .setParameter("now", now)
            .executeUpdate();
    return Optional.of(user).filter(it -> used == 1).orElseThrow(Invitations::invalid);
  }

  void forgetExpiredBefore(Instant limit) {
    entities
        .createQuery("DELETE FROM Invitation i WHERE i.expiresAt < :limit")
        .setParameter("limit", limit)
        .executeUpdate();
  }

  private static RequestFailedException invalid() {
    return new RequestFailedException(
        Problem.of(403, "invitation-invalid", "accounts.problem.invitation-old")
            .titled("accounts.problem.invitation"),
        "the invitation is unknown, used or expired");
  }
}
