package org.inkgate.tokens;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a token allows its bearer to do (RFC 6749 §3.3). */
public enum Scope {
  BLOG_READ,
  BLOG_WRITE,
  BLOG_PUBLISH,
  COMMENT_WRITE,
  MEDIA_WRITE,
  ACCOUNT,
  METRICS_READ,
  BACKUP_READ,
  ADMIN;

  /** The scope-token in the "scope" claim. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', ':');
  }

  /** The scope of that name, if there is one. */
  public static Optional<Scope> of(String word) {
    return Arrays.stream(values()).filter(scope -> scope.word().equals(word)).findFirst();
  }

  /** The "scope" claim: scope-tokens separated by spaces. */
  public static String claim(Collection<Scope> scopes) {
    return scopes.stream().map(Scope::word).collect(Collectors.joining(" "));
  }

  /** Scopes this version does not know are left out: they allow nothing. */
  public static Set<Scope> parse(String claim) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (String word : claim.split(" ")) {
      of(word).ifPresent(scopes::add);
    }
    return Collections.unmodifiableSet(scopes);
  }
}
