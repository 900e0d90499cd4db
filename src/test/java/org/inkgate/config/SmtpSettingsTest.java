package org.inkgate.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.inkgate.config.Settings.Smtp;
import org.junit.jupiter.api.Test;

class SmtpSettingsTest {

  @Test
  void withoutThemNoMailIsSent() {
    assertTrue(read(Map.of()).isEmpty());
  }

  @Test
  void aUrlNamesAllButTheSender() {
    Smtp smtp = one(Map.of("SMTP_URL", "smtp://ada:p%40ss%2F+w@mail.example.org"));
    assertEquals("mail.example.org", smtp.host());
    assertEquals(587, smtp.port());
    assertFalse(smtp.tls());
    assertTrue(smtp.tlsRequired(), "a password is never sent in the clear");
    assertEquals("ada", smtp.user().orElseThrow());
    assertEquals(
        "p@ss/+w", new String(smtp.password().orElseThrow().bytes(), StandardCharsets.UTF_8));
    assertEquals("inkgate@blog.example.org", smtp.from());
  }

  @Test
  void smtpsBeginsWithTls() {
    Smtp smtp = one(Map.of("SMTP_URL", "smtps://mail.example.org"));
    assertEquals(465, smtp.port());
    assertTrue(smtp.tls());
  }

  @Test
  void theSingleSettingsSayTheSame() {
    Smtp smtp =
        one(
            Map.of(
                "SMTP_HOST", "localhost",
                "SMTP_PORT", "465",
                "SMTP_USER", "ada",
                "SMTP_PASSWORD", " secret ",
                "SMTP_FROM", "blog@example.org"));
    assertTrue(smtp.tls());
    assertFalse(smtp.tlsRequired(), "it does not leave this machine");
    assertEquals(
        " secret ", new String(smtp.password().orElseThrow().bytes(), StandardCharsets.UTF_8));
    assertEquals("blog@example.org", smtp.from());
  }

  @Test
  void aBadOneStopsTheStartAndNoPasswordIsRepeated() {
    for (String url :
        new String[] {
          "http://mail.example.org",
          "smtp://",
          "mail",
          "smtp://u:hunter2@h/path",
          "smtp://u:hunter2"
        }) {
      BadSettingException refused =
          assertThrows(BadSettingException.class, () -> read(Map.of("SMTP_URL", url)), url);
      assertFalse(refused.getMessage().contains("hunter2"), refused.getMessage());
    }
    refuses(Map.of("SMTP_HOST", "mail example"));
    refuses(Map.of("SMTP_HOST", "mail.example.org", "SMTP_PORT", "0"));
    refuses(Map.of("SMTP_HOST", "mail.example.org", "SMTP_PORT", "x"));
    refuses(Map.of("SMTP_HOST", "mail.example.org", "SMTP_USER", "ada"));
    refuses(Map.of("SMTP_HOST", "mail.example.org", "SMTP_FROM", "a@b\nBcc: c@d"));
    refuses(Map.of("SMTP_HOST", "mail.example.org", "SMTP_FROM", "nobody"));
  }

  private static void refuses(Map<String, String> settings) {
    assertThrows(BadSettingException.class, () -> read(settings), settings::toString);
  }

  private static Smtp one(Map<String, String> settings) {
    return read(settings).orElseThrow();
  }

  private static Optional<Smtp> read(Map<String, String> settings) {
    return SmtpSettings.read(
        new SettingsReader(key -> Optional.ofNullable(settings.get(key))), "blog.example.org");
  }
}
