package org.inkgate.transfer.markdownfiles;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/** Front matter in TOML, as Hugo and Zola have it. */
final class TomlMatter {

  private static final int LONGEST = 100_000;

  private static final Pattern FILE =
      Pattern.compile(
          "\\A\\s*+\\+\\+\\+[ \\t]*+(?:\\r\\n?|\\n)(.*?)(?<=[\\r\\n])\\+\\+\\+[ \\t]*+(?:\\r\\n?|\\n|\\z)",
          Pattern.DOTALL);

  private TomlMatter() {}

  /**
   * Parses a file.
   *
   * @throws IllegalArgumentException when its first lines are not TOML
   */
  static FrontMatter parse(String file) {
    Matcher matcher = FILE.matcher(file);
    if (!matcher.find() || matcher.group(1).length() > LONGEST) {
      throw new IllegalArgumentException("no second line +++");
    }
    TomlParseResult toml = Toml.parse(matcher.group(1).replace('\r', '\n'));
    if (toml.hasErrors()) {
      throw new IllegalArgumentException(toml.errors().get(0).toString());
    }
    return FrontMatter.of(map(toml), file.substring(matcher.end()));
  }

  private static Map<String, Object> map(TomlTable table) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (String key : table.keySet()) {
      map.put(key, value(table.get(List.of(key))));
    }
    return map;
  }

  private static Object value(Object value) {
    if (value instanceof TomlTable table) {
      return map(table);
    }
    if (value instanceof TomlArray array) {
      List<Object> list = new ArrayList<>();
      array.toList().forEach(it -> list.add(value(it)));
      return list;
    }
    return String.valueOf(value);
  }
}
