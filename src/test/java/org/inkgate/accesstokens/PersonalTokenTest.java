package org.inkgate.accesstokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.inkgate.tokens.Scope;
import org.inkgate.users.Role;
import org.inkgate.users.User;
import org.junit.jupiter.api.Test;

/** What a personal access token lets a program do. */
class PersonalTokenTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private static PersonalToken token(Role role, Set<Scope> scopes) {
    User user = new User("ada", "ada@example.org", "hash", role, NOW);
    PersonalToken token = new PersonalToken(user, Optional.empty(), NOW);
    token.write("digest", new NewPersonalToken("script", scopes, 30, Optional.of("news")));
    return token;
  }

  @Test
  void livesUntilItExpires() {
    PersonalToken token = token(Role.AUTHOR, Set.of(Scope.BLOG_READ));
    Instant end = NOW.plus(Duration.ofDays(30));
    assertTrue(token.lives(end.minusMillis(1)));
    assertFalse(token.lives(end));
  }

  @Test
  void allowsWhatWasChosen() {
    assertEquals(
        Set.of(Scope.BLOG_READ, Scope.BLOG_WRITE),
        token(Role.AUTHOR, EnumSet.of(Scope.BLOG_READ, Scope.BLOG_WRITE)).allowed());
  }

  @Test
  void allowsNoMoreThanTheRoleOfItsOwnerDoes() {
    assertEquals(
        Set.of(Scope.BLOG_READ),
        token(Role.READER, EnumSet.of(Scope.BLOG_READ, Scope.BLOG_PUBLISH)).allowed());
  }

  @Test
  void neverAllowsTheAccountNorAdministration() {
    Set<Scope> allowed = token(Role.ADMIN, EnumSet.allOf(Scope.class)).allowed();
    assertFalse(allowed.contains(Scope.ACCOUNT));
    assertFalse(allowed.contains(Scope.ADMIN));
  }

  @Test
  void lastUseIsToldToTheMinute() {
    PersonalToken token = token(Role.AUTHOR, Set.of(Scope.BLOG_READ));
    token.use(NOW);
    token.use(NOW.plusSeconds(60));
    assertEquals(Optional.of(NOW), lastUse(token));
    token.use(NOW.plusSeconds(61));
    assertEquals(Optional.of(NOW.plusSeconds(61)), lastUse(token));
  }

  private static Optional<Instant> lastUse(PersonalToken token) {
    PersonalTokenView view = token.view(NOW);
    return view.lastUsedAt();
  }
}
