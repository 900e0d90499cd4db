package org.inkgate.transfer;

import jakarta.json.JsonObject;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A Markdown file and what its first lines, in YAML between two lines "---", say about it.
 *
 * @param values by name in lower case; each a text, a number, a boolean, a list or a map
 */
record FrontMatter(Map<String, Object> values, String body) {

  private static final Pattern FILE =
      Pattern.compile(
          "\\A\\uFEFF?---[ \\t]*\\r?\\n(.*?)^---[ \\t]*(?:\\r?\\n|\\z)",
          Pattern.DOTALL | Pattern.MULTILINE);

  /** Characters that JSON takes as they are, and YAML only escaped (YAML 1.2.2 §5.1). */
  private static final Pattern NOT_PRINTABLE =
      Pattern.compile("[\\x7f-\\x9f\\u2028\\u2029\\ufeff\\ufffe\\uffff]");

  private static final LoadSettings SAFE =
      LoadSettings.builder()
          .setAllowDuplicateKeys(true)
          .setMaxAliasesForCollections(10)
          .setCodePointLimit(100_000)
          .build();

  /**
   * Parses a file; one without front matter is all body.
   *
   * @throws IllegalArgumentException when the first lines are no YAML
   */
  static FrontMatter parse(String file) {
    Matcher matcher = FILE.matcher(file);
    if (!matcher.find()) {
      return new FrontMatter(Map.of(), file);
    }
    Map<String, Object> values = new HashMap<>();
    try {
      if (new Load(SAFE).loadFromString(matcher.group(1)) instanceof Map<?, ?> map) {
        map.forEach(
            (key, value) -> values.put(String.valueOf(key).toLowerCase(Locale.ROOT), value));
      }
    } catch (YamlEngineException | StackOverflowError e) {
      throw new IllegalArgumentException(
          String.valueOf(e.getMessage()).lines().findFirst().orElse(""), e);
    }
    return new FrontMatter(values, file.substring(matcher.end()));
  }

  /** Writes a file from which {@link #parse} reads the same; JSON's values are YAML's, too. */
  static String write(JsonObject thing) {
    StringBuilder file = new StringBuilder("---\n");
    thing.forEach(
        (key, value) -> {
          if (!"body".equals(key)) {
            String text =
                NOT_PRINTABLE
                    .matcher(value.toString())
                    .replaceAll(it -> "\\\\u%04x".formatted((int) it.group().charAt(0)));
            file.append(key).append(": ").append(text).append('\n');
          }
        });
    return file.append("---\n").append(thing.getString("body")).toString();
  }

  Optional<String> text(String... names) {
    for (String name : names) {
      Object value = values.get(name);
      if (value instanceof String || value instanceof Number) {
        return Optional.of(value.toString().strip()).filter(text -> !text.isEmpty());
      }
    }
    return Optional.empty();
  }

  boolean isTrue(String name) {
    return Boolean.TRUE.equals(values.get(name));
  }

  /** The texts of a list, or those of one text with commas between them. */
  List<String> texts(String name) {
    Object value = values.get(name);
    if (value instanceof List<?> list) {
      return list.stream()
          .filter(Objects::nonNull)
          .map(it -> it.toString().strip())
          .filter(text -> !text.isEmpty())
          .toList();
    }
    return text(name)
        .map(text -> Arrays.stream(text.split(",")).map(String::strip).toList())
        .orElse(List.of());
  }
}
