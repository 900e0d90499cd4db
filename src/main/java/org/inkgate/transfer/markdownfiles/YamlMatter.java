package org.inkgate.transfer.markdownfiles;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.JsonSchema;

/** Front matter in YAML, in which every value is the text that stands there: 3.10 is no 3.1. */
final class YamlMatter {

  private static final Pattern FILE =
      Pattern.compile(
          "\\A\\s*+---[ \\t]*+(?:\\r\\n?|\\n)(.*?)(?<=[\\r\\n])(?:---|\\.\\.\\.)[ \\t]*+(?:\\r\\n?|\\n|\\z)",
          Pattern.DOTALL);

  private static final LoadSettings TEXTS =
      LoadSettings.builder()
          .setAllowDuplicateKeys(true)
          .setMaxAliasesForCollections(10)
          .setCodePointLimit(100_000)
          .setSchema(new Texts())
          .build();

  private YamlMatter() {}

  /**
   * Parses a file.
   *
   * @throws IllegalArgumentException when its first lines are not YAML
   */
  static FrontMatter parse(String file) {
    Matcher matcher = FILE.matcher(file);
    if (!matcher.find()) {
      throw new IllegalArgumentException("no second line ---");
    }
    try {
      Object value =
          new Load(TEXTS)
              .loadFromString(matcher.group(1).replace("\r\n", "\n").replace('\r', '\n'));
      if (value != null && !(value instanceof Map<?, ?>)) {
        throw new IllegalArgumentException("not names and values");
      }
      return FrontMatter.of(
          value == null ? Map.of() : (Map<?, ?>) value, file.substring(matcher.end()));
    } catch (YamlEngineException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** Knows texts and nothing, no numbers, dates or words for yes and no. */
  private static final class Texts extends JsonSchema {
    @Override
    public ScalarResolver getScalarResolver() {
      return (value, implicit) ->
          implicit && value.matches("|~|null|Null|NULL") ? Tag.NULL : Tag.STR;
    }
  }
}
