package org.inkgate.transfer.wordpress;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces WordPress' shortcodes, such as {@code [caption]}, by the HTML that WordPress makes of
 * them. Those of plug-ins stay as they are; their names are for the report.
 */
public final class Shortcodes {

  /** Longer ones are text that begins with a bracket. */
  private static final int LONGEST_TAG = 4000;

  private static final Pattern NAME =
      Pattern.compile("/?([A-Za-z][A-Za-z0-9_-]{0,50})(?=[\\s=\\]/])");

  private static final Pattern ATTRIBUTE =
      Pattern.compile(
          "([A-Za-z0-9_-]{1,50})\\s{0,5}=\\s{0,5}(?:\"([^\"]*+)\"|'([^']*+)'|([^\\s'\"]++))");

  private static final Pattern CAPTIONED =
      Pattern.compile(
          "^\\s*+((?:<a\\b[^>]*+>\\s*+)?<img\\b[^>]*+>(?:\\s*+</a>)?)", Pattern.CASE_INSENSITIVE);

  private static final Set<String> CODE =
      Set.of(
          "code",
          "sourcecode",
          "source",
          "bash",
          "c",
          "cpp",
          "csharp",
          "css",
          "html",
          "java",
          "javascript",
          "js",
          "perl",
          "php",
          "python",
          "ruby",
          "scala",
          "shell",
          "sql",
          "vb",
          "xml");

  /** Makes a gallery's HTML of its attributes; empty when its images are not known. */
  public interface Gallery {
    Optional<String> html(Map<String, String> attributes);
  }

  private final Gallery gallery;
  private final Set<String> unknown = new LinkedHashSet<>();
  private final Set<String> neverClosed = new HashSet<>();

  public Shortcodes(Gallery gallery) {
    this.gallery = gallery;
  }

  /** The names of those that were left as they were. */
  Set<String> unknown() {
    return unknown;
  }

  public String expand(String text) {
    StringBuilder expanded = new StringBuilder(text.length());
    int at = 0;
    for (int open = text.indexOf('['); open >= 0; open = text.indexOf('[', at)) {
      expanded.append(text, at, open);
      int end = tagEnd(text, open);
      Matcher name = NAME.matcher(text).region(open + 1, Math.min(text.length(), open + 60));
      if (end < 0 || !name.lookingAt()) {
        expanded.append('[');
        at = open + 1;
      } else if (open > 0 && text.charAt(open - 1) == '[' && text.startsWith("]]", end)) {
        // Escaped: [[caption]] is shown as [caption].
        expanded.setLength(expanded.length() - 1);
        expanded.append(text, open, end + 1);
        at = end + 2;
      } else {
        at = one(text, open, end, name.group(1), expanded);
      }
    }
    return expanded.append(text, at, text.length()).toString();
  }

  /** The place of the bracket that ends a tag, beyond what its attributes hold in quotes. */
  private static int tagEnd(String text, int open) {
    char quote = 0;
    for (int i = open + 1; i < text.length() && i < open + LONGEST_TAG; i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if ((c == '"' || c == '\'') && text.charAt(i - 1) == '=') {
        quote = c;
      } else if (c == ']') {
        return i;
      } else if (c == '[') {
        return -1;
      }
    }
    return -1;
  }

  /** Appends what one shortcode becomes; returns where the text goes on. */
  private int one(String text, int open, int end, String writtenName, StringBuilder to) {
    String name = writtenName.toLowerCase(Locale.ROOT);
    String tag = text.substring(open + 1, end);
    Map<String, String> attributes = attributes(tag);
    boolean closing = tag.startsWith("/");
    int close = closing || tag.endsWith("/") ? -1 : close(text, writtenName, end);
    String content = close < 0 ? "" : text.substring(end + 1, close);
    Optional<String> html =
        closing ? Optional.empty() : html(name, attributes, tag, content, close >= 0);
    if (html.isPresent()) {
      to.append(html.get());
      return close < 0 ? end + 1 : close + writtenName.length() + 3;
    }
    boolean looksLikeOne =
        closing || close >= 0 || !attributes.isEmpty() || name.matches(".*[_-].*");
    if (looksLikeOne && unknown.size() < 100) {
      unknown.add("[" + name + "]");
    }
    to.append(text, open, end + 1);
    return end + 1;
  }

  private int close(String text, String name, int from) {
    if (neverClosed.contains(name)) {
      return -1;
    }
    int close = text.indexOf("[/" + name + "]", from);
    if (close < 0) {
      neverClosed.add(name);
    }
    return close;
  }

  private static Map<String, String> attributes(String tag) {
    Map<String, String> attributes = new LinkedHashMap<>();
    Matcher matcher = ATTRIBUTE.matcher(tag);
    while (matcher.find()) {
      String value = matcher.group(2) != null ? matcher.group(2) : matcher.group(3);
      attributes.put(
          matcher.group(1).toLowerCase(Locale.ROOT), value != null ? value : matcher.group(4));
    }
    return attributes;
  }

  private Optional<String> html(
      String name, Map<String, String> attributes, String tag, String content, boolean closed) {
    if (CODE.contains(name) && closed) {
      return Optional.of(code(name, attributes, content));
    }
    return switch (name) {
      case "caption", "wp_caption" ->
          closed ? Optional.of(caption(attributes, content)) : Optional.empty();
      case "gallery" -> gallery.html(attributes);
      case "embed" -> link(content.isBlank() ? attributes.getOrDefault("src", "") : content);
      case "audio", "video", "playlist" -> media(name, attributes, content);
      case "youtube", "vimeo", "gist", "dailymotion", "soundcloud", "tweet" ->
          link(content.isBlank() ? address(tag) : content);
      default -> Optional.empty();
    };
  }

  private static String caption(Map<String, String> attributes, String content) {
    Matcher image = CAPTIONED.matcher(content);
    boolean found = image.find();
    String words = found ? content.substring(image.end()).strip() : "";
    String caption = words.isEmpty() ? attributes.getOrDefault("caption", "") : words;
    return found
        ? "<figure>" + image.group(1) + "<figcaption>" + caption + "</figcaption></figure>"
        : "<div>" + content + "</div>";
  }

  private static String code(String name, Map<String, String> attributes, String content) {
    String language =
        attributes.getOrDefault(
            "language",
            attributes.getOrDefault(
                "lang", CODE.contains(name) && !name.matches("code|source(code)?") ? name : ""));
    boolean escaped = !content.contains("<") && content.matches("(?s).*&(lt|gt|amp|quot);.*");
    String code = escaped ? content : content.replace("&", "&amp;").replace("<", "&lt;");
    String type =
        language.matches("[A-Za-z0-9_+#.-]{1,40}") ? " class=\"language-" + language + "\"" : "";
    return "<pre><code" + type + ">" + code.replaceFirst("^\\r?\\n", "") + "</code></pre>";
  }

  private static Optional<String> media(
      String name, Map<String, String> attributes, String content) {
    for (String key :
        new String[] {"src", "mp3", "m4a", "ogg", "wav", "flac", "mp4", "m4v", "webm", "ogv"}) {
      String source = attributes.getOrDefault(key, "");
      if (!source.isEmpty()) {
        return Optional.of("<" + name + " src=\"" + quoted(source) + "\"></" + name + ">");
      }
    }
    return content.isBlank() ? Optional.empty() : link(content);
  }

  private static String address(String tag) {
    Matcher address = Pattern.compile("https?://[^\\s\"'\\]]{1,2000}").matcher(tag);
    return address.find() ? address.group() : "";
  }

  private static Optional<String> link(String address) {
    String plain = address.strip();
    return plain.matches("(?i)https?://[^\\s<>\"]{1,2000}")
        ? Optional.of("<p><a href=\"" + quoted(plain) + "\">" + quoted(plain) + "</a></p>")
        : Optional.empty();
  }

  private static String quoted(String text) {
    return text.replaceAll("&(?!amp;)", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
  }
}
