package org.inkgate.transfer.imports;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;

/** Mends and shortens text from other programs. */
public final class SourceText {

  /** What neither XML 1.0 nor a reader's screen has a place for (XML 1.0 §2.2). */
  private static final Pattern CONTROL =
      Pattern.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f\\ufffe\\uffff]");

  private static final Pattern SPACE = Pattern.compile("\\s+");

  private SourceText() {}

  public static String withoutControls(String text) {
    return CONTROL.matcher(text).replaceAll("");
  }

  /** A text of at most so many UTF-16 units, which splits no character. */
  public static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
    return text.substring(0, end).stripTrailing() + "…";
  }

  public static String line(String text) {
    return SPACE.matcher(withoutControls(text)).replaceAll(" ").strip();
  }

  /** The words of a title that may hold HTML. */
  public static String plain(String html) {
    boolean markup = html.indexOf('<') >= 0 || html.indexOf('&') >= 0;
    return line(markup ? Jsoup.parseBodyFragment(html).text() : html);
  }

  /** A name in which characters may be written as entities, twice where two programs did so. */
  public static String decoded(String name) {
    return line(Parser.unescapeEntities(name, false));
  }

  /** A text, also where the member is null, a number or not there. */
  public static String text(JsonObject row, String name) {
    JsonValue value = row.get(name);
    String text =
        value instanceof JsonString string
            ? string.getString()
            : value == null || value == JsonValue.NULL ? "" : value.toString();
    return withoutControls(text);
  }
}
