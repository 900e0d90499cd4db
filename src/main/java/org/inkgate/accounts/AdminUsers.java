package org.inkgate.accounts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.inkgate.accesstokens.PersonalTokenView;
import org.inkgate.accesstokens.PersonalTokens;
import org.inkgate.http.Listing;
import org.inkgate.http.Problem;
import org.inkgate.http.RequestFailedException;
import org.inkgate.tokens.Revocations;
import org.inkgate.users.Role;

/**
 * What an administrator may do with users.
 *
 * <p>Tokens are revoked after a change is committed, and before it is acknowledged: one that is
 * issued in between still says what was true before, and must be refused as well.
 */
@ApplicationScoped
public class AdminUsers {

  private AdminUserStore store;
  private PersonalTokens tokens;
  private ResetLinks resetLinks;
  private Revocations revocations;

  AdminUsers() {}

  @Inject
  AdminUsers(
      AdminUserStore store, PersonalTokens tokens, ResetLinks resetLinks, Revocations revocations) {
    this.store = store;
    this.tokens = tokens;
    this.resetLinks = resetLinks;
    this.revocations = revocations;
  }

  Listing<AdminUser> find(String query, int page, int size) {
    return store.find(query, page, size);
  }

  public AdminUser byId(long id) {
    return store.byId(id);
  }

  /** Gives a user another role, which holds from the next request. */
  AdminUser changeRole(long id, Role role) {
    return revoked(store.changeRole(id, role));
  }

  /** Refuses this account from the next request. */
  public AdminUser disable(long id) {
    return revoked(store.disable(id));
  }

  public AdminUser enable(long id) {
    return store.enable(id);
  }

  /** Signs a user out everywhere and revokes the personal access tokens. */
  AdminUser endSessions(long id) {
    return revoked(store.endSessions(id));
  }

  /** The personal access tokens of a user. */
  List<PersonalTokenView> tokens(long id) {
    return tokens.list(store.byId(id).id());
  }

  /**
   * Revokes a personal access token of a user.
   *
   * @throws RequestFailedException 404
   */
  void revokeToken(long id, long tokenId) {
    if (!tokens.revoke(id, tokenId)) {
      throw new RequestFailedException(Problem.notFound());
    }
  }

  /** Makes a link with which a user sets a new password; it is shown now and never again. */
  String resetLink(long id) {
    return resetLinks.make(store.byId(id).id());
  }

  private AdminUser revoked(AdminUser user) {
    revocations.revokeUser(String.valueOf(user.id()));
    return user;
  }
}
