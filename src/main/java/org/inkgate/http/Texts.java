package org.inkgate.http;

import jakarta.servlet.http.HttpServletRequest;
import java.text.MessageFormat;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The words of the interface in one language.
 *
 * <p>A key begins with the room it belongs to, as in {@code blog.new-post}; each room has its own
 * bundle, {@code messages/blog.properties}, and one for each other language.
 */
public final class Texts {

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
    String room = key.substring(0, key.indexOf('.'));
    String pattern = bundles.computeIfAbsent(room, this::bundle).getString(key);
    return arguments.length == 0
        ? pattern
        : new MessageFormat(pattern, language.locale()).format(arguments);
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
