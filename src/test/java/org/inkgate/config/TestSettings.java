package org.inkgate.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Settings for tests that start no server. */
public final class TestSettings {

  private TestSettings() {}

  /** The defaults except these; a fixed secret key instead of one in a file. */
  public static Settings with(Map<String, String> values) {
    Map<String, String> all = new HashMap<>(values);
    all.putIfAbsent("SECRET_KEY", "0123456789abcdef0123456789abcdef");
    return Settings.read(key -> Optional.ofNullable(all.get(key)));
  }
}
