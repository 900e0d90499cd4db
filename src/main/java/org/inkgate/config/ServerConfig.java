package org.inkgate.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Finds the operator's values: by MicroProfile Config or, as it is no part of Jakarta EE, on a
 * server without it in the same places.
 */
final class ServerConfig {

  private static final String FILE = "META-INF/microprofile-config.properties";

  private ServerConfig() {}

  static Function<String, Optional<String>> values() {
    try {
      Config config = ConfigProvider.getConfig();
      return key -> config.getOptionalValue(key, String.class);
    } catch (IllegalStateException | NoClassDefFoundError withoutMicroProfile) {
      Properties file = file();
      return key ->
          Optional.ofNullable(System.getProperty(key))
              .or(() -> Optional.ofNullable(System.getenv(key)))
              .or(() -> Optional.ofNullable(file.getProperty(key)));
    }
  }

  private static Properties file() {
    Properties properties = new Properties();
    try (InputStream file = ServerConfig.class.getClassLoader().getResourceAsStream(FILE)) {
      if (file != null) {
        properties.load(file);
      }
      return properties;
    } catch (IOException e) {
      throw new UncheckedIOException("Can't read " + FILE, e);
    }
  }
}
