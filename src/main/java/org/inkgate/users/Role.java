package org.inkgate.users;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.inkgate.tokens.Scope;

/** What a user may do here, each role a little more than the one before. */
public enum Role {
  READER(EnumSet.of(Scope.BLOG_READ, Scope.COMMENT_WRITE, Scope.ACCOUNT)),
  AUTHOR(EnumSet.range(Scope.BLOG_READ, Scope.ACCOUNT)),
  EDITOR(EnumSet.range(Scope.BLOG_READ, Scope.ACCOUNT)),
  ADMIN(EnumSet.allOf(Scope.class));

  private final Set<Scope> scopes;

  Role(Set<Scope> scopes) {
    this.scopes = Collections.unmodifiableSet(scopes);
  }

  /** The name in claims, JSON and forms. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Role> of(String word) {
    return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
  }

  public Set<Scope> scopes() {
    return scopes;
  }
}
