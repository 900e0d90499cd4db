package org.inkgate.users;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/** Names that readers would take for the site itself or its operator. */
public final class ReservedNames {

  private static final String FILE = "/reserved-names.txt";
  private static final Set<String> NAMES = read();

  private ReservedNames() {}

  /** Whether a name is reserved, ignoring case. */
  public static boolean contains(String name) {
    return NameKey.lookingLike(name).stream().anyMatch(NAMES::contains);
  }

  private static Set<String> read() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                ReservedNames.class.getResourceAsStream(FILE), StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
