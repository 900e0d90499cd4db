package org.inkgate.users;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileTest {

  @ParameterizedTest
  @CsvSource({
    "ada, A",
    "Ada Lovelace, AL",
    "Ada King Lovelace, AL",
    "ada-lovelace, AL",
    "علي حسن, عح",
    "山田 太郎, 山太",
    "🎉 Party, 🎉P",
    "_, U"
  })
  void initialsAreOfTheFirstAndTheLastWord(String name, String initials) {
    assertEquals(initials, new Profile("user", name, "", "", "").initials());
  }
}
