package org.inkgate.config;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

  private static final String STRONG = "0123456789abcdef0123456789abcdef";

  @TempDir private Path dataDir;

  @Test
  void hasAnAnswerWhereNothingIsSet() {
    Settings settings = read(Map.of());
    assertEquals(URI.create("http://localhost:8080"), settings.publicUrl());
    assertEquals(Duration.ofMinutes(30), settings.accessTokenLifetime());
    assertEquals("ES256", settings.algorithm());
    assertEquals(Optional.empty(), settings.jwtSecretKey());
    assertEquals(Optional.empty(), settings.database());
    assertEquals(Optional.empty(), settings.registration());
    assertEquals(Optional.empty(), settings.registrationRole());
    assertEquals(10_000, settings.limits().posts());
    assertEquals(50, settings.limits().registrations());
    assertEquals(Settings.LoginErrors.SPECIFIC, settings.loginErrors());
    assertEquals(32, settings.secretKey().bytes().length);
  }

  @Test
  void readsWhatIsSet() {
    Settings settings =
        read(
            Map.of(
                "PORT", "9000",
                "JWT_SECRET_KEY", STRONG,
                "SECRET_KEY", " " + STRONG,
                "JWT_ACCESS_TOKEN_EXPIRES", " 5 ",
                "DATABASE_URL", "jdbc:postgresql://db/inkgate",
                "DATABASE_USER", "ink",
                "REGISTRATION", "closed",
                "REGISTRATION_ROLE", "reader",
                "LIMIT_MEDIA", "5",
                "LOGIN_ERRORS", "uniform"));
    assertEquals(URI.create("http://localhost:9000"), settings.publicUrl());
    assertEquals(Duration.ofMinutes(5), settings.accessTokenLifetime());
    assertArrayEquals(
        STRONG.getBytes(StandardCharsets.UTF_8), settings.jwtSecretKey().orElseThrow().bytes());
    assertEquals(33, settings.secretKey().bytes().length, "white space belongs to a secret");
    assertEquals(Optional.of("ink"), settings.database().orElseThrow().user());
    assertEquals(Optional.of(Settings.Registration.CLOSED), settings.registration());
    assertEquals(Optional.of(Settings.RegistrationRole.READER), settings.registrationRole());
    assertEquals(5 * 1024 * 1024, settings.limits().mediaBytes());
    assertEquals(Settings.LoginErrors.UNIFORM, settings.loginErrors());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "JWT_ACCESS_TOKEN_EXPIRES; abc; whole number from 1 to 1440",
        "JWT_ACCESS_TOKEN_EXPIRES; 0; whole number from 1 to 1440",
        "JWT_ACCESS_TOKEN_EXPIRES; 1.5; whole number from 1 to 1440",
        "JWT_ACCESS_TOKEN_EXPIRES; 99999999999999999999; whole number from 1 to 1440",
        "SESSION_IDLE_DAYS; -1; whole number",
        "SESSION_LIFETIME_DAYS; never; whole number",
        "PORT; 65536; whole number from 1 to 65535",
        "JWT_ALGORITHM; none; one of ES256",
        "JWT_ALGORITHM; HS256; one of ES256",
        "REGISTRATION; OPEN; one of open, invite, closed",
        "REGISTRATION_ROLE; editor; one of reader, contributor, author",
        "LIMIT_POSTS; 0; whole number from 1 to",
        "LIMIT_REGISTRATIONS; many; whole number from 1 to",
        "TRUSTED_PROXIES; proxy.example; IP address or a range",
        "TRUSTED_PROXIES; 10.0.0.0/33; IP address or a range",
        "LOGIN_ERRORS; maybe; one of specific, uniform",
        "COMMON_PASSWORDS; yes; one of refused, allowed",
        "SMTP_FROM; \u0161ada@example.org; must be a mail address",
        "PUBLIC_URL; ftp://x; http or https",
        "PUBLIC_URL; https://x/path; http or https",
        "PUBLIC_URL; https://u:p@x; http or https",
        "PUBLIC_URL; nonsense; http or https",
        "PUBLIC_URL; https://blog.example.org:99999; port from 1 to 65535",
        "CORS_ORIGINS; ftp://x; http or https",
        "CORS_ORIGINS; https://x:0; port from 1 to 65535",
      })
  void refusesWithNameValueAndRule(String key, String value, String rule) {
    String line = refusal(Map.of(key, value));
    assertEquals(1, line.lines().count(), line);
    assertContains(line, key);
    assertContains(line, "\"" + value + "\"");
    assertContains(line, rule);
  }

  @ParameterizedTest
  @CsvSource({
    "https://Blog.Example.org:443, https://blog.example.org",
    "HTTPS://blog.example.org/, https://blog.example.org",
    "http://Blog.example.org:80, http://blog.example.org",
    "https://blog.example.org:8443, https://blog.example.org:8443",
    "http://blog.example.org:443, http://blog.example.org:443",
  })
  void originsAreWrittenAsABrowserWritesThem(String written, String origin) {
    assertEquals(origin, read(Map.of("PUBLIC_URL", written)).publicUrl().toString());
    Settings settings =
        read(Map.of("CORS_ORIGINS", "https://one.example " + written.replaceAll("/$", "")));
    assertTrue(settings.allowsOrigin(origin));
  }

  @ParameterizedTest
  @DisplayName("security 11: a weak or short secret is refused, and not printed")
  @ValueSource(strings = {"JWT_SECRET_KEY", "SECRET_KEY"})
  void refusesAWeakSecretWithoutPrintingIt(String key) {
    String tooShort = refusal(Map.of(key, "hunter2-hunter2"));
    assertEquals(key + " has 15 bytes, must have at least 32", tooShort);
    String monotonous = refusal(Map.of(key, "ab".repeat(20)));
    assertFalse(monotonous.contains("abab"), monotonous);
    assertContains(monotonous, key);
  }

  @Test
  void refusesAnotherDatabaseWithoutPrintingItsPassword() {
    String line = refusal(Map.of("DATABASE_URL", "postgres://ink:hunter2@db/inkgate"));
    assertContains(line, "DATABASE_URL");
    assertFalse(line.contains("hunter2"), line);
  }

  @Test
  void trustedProxiesAreAddressesAndRanges() throws UnknownHostException {
    assertEquals(List.of(), read(Map.of()).trustedProxies());
    List<AddressRange> ranges =
        read(Map.of("TRUSTED_PROXIES", "192.0.2.1, 10.0.0.0/8,172.16.0.0/12,2001:db8::/33,::1"))
            .trustedProxies();
    for (String inside :
        List.of("192.0.2.1", "10.255.0.1", "172.31.0.1", "2001:db8:7fff::1", "::1")) {
      assertTrue(isIn(ranges, inside), inside);
    }
    for (String outside :
        List.of("192.0.2.2", "11.0.0.1", "172.32.0.1", "2001:db8:8000::1", "::2", "a00::")) {
      assertFalse(isIn(ranges, outside), outside);
    }
  }

  private static boolean isIn(List<AddressRange> ranges, String address)
      throws UnknownHostException {
    InetAddress literal = InetAddress.getByName(address);
    return ranges.stream().anyMatch(range -> range.contains(literal));
  }

  @Test
  void printsNoSecret() {
    Settings settings =
        read(
            Map.of(
                "JWT_SECRET_KEY", STRONG,
                "DATABASE_URL", "jdbc:postgresql://db/inkgate",
                "DATABASE_PASSWORD", "hunter2"));
    assertFalse(settings.toString().contains(STRONG));
    assertFalse(settings.toString().contains("hunter2"));
  }

  private static void assertContains(String line, String part) {
    if (!line.contains(part)) {
      throw new AssertionError("No \"" + part + "\" in: " + line);
    }
  }

  private String refusal(Map<String, String> values) {
    return assertThrows(BadSettingException.class, () -> read(values)).getMessage();
  }

  private Settings read(Map<String, String> values) {
    Map<String, String> all = new HashMap<>(values);
    all.put("DATA_DIR", dataDir.toString());
    return Settings.read(key -> Optional.ofNullable(all.get(key)));
  }
}
