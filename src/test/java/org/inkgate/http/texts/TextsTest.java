package org.inkgate.http.texts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds that no text is missing in any language, and none is left over. */
class TextsTest {

  private static final Path MESSAGES = Path.of("src/main/resources/messages");
  private static final Pattern FILE = Pattern.compile("([a-z-]+?)(?:_([a-z]{2}))?\\.properties");
  private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d+)}");

  /** A key that is asked for, or the beginning of one: {@code text("blog.status." + …)}. */
  private static final Pattern USE =
      Pattern.compile("\\btext\\(\\s*\"([a-z]+\\.[a-z0-9._-]*)\"(\\s*\\+)?");

  /** A key, or the beginning of one, wherever it stands: also in a choice between two. */
  private static final Pattern LITERAL =
      Pattern.compile("\"([a-z]+\\.[a-z0-9._-]*)(?: \\{\\w+}| )*\"(\\s*\\+)?");

  /** What a problem says, wherever it stands; also as the message of a constraint. */
  private static final Pattern PROBLEM = Pattern.compile("[\"=]([a-z]+\\.problem\\.[a-z0-9-]+)");

  /** The title of a problem is that of its status. */
  private static final Pattern STATUS = Pattern.compile("Problem\\.of\\(\\s*(\\d{3}),");

  /** The texts by room, language and key; English is "". */
  private static final Map<String, Map<String, Map<String, String>>> ROOMS = new TreeMap<>();

  @BeforeAll
  static void read() throws IOException {
    for (Path file : files(MESSAGES, ".properties")) {
      Matcher name = FILE.matcher(file.getFileName().toString());
      if (!name.matches()) {
        throw new AssertionError(file + " is named after no room and language");
      }
      Map<String, String> texts = new TreeMap<>();
      Properties properties = new Properties();
      try (Reader reader = Files.newBufferedReader(file)) {
        properties.load(reader);
      }
      properties.forEach((key, text) -> texts.put((String) key, (String) text));
      String language = name.group(2) == null ? "" : name.group(2);
      ROOMS.computeIfAbsent(name.group(1), room -> new TreeMap<>()).put(language, texts);
    }
  }

  @Test
  void everyRoomSpeaksEveryLanguage() {
    Set<String> languages = new TreeSet<>(Set.of(""));
    for (Language language : Language.values()) {
      if (language != Language.EN) {
        languages.add(language.tag());
      }
    }
    ROOMS.forEach((room, texts) -> assertEquals(languages, texts.keySet(), room));
  }

  @Test
  void everyLanguageHasTheSameKeys() {
    forEachTranslation(
        (file, english, texts) -> assertEquals(english.keySet(), texts.keySet(), file));
  }

  @Test
  void everyKeyBeginsWithItsRoom() {
    ROOMS.forEach(
        (room, texts) ->
            assertEquals(
                List.of(),
                texts.get("").keySet().stream()
                    .filter(key -> !key.startsWith(room + "."))
                    .toList()));
  }

  @Test
  void everyLanguageTakesTheSameArguments() {
    forEachTranslation(
        (file, english, texts) ->
            english.forEach(
                (key, text) ->
                    assertEquals(
                        arguments(text),
                        arguments(texts.getOrDefault(key, text)),
                        file + ": " + key)));
  }

  @Test
  void noTextIsEmptyOrHasAnAsciiApostrophe() {
    List<String> wrong = new ArrayList<>();
    forEachTranslation(
        (file, english, texts) ->
            texts.forEach(
                (key, text) -> {
                  if (text.isBlank() || text.indexOf('\'') >= 0) {
                    wrong.add(file + ": " + key);
                  }
                }));
    assertEquals(List.of(), wrong);
  }

  @Test
  void noKeyIsWrittenTwice() throws IOException {
    for (Path file : files(MESSAGES, ".properties")) {
      List<String> keys =
          Files.readAllLines(file).stream()
              .filter(line -> line.matches("[a-z-]+\\..*"))
              .map(line -> line.split("\\s*[=:]", 2)[0])
              .collect(Collectors.toCollection(ArrayList::new));
      new TreeSet<>(keys).forEach(keys::remove);
      assertEquals(List.of(), keys, file.toString());
    }
  }

  @Test
  void everyKeyUsedExistsAndEveryKeyIsUsed() throws IOException {
    Set<String> keys = new TreeSet<>();
    ROOMS.values().forEach(texts -> keys.addAll(texts.get("").keySet()));
    Set<String> unused = new TreeSet<>(keys);
    Set<String> missing = new TreeSet<>();
    List<Path> sources = files(Path.of("src/main/jte"), ".jte");
    sources.addAll(files(Path.of("src/main/java"), ".java"));
    sources.add(Path.of("src/main/resources/ValidationMessages.properties"));
    for (Path source : sources) {
      String content = Files.readString(source);
      LITERAL.matcher(content).results().forEach(it -> unused.removeIf(key -> names(it, key)));
      PROBLEM.matcher(content).results().forEach(it -> unused.remove(it.group(1)));
      unused.removeIf(key -> isLabel(key) && content.contains(quoted(key)));
      USE.matcher(content)
          .results()
          .filter(it -> keys.stream().noneMatch(key -> names(it, key)))
          .forEach(it -> missing.add(it.group(1) + " in " + source));
      Stream.concat(
              PROBLEM.matcher(content).results().map(it -> it.group(1)),
              STATUS.matcher(content).results().map(it -> "site.status." + it.group(1)))
          .filter(key -> !keys.contains(key))
          .forEach(key -> missing.add(key + " in " + source));
    }
    assertEquals(Set.of(), missing, "used but not written");
    assertEquals(Set.of(), unused, "written but not used");
  }

  @Test
  void everyRoomThatNamesAFieldIsAsked() {
    List<String> rooms =
        ROOMS.entrySet().stream()
            .filter(room -> room.getValue().get("").keySet().stream().anyMatch(TextsTest::isLabel))
            .map(Map.Entry::getKey)
            .toList();
    assertEquals(rooms, Texts.ROOMS, "Texts.ROOMS, in order");
  }

  @Test
  void aFieldNobodyNamedIsReadAsItIsWritten() {
    assertEquals("Neues Passwort", Texts.in(Language.DE).label("new_password"));
    assertEquals("Favourite colour", Texts.in(Language.DE).label("favourite_colour"));
  }

  private static boolean isLabel(String key) {
    return key.contains(".field.");
  }

  private static String quoted(String key) {
    return '"' + key.substring(key.lastIndexOf('.') + 1) + '"';
  }

  private static boolean names(MatchResult use, String key) {
    return use.group(2) == null ? key.equals(use.group(1)) : key.startsWith(use.group(1));
  }

  private interface TranslationCheck {
    void check(String file, Map<String, String> english, Map<String, String> texts);
  }

  private static void forEachTranslation(TranslationCheck check) {
    ROOMS.forEach(
        (room, languages) ->
            languages.forEach(
                (language, texts) ->
                    check.check(
                        room + (language.isEmpty() ? "" : "_" + language),
                        languages.getOrDefault("", Map.of()),
                        texts)));
  }

  private static Set<String> arguments(String text) {
    return ARGUMENT.matcher(text).results().map(it -> it.group(1)).collect(Collectors.toSet());
  }

  private static List<Path> files(Path folder, String ending) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.toString().endsWith(ending))
          .sorted()
          .collect(Collectors.toCollection(ArrayList::new));
    }
  }
}
