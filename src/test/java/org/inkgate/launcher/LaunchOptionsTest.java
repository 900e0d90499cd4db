package org.inkgate.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaunchOptionsTest {

  private static final Map<String, String> NONE = Map.of();

  @Test
  void listensOn8080AndKeepsItsDataBesideItWhenNothingIsSet() throws StartException {
    assertEquals(
        new LaunchOptions(8080, Path.of("data").toAbsolutePath(), Duration.ZERO), read(NONE, NONE));
  }

  @Test
  void readsTheEnvironment() throws StartException {
    assertEquals(
        new LaunchOptions(9000, Path.of("/srv/blog"), Duration.ofSeconds(5)),
        read(NONE, Map.of("PORT", " 9000 ", "DATA_DIR", "/srv/old/../blog", "DRAIN_SECONDS", "5")));
  }

  @Test
  void prefersSystemProperties() throws StartException {
    assertEquals(9001, read(Map.of("PORT", "9001"), Map.of("PORT", "9000")).port());
  }

  @Test
  void takesAnEmptyValueForNone() throws StartException {
    assertEquals(8080, read(NONE, Map.of("PORT", "")).port());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "65536", "99999999999", "http", "80.0", "８０"})
  void refusesWhatIsNoPort(String port) {
    StartException refusal =
        assertThrows(StartException.class, () -> read(NONE, Map.of("PORT", port)));
    assertEquals(
        "PORT is " + port + ", but must be a number from 1 to 65535", refusal.getMessage());
    assertEquals(StartException.REFUSED, refusal.exitCode());
  }

  @Test
  void refusesWhatIsNoNumberOfSeconds() {
    assertThrows(StartException.class, () -> read(NONE, Map.of("DRAIN_SECONDS", "-1")));
  }

  @Test
  void namesTheSettingForAnOptionOfTheServer() throws StartException {
    LaunchOptions.requireNone(List.of("--restore", "a.zip"));
    StartException refusal =
        assertThrows(
            StartException.class, () -> LaunchOptions.requireNone(List.of("--port", "9000")));
    assertEquals(
        "--port is not an option of Inkgate: set PORT in the environment", refusal.getMessage());
    assertEquals(StartException.REFUSED, refusal.exitCode());
  }

  private static LaunchOptions read(Map<String, String> properties, Map<String, String> environment)
      throws StartException {
    return LaunchOptions.read(properties::get, environment::get);
  }
}
