package org.inkgate.accounts;

import java.time.Instant;
import org.inkgate.users.Role;
import org.inkgate.users.User;

/** A user as an administrator sees one. */
public record AdminUser(
    long id,
    String username,
    String email,
    Role role,
    boolean enabled,
    boolean hidden,
    Instant createdAt) {

  static AdminUser of(User user) {
    return new AdminUser(
        user.id(),
        user.username(),
        user.email(),
        user.role(),
        user.enabled(),
        user.hidden(),
        user.createdAt());
  }
}
