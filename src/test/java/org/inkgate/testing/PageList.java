package org.inkgate.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The pages there are, as the file pages.txt names them. */
public final class PageList {

  private PageList() {}

  /**
   * A page and what it should answer.
   *
   * @param reader who may see it: all, new or admin
   * @param path with "!" and perhaps an action after it where the page's form is to be sent
   */
  public record Entry(String reader, int status, String path) {

    public boolean isForm() {
      return path.contains("!");
    }
  }

  /** The pages of these readers, with the names in braces replaced. */
  public static List<Entry> read(Map<String, String> names, String... readers) {
    return all(names).stream().filter(it -> List.of(readers).contains(it.reader())).toList();
  }

  /** The paths of all pages that are opened without sending a form, without their queries. */
  static List<String> paths(Map<String, String> names) {
    return lines()
        .map(line -> line.split(" ", 3)[2])
        .filter(path -> !path.contains("!"))
        .map(path -> replaced(path, names).replaceAll("[{}]", "").split("\\?", 2)[0])
        .toList();
  }

  private static List<Entry> all(Map<String, String> names) {
    return lines().map(line -> entry(line, names)).toList();
  }

  private static Stream<String> lines() {
    try (InputStream file = PageList.class.getResourceAsStream("/pages.txt");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String replaced(String path, Map<String, String> names) {
    String replaced = path;
    for (Map.Entry<String, String> name : names.entrySet()) {
      replaced = replaced.replace("{" + name.getKey() + "}", name.getValue());
    }
    return replaced;
  }

  private static Entry entry(String line, Map<String, String> names) {
    String[] parts = line.split(" ", 3);
    String path = replaced(parts[2], names);
    if (path.contains("{")) {
      throw new IllegalStateException("Nothing has the name in " + path);
    }
    return new Entry(parts[0], Integer.parseInt(parts[1]), path);
  }
}
