package org.inkgate.http.texts;

import jakarta.servlet.http.HttpServletRequest;
import java.text.MessageFormat;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The words of the interface in one language.
 *
 * <p>A key begins with the room it belongs to, as in {@code blog.new-post}; each room has its own
 * bundle, {@code messages/blog.properties}, and one for each other language.
 */
public final class Texts {

  /** The rooms whose bundles name fields (".field."). */
  static final List<String> ROOMS =
      List.of(
          "accounts",
          "comments",
          "invitations",
          "media",
          "moderation",
          "posts",
          "profile",
          "search",
          "settings",
          "site",
          "webhooks");

  private static final Map<Language, Texts> ALL = new EnumMap<>(Language.class);

  static {
    for (Language language : Language.values()) {
      ALL.put(language, new Texts(language));
    }
  }

  private final Language language;
  private final Map<String, ResourceBundle> bundles = new ConcurrentHashMap<>();

  private Texts(Language language) {
    this.language = language;
  }

  public static Texts in(Language language) {
    return ALL.get(language);
  }

  public static Texts of(HttpServletRequest request) {
    return in(Language.of(request));
  }

  public Language language() {
    return language;
  }

  /**
   * The text of a key, with its {0}, {1} … replaced.
   *
   * @throws java.util.MissingResourceException when there is no such text, which a test rules out
   */
  public String text(String key, Object... arguments) {
    return format(pattern(key), arguments);
  }

  /** The English text of a key with ASCII apostrophes, which mean something else in a pattern. */
  static String plainEnglish(String key, Object... arguments) {
    Texts english = in(Language.EN);
    String apostrophe = arguments.length == 0 ? "'" : "''";
    return english.format(english.pattern(key).replace("’", apostrophe), arguments);
  }

  private String pattern(String key) {
    String room = key.substring(0, key.indexOf('.'));
    return bundles.computeIfAbsent(room, this::bundle).getString(key);
  }

  private String format(String pattern, Object... arguments) {
    return arguments.length == 0
        ? pattern
        : new MessageFormat(pattern, language.locale()).format(arguments);
  }

  /**
   * A field's name as people read it: the text {@code ROOM.field.NAME} of any room, else the name
   * itself, "publish_at" as "Publish at".
   */
  public String label(String field) {
    String key = ".field." + field;
    return ROOMS.stream()
        .filter(room -> bundles.computeIfAbsent(room, this::bundle).containsKey(room + key))
        .findFirst()
        .map(room -> text(room + key))
        .orElseGet(() -> readable(field));
  }

  private static String readable(String field) {
    String words = field.replace('_', ' ').strip();
    return words.isEmpty()
        ? words
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  Set<String> keys(String room) {
    return bundles.computeIfAbsent(room, this::bundle).keySet();
  }

  private ResourceBundle bundle(String room) {
    // English is the root; without "no fallback" the language of the server's machine would mix in.
    return ResourceBundle.getBundle(
        "messages." + room,
        language == Language.EN ? Locale.ROOT : language.locale(),
        Texts.class.getClassLoader(),
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }
}
