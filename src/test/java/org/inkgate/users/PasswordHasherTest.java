package org.inkgate.users;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHasherTest {

  /** "password" with salt "somesalt", m=65536, t=2, p=1: from the tests of the reference code. */
  private static final String REFERENCE =
      "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

  private final PasswordHasher hasher = new PasswordHasher();

  @Test
  @DisplayName("security 38: hashes are PHC strings with OWASP's parameters")
  void writesAPhcStringWithOwaspsParameters() {
    String hash = hasher.hash("correct horse");
    assertTrue(
        hash.matches(
            "\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}"),
        hash);
    assertTrue(hasher.matches("correct horse", hash));
    assertFalse(hasher.matches("Correct horse", hash));
    assertFalse(hasher.outdated(hash));
    assertNotEquals(hash, hasher.hash("correct horse"), "every hash has a salt of its own");
  }

  @Test
  void theLanguageOfTheServerChangesNoHash() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      String hash = hasher.hash("correct horse");
      assertTrue(hasher.matches("correct horse", hash), hash);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  @DisplayName("security 92: NFC and NFD of one password are the same password")
  void nfcAndNfdOfOnePasswordAreTheSamePassword() {
    String hash = hasher.hash("p\u00e4ssw\u00f6rter 7");
    assertTrue(hasher.matches("pa\u0308sswo\u0308rter 7", hash));
    assertTrue(hasher.matches("\u00c5ngstr\u00f6m", hasher.hash("\u212bngstro\u0308m")));
    assertFalse(hasher.matches("passworter 7", hash));
    assertFalse(hasher.matches("\ufb01sh and chips", hasher.hash("fish and chips")), "not NFKC");
  }

  @Test
  @DisplayName("security 39: nothing of a password is truncated")
  void truncatesNothing() {
    String password = "0123456789".repeat(13);
    String hash = hasher.hash(password);
    assertFalse(hasher.matches(password.substring(0, 72), hash));
    assertFalse(hasher.matches(password.substring(0, 129), hash));
    assertTrue(hasher.matches(password, hash));
  }

  @ParameterizedTest
  @ValueSource(strings = {"pässwörd", "密码密码密码密码", "😀😀😀😀", "with space ", "\u202Ertl-mark"})
  void takesAnyCharacter(String password) {
    String hash = hasher.hash(password);
    assertTrue(hasher.matches(password, hash));
    assertFalse(hasher.matches(password.strip() + "?", hash));
    assertFalse(hasher.matches("?".repeat(password.length()), hash));
  }

  @Test
  @DisplayName("security 46: a hash with weaker parameters is checked, and is outdated")
  void checksAHashWithOtherParametersAndCallsItOutdated() {
    assertTrue(hasher.matches("password", REFERENCE));
    assertFalse(hasher.matches("differentpassword", REFERENCE));
    assertTrue(hasher.outdated(REFERENCE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "$2b$12$abcdefghijklmnopqrstuv",
        "$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5Q",
        "$argon2id$v=16$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5Q"
      })
  void refusesWhatIsNoArgon2idHash(String hash) {
    assertThrows(IllegalArgumentException.class, () -> hasher.matches("password", hash));
  }
}
