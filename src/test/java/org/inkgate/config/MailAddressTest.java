package org.inkgate.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The address that SMTP gets for one that a user typed. */
class MailAddressTest {

  @ParameterizedTest
  @DisplayName("security 88: a domain becomes A-labels")
  @CsvSource({
    "ada@example.org, ada@example.org",
    "ada@bücher.example, ada@xn--bcher-kva.example",
    "ada@BÜCHER.example, ada@xn--bcher-kva.example",
    "ada@bu\u0308cher.example, ada@xn--bcher-kva.example",
    "ada@例え.テスト, ada@xn--r8jz45g.xn--zckzah",
    "ada@xn--bcher-kva.example, ada@xn--bcher-kva.example",
    "ada@пример。example, ada@xn--e1afmkfd.example",
    "o'hara+blog@example.org, o'hara+blog@example.org",
  })
  void aDomainBecomesALabels(String typed, String sent) {
    assertEquals(Optional.of(sent), MailAddress.of(typed).map(MailAddress::toString));
  }

  @ParameterizedTest
  @DisplayName(
      "security 88: a local part outside ASCII is refused, and so is what IDNA 2003 changes")
  @ValueSource(
      strings = {
        "švictim@example.org",
        "vict\u0131m@example.org",
        "\u212Aate@example.org",
        "用户@example.org",
        "ada@straße.example",
        "ada@βόλος.example",
        "ada@exa\u200Dmple.org",
        "ada@\u202Egro.elpmaxe",
        "ada\u0000@example.org",
        "ada@exam ple.org",
        "ada@exam\r\nple.org",
        "ada@example.org\nBcc:eve@example.org",
        "a@b@example.org",
        "\"a b\"@example.org",
        "@example.org",
        "ada@",
        "ada",
        "",
      })
  void whatCanNotBeMailedAsItWasTypedIsRefused(String typed) {
    assertEquals(Optional.empty(), MailAddress.of(typed));
  }

  @ParameterizedTest
  @DisplayName("security 88: all spellings of one mailbox have one key")
  @ValueSource(strings = {"ada@bücher.example", "ADA@Bücher.Example", "Ada@XN--Bcher-KVA.example"})
  void allSpellingsOfOneMailboxHaveOneKey(String typed) {
    assertEquals("ada@xn--bcher-kva.example", MailAddress.of(typed).orElseThrow().key());
  }
}
