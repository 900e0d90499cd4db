package org.inkgate.users;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.inkgate.tokens.Caller;
import org.inkgate.tokens.Scope;

/** What a user may do here, each role a little more than the one before. */
public enum Role {
  READER(EnumSet.of(Scope.BLOG_READ, Scope.COMMENT_WRITE, Scope.ACCOUNT)),
  /** As an author, but what is to be published waits for an editor. */
  CONTRIBUTOR(EnumSet.range(Scope.BLOG_READ, Scope.ACCOUNT)),
  AUTHOR(EnumSet.range(Scope.BLOG_READ, Scope.ACCOUNT)),
  EDITOR(EnumSet.range(Scope.BLOG_READ, Scope.ACCOUNT)),
  ADMIN(EnumSet.allOf(Scope.class));

  /** The roles that publish at once. */
  public static final Set<Role> PUBLISHING = EnumSet.of(AUTHOR, EDITOR, ADMIN);

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

  /** Whether what users of this role publish is public at once. */
  public boolean publishes() {
    return PUBLISHING.contains(this);
  }

  /** Whether users of this role may change all posts. */
  public boolean edits() {
    return compareTo(EDITOR) >= 0;
  }

  /** Whether what the caller publishes is public at once. */
  public static boolean publishes(Caller caller) {
    return caller.roles().stream().flatMap(word -> of(word).stream()).anyMatch(Role::publishes);
  }

  /** Whether the caller may change all posts. */
  public static boolean edits(Caller caller) {
    return caller.roles().stream().flatMap(word -> of(word).stream()).anyMatch(Role::edits);
  }

  public Set<Scope> scopes() {
    return scopes;
  }
}
