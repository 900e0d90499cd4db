package org.inkgate.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Finds the operator's values: by MicroProfile Config or, as it is not part of Jakarta EE, on a
 * server without it in the same places.
 */
final class ServerConfig {

  private static final String FILE = "META-INF/microprofile-config.properties";

  private static final int SYSTEM_PROPERTIES_ORDINAL = 400;

  private ServerConfig() {}

  static Function<String, Optional<String>> values() {
    try {
      Config config = ConfigProvider.getConfig();
      // Each source is asked itself, highest ordinal first: Config would replace "${…}" in a
      // password
      // and take backslashes out of it.
      return key ->
          StreamSupport.stream(config.getConfigSources().spliterator(), false)
              .map(source -> source.getValue(key))
              .filter(Objects::nonNull)
              .findFirst();
    } catch (IllegalStateException | NoClassDefFoundError withoutMicroProfile) {
      Properties file = file();
      boolean fileFirst =
          Integer.parseInt(file.getProperty("config_ordinal", "100")) > SYSTEM_PROPERTIES_ORDINAL;
      return key ->
          fileFirst ? in(file, key).or(() -> around(key)) : around(key).or(() -> in(file, key));
    }
  }

  private static Optional<String> around(String key) {
    return Optional.ofNullable(System.getProperty(key))
        .or(() -> Optional.ofNullable(System.getenv(key)));
  }

  private static Optional<String> in(Properties file, String key) {
    return Optional.ofNullable(file.getProperty(key));
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
