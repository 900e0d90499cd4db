package org.inkgate.markdown;

import java.util.regex.Pattern;

/** White space as HTML defines it: a no-break space does not belong to it. */
final class HtmlSpace {

  static final Pattern BLANK_LINES = Pattern.compile("\n[ \t]*+(?:\n[ \t]*+)++");

  private HtmlSpace() {}

  static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
  }

  static boolean isBlank(String text) {
    return text.chars().allMatch(c -> isSpace((char) c));
  }

  /** Makes one space of each run of white space. */
  static String collapse(String text) {
    StringBuilder collapsed = new StringBuilder(text.length());
    boolean space = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isSpace(c)) {
        collapsed.append(c);
        space = false;
      } else if (!space) {
        collapsed.append(' ');
        space = true;
      }
    }
    return collapsed.toString();
  }
}
