package org.inkgate.sessions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inkgate.config.Settings;
import org.inkgate.http.SentForm;
import org.junit.jupiter.api.Test;

class KeptFormsTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final KeptForm FORM =
      new KeptForm(
          "/blogs",
          Optional.of(7L),
          Map.of("title", "Grüße \uD83D\uDE80", "body", "a\nb", "version", "1-v2"),
          List.of("current_password"),
          true);

  @Test
  void openGivesBackWhatWasSealed() {
    assertEquals(Optional.of(FORM), at(NOW).open(at(NOW).seal(FORM).orElseThrow()));
  }

  @Test
  void nobodyCanReadWhatIsSealed() {
    assertFalse(at(NOW).seal(FORM).orElseThrow().contains("blogs"));
  }

  @Test
  void aFormIsKeptForAWeek() {
    String sealed = at(NOW).seal(FORM).orElseThrow();
    assertTrue(at(NOW.plus(Duration.ofDays(7))).open(sealed).isPresent());
    assertTrue(at(NOW.plus(Duration.ofDays(7).plusSeconds(1))).open(sealed).isEmpty());
  }

  @Test
  void whatWasAlteredOrSealedElsewhereIsNotOpened() {
    String sealed = at(NOW).seal(FORM).orElseThrow();
    char last = sealed.charAt(sealed.length() - 3);
    String altered = sealed.substring(0, sealed.length() - 3) + (last == 'A' ? 'B' : 'A') + "AA";
    assertTrue(at(NOW).open(altered).isEmpty());
    assertTrue(at(NOW).open("").isEmpty());
    assertTrue(at(NOW).open("a.b.c.d.e").isEmpty());
    KeptForms elsewhere = new KeptForms(settings("another secret key of 32 bytes !"), clock(NOW));
    assertTrue(at(NOW).open(elsewhere.seal(FORM).orElseThrow()).isEmpty());
  }

  @Test
  void itsOwnUserSendsItAgainAndAnotherCopiesIt() {
    SentForm own = FORM.shownTo(7, "csrf");
    assertEquals(Optional.of("/blogs"), own.action());
    assertEquals(Map.of("version", "1-v2"), own.unseen());
    SentForm other = FORM.shownTo(8, "csrf");
    assertEquals(Optional.empty(), other.action());
    assertEquals(own.typed(), other.typed());
  }

  @Test
  void whatIsTooLongToBeCarriedIsNotSealed() {
    KeptForm huge =
        new KeptForm(
            "/blogs", Optional.empty(), Map.of("body", "x".repeat(900_000)), List.of(), false);
    assertTrue(at(NOW).seal(huge).isEmpty());
  }

  private static KeptForms at(Instant now) {
    return new KeptForms(settings("one secret key that has 32 bytes"), clock(now));
  }

  private static Clock clock(Instant now) {
    return Clock.fixed(now, ZoneOffset.UTC);
  }

  private static Settings settings(String secretKey) {
    Map<String, String> values = Map.of("SECRET_KEY", secretKey);
    return Settings.read(key -> Optional.ofNullable(values.get(key)));
  }
}
