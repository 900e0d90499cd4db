package org.inkgate.transfer.markdownfiles;

import jakarta.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Markdown file and what its first lines say about it: YAML between two lines "---", TOML between
 * two lines "+++", or a JSON object.
 *
 * @param values by name in lower case; each a text, a list or a map
 * @param problem why the first lines were not understood; the body is the whole file then
 */
public record FrontMatter(Map<String, Object> values, String body, Optional<String> problem) {

  /** What means "no" in YAML 1.1, YAML 1.2, TOML, JSON, or a form. */
  private static final Set<String> NO =
      Set.of("false", "no", "off", "n", "f", "0", "null", "~", "");

  private static final Set<String> YES = Set.of("true", "yes", "on", "y", "t", "1");

  /** The first line that may begin front matter, also such as is not closed. */
  private static final Pattern BEGIN =
      Pattern.compile("\\A\\s*+(-{3,}|\\+{3,}|\\{)[ \\t]*+(?=\\n|\\s*+\"|\\})");

  private static final Pattern LINE =
      Pattern.compile("(?m)^([A-Za-z_][A-Za-z0-9_-]{0,40})\\s?[:=]\\s?(.{1,500})$");

  /** Characters that JSON takes as they are, and YAML only escaped (YAML 1.2.2 §5.1). */
  private static final Pattern NOT_PRINTABLE =
      Pattern.compile("[\\x7f-\\x9f\\u2028\\u2029\\ufeff\\ufffe\\uffff]");

  /** Parses a file; one without front matter is all body. */
  public static FrontMatter parse(String file) {
    String text = file.startsWith("\ufeff") ? file.substring(1) : file;
    Matcher begin = BEGIN.matcher(text.replace("\r\n", "\n").replace('\r', '\n'));
    if (!begin.find()) {
      return new FrontMatter(Map.of(), text, Optional.empty());
    }
    try {
      return switch (begin.group(1)) {
        case "---" -> YamlMatter.parse(text);
        case "+++" -> TomlMatter.parse(text);
        case "{" -> JsonMatter.parse(text);
        default -> throw new IllegalArgumentException("a line " + begin.group(1));
      };
    } catch (IllegalArgumentException | StackOverflowError e) {
      String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      return new FrontMatter(lines(text), text, Optional.of("front matter: " + why));
    }
  }

  /** What single lines say, in front matter that is not understood: for a title at most. */
  private static Map<String, Object> lines(String text) {
    Map<String, Object> values = new HashMap<>();
    Matcher line = LINE.matcher(text.substring(0, Math.min(text.length(), 2000)));
    while (line.find()) {
      values.putIfAbsent(
          line.group(1).toLowerCase(Locale.ROOT),
          line.group(2).strip().replaceAll("^[\"']|[\"']$", ""));
    }
    values.keySet().retainAll(Set.of("title", "date", "slug", "author"));
    return values;
  }

  /**
   * Names in lower case: Hugo and others do not tell {@code publishDate} from {@code publishdate}.
   */
  static FrontMatter of(Map<?, ?> map, String body) {
    Map<String, Object> values = new HashMap<>();
    map.forEach((key, value) -> values.put(String.valueOf(key).toLowerCase(Locale.ROOT), value));
    return new FrontMatter(values, body, Optional.empty());
  }

  /** Writes a file from which {@link #parse} reads the same; JSON's values are YAML's, too. */
  public static String write(JsonObject thing) {
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

  /** The first of some values that is a text with words. */
  public Optional<String> text(String... names) {
    return Stream.of(names)
        .map(values::get)
        .filter(value -> value != null && !(value instanceof List) && !(value instanceof Map))
        .map(value -> value.toString().strip())
        .filter(text -> !text.isEmpty())
        .findFirst();
  }

  boolean has(String name) {
    return values.get(name) != null;
  }

  /** Whether a value is a word for "yes". */
  boolean isTrue(String name) {
    return YES.contains(word(name));
  }

  /** Whether a value is a word for "no", or is not there. */
  boolean isFalse(String name) {
    return NO.contains(word(name));
  }

  private String word(String name) {
    Object value = values.get(name);
    return value == null ? "" : value.toString().strip().toLowerCase(Locale.ROOT);
  }

  /**
   * The texts of a list, or those of one text, with commas or as Jekyll does with spaces between.
   */
  public List<String> texts(String name) {
    Object value = values.get(name);
    if (value instanceof List<?> list) {
      return list.stream()
          .filter(Objects::nonNull)
          .map(it -> it.toString().strip())
          .filter(text -> !text.isEmpty())
          .toList();
    }
    String text = text(name).orElse("");
    return Stream.of(text.split(text.contains(",") ? "," : "\\s+"))
        .map(String::strip)
        .filter(it -> !it.isEmpty())
        .toList();
  }

  /** The value of a map in a map, such as {@code [taxonomies] tags}. */
  FrontMatter inner(String name) {
    return values.get(name) instanceof Map<?, ?> map ? of(map, "") : of(Map.of(), "");
  }
}
