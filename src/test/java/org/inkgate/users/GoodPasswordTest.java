package org.inkgate.users;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nulabinc.zxcvbn.StandardDictionaries;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which passwords may be chosen. */
class GoodPasswordTest {

  private static final int FORBIDDEN_AT_LEAST = 3000;

  private static Optional<String> brokenBy(String password) {
    return GoodPassword.Rules.brokenBy(password, false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"analytical engine", "12 köpfe", "ünïcödé", "パスワードは秘密だ", "a\tb\u00a0c\"d'e"})
  void takesAnyCharacters(String password) {
    String longEnough = password.length() < 8 ? password + password : password;
    assertEquals(Optional.empty(), brokenBy(longEnough));
  }

  @Test
  void countsCodePoints() {
    assertEquals(Optional.of("accounts.problem.password-short 8"), brokenBy("😀".repeat(7)));
    assertEquals(Optional.empty(), brokenBy("😀".repeat(7) + "a"));
    assertEquals(Optional.empty(), brokenBy("😀a".repeat(512)));
    assertEquals(Optional.of("accounts.problem.password-long 1024"), brokenBy("😀".repeat(1025)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"aaaaaaaa", "zzzzzzzzzzzzzzzz", "éééééééé", "😀😀😀😀😀😀😀😀"})
  void refusesOneCharacterAgainAndAgain(String password) {
    assertEquals(
        Optional.of("accounts.problem.password-repeated"),
        GoodPassword.Rules.brokenBy(password, true));
  }

  @Test
  void commonOnesMayBeAllowed() {
    assertEquals(Optional.empty(), GoodPassword.Rules.brokenBy("jakejake", true));
    assertEquals(Optional.empty(), GoodPassword.Rules.brokenBy("password", true));
  }

  @Test
  void theUsersOwnNameAndAddressAreNoPasswords() {
    for (String own : List.of("ada-lovelace", "ADA-Lovelace", "ada@example.org", "ada.byron ")) {
      assertTrue(
          OwnWords.are(own, "ada-lovelace", "ada.byron@example.org", "ada@example.org"), own);
    }
    assertFalse(OwnWords.are("ada-lovelace 1815", "ada-lovelace", "ada@example.org"));
    assertFalse(OwnWords.are("anything", "", "@"));
  }

  @Test
  void refusesTheBlank() {
    assertEquals(Optional.of("site.problem.not-blank"), brokenBy(""));
    assertEquals(Optional.of("site.problem.not-blank"), brokenBy(" ".repeat(12)));
  }

  @Test
  @DisplayName("security 40: the 3000 most common passwords are refused")
  void refusesTheThreeThousandMostCommonOnesThatAreLongEnough() throws IOException {
    List<String> common =
        StandardDictionaries.PASSWORDS_LOADER.load().getFrequencies().stream()
            .filter(password -> password.length() >= 8)
            .limit(FORBIDDEN_AT_LEAST)
            .toList();
    assertEquals(FORBIDDEN_AT_LEAST, common.size());
    assertTrue(
        common.stream()
            .map(GoodPasswordTest::brokenBy)
            .allMatch(Optional.of("accounts.problem.password-common")::equals));
  }

  @ParameterizedTest
  @ValueSource(strings = {"password", "Password", "QWERTYUIOP", "12345678", "TrustNo1", "iloveyou"})
  void refusesThemInCapitalsToo(String password) {
    assertEquals(Optional.of("accounts.problem.password-common"), brokenBy(password));
  }
}
