package org.inkgate.markdown;

import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** Writes what stands in a line as Markdown: emphasis, links, images, code. */
final class InlineMarkdown {

  /** What begins something else than a paragraph, at the start of a line. */
  private static final Pattern LINE_START =
      Pattern.compile(
          "(?<mark>#{1,6}|[-+*])(?=[ \\t]|$).*+"
              + "|(?<quote>>).*+"
              + "|(?<line>[-=_*:|])[-=_*:| \\t]*+"
              + "|(?<number>\\d{1,9})(?=[.)](?:[ \\t]|$)).*+",
          Pattern.DOTALL);

  private static final Pattern PLAIN_ADDRESS = Pattern.compile("[!#-'*-;=?-Z_a-z~]+");

  /** How line breaks are written, and whether tags may stand between the words. */
  enum Place {
    PARAGRAPH("\\\n"),
    /** A heading and a table's cell are one line. */
    LINE("<br>"),
    /** A comment's line ends where it ends, and shows tags as they were typed. */
    COMMENT("\n");

    private final String lineBreak;

    Place(String lineBreak) {
      this.lineBreak = lineBreak;
    }
  }

  private final Place place;
  private final boolean tags;
  private final StringBuilder text = new StringBuilder();

  private InlineMarkdown(Place place, boolean tags) {
    this.place = place;
    this.tags = tags;
  }

  /**
   * Writes what is in an element.
   *
   * @param tags whether emphasis is written as HTML, which works between any two characters
   */
  static String of(Iterable<Node> nodes, Place place, boolean tags) {
    InlineMarkdown markdown = new InlineMarkdown(place, tags);
    nodes.forEach(markdown::node);
    String written = markdown.text.toString();
    StringBuilder lines = new StringBuilder(written.length());
    for (String line : written.split("\n", -1)) {
      lines.append(lines.isEmpty() ? "" : "\n").append(lineStart(line));
    }
    return lines.toString();
  }

  private static String lineStart(String line) {
    String start = line.stripLeading();
    var special = LINE_START.matcher(start);
    if (!special.matches()) {
      return start;
    }
    if (special.group("number") != null) {
      return special.group("number") + "\\" + start.substring(special.end("number"));
    }
    return "\\" + start;
  }

  private void node(Node node) {
    if (node instanceof TextNode words) {
      words(words.getWholeText());
    } else if (node instanceof Element element) {
      element(element);
    }
  }

  private void children(Element element) {
    element.childNodes().forEach(this::node);
  }

  private void element(Element element) {
    switch (element.normalName()) {
      case "br" -> {
        text.setLength(endsWithSpace() ? text.length() - 1 : text.length());
        text.append(place.lineBreak);
      }
      case "em", "i" -> phrase(element, nextTo(element) == '*' ? "_" : "*", "em");
      case "strong", "b" -> phrase(element, "**", "strong");
      case "del", "s" -> phrase(element, "~~", element.normalName());
      case "code" -> code(element);
      case "a" -> link(element);
      case "img" -> image(element);
      default -> tagged(element, element.normalName());
    }
  }

  private boolean endsWithSpace() {
    return !text.isEmpty() && text.charAt(text.length() - 1) == ' ';
  }

  private void tagged(Element element, String name) {
    if (place == Place.COMMENT) {
      children(element);
      return;
    }
    Element renamed = element.shallowClone().tagName(name);
    text.append(HtmlSource.tag(renamed));
    children(element);
    text.append("</").append(name).append('>');
  }

  /** The last character written, or a space. */
  private char nextTo(Element element) {
    boolean alone = element.previousSibling() == null && !text.isEmpty();
    return alone ? text.charAt(text.length() - 1) : ' ';
  }

  private void phrase(Element element, String mark, String tag) {
    if (tags && place != Place.COMMENT || !Flanking.works(element)) {
      tagged(element, tag);
      return;
    }
    text.append(mark);
    children(element);
    text.append(mark);
  }

  private void code(Element element) {
    boolean plain = element.childNodes().stream().allMatch(TextNode.class::isInstance);
    String code = HtmlSpace.collapse(element.wholeText());
    if (!plain || code.isBlank() || code.startsWith(" ") || code.endsWith(" ")) {
      tagged(element, "code");
      return;
    }
    String fence = "`".repeat(longestRun(code, '`') + 1);
    String pad = code.startsWith("`") || code.endsWith("`") ? " " : "";
    text.append(fence).append(pad).append(code).append(pad).append(fence);
  }

  static int longestRun(String text, char wanted) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      run = text.charAt(i) == wanted ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }

  private void link(Element element) {
    String target = element.attr("href");
    boolean address = target.matches("https?://[^\\s<>\\\\&]+");
    if (address && element.wholeText().equals(target) && element.childrenSize() == 0) {
      text.append('<').append(target).append('>');
      return;
    }
    text.append('[');
    children(element);
    text.append("](").append(destination(target)).append(title(element)).append(')');
  }

  private void image(Element element) {
    if (place == Place.COMMENT) {
      text.append('[').append(escaped(element.attr("alt")));
    } else {
      text.append("![").append(escaped(element.attr("alt")));
    }
    text.append("](").append(destination(element.attr("src"))).append(title(element)).append(')');
  }

  private static String destination(String address) {
    String line = address.replaceAll("[\\r\\n\\t]", "");
    if (PLAIN_ADDRESS.matcher(line).matches()) {
      return line.replace("&", "&amp;");
    }
    return "<"
        + line.replace("\\", "\\\\").replace("&", "&amp;").replace("<", "\\<").replace(">", "\\>")
        + ">";
  }

  private static String title(Element element) {
    String title = element.attr("title").replace("\n", " ");
    return title.isEmpty()
        ? ""
        : " \"" + title.replace("\\", "\\\\").replace("\"", "\\\"").replace("&", "&amp;") + "\"";
  }

  private void words(String words) {
    String collapsed = HtmlSpace.collapse(words);
    char last = text.isEmpty() ? '\n' : text.charAt(text.length() - 1);
    boolean seen = last != '\n' && last != ' ' || !collapsed.startsWith(" ");
    String own = escaped(seen ? collapsed : collapsed.substring(1));
    // At the end of a line it must be seen in the source, too.
    text.append(own.replaceAll("^\u00a0|\u00a0$", "&nbsp;"));
  }

  /** Text that means nothing but itself. */
  private static String escaped(String words) {
    StringBuilder escaped = new StringBuilder(words.length() + 8);
    for (int i = 0; i < words.length(); i++) {
      char c = words.charAt(i);
      if (means(words, i)) {
        escaped.append('\\');
      }
      escaped.append(c);
    }
    return escaped.toString();
  }

  private static boolean means(String words, int i) {
    char next = i + 1 < words.length() ? words.charAt(i + 1) : '\n';
    return switch (words.charAt(i)) {
      case '*', '`', '[', ']', '~' -> true;
      case '\\' -> !Character.isLetterOrDigit(next) && next < 128 && next != ' ';
      case '!' -> next == '\n';
      case '<' ->
          Character.isLetter(next) || next == '/' || next == '!' || next == '?' || next == '\n';
      case '_' ->
          i == 0
              || !Character.isLetterOrDigit(words.charAt(i - 1))
              || !Character.isLetterOrDigit(next);
      case '&' -> (Character.isLetterOrDigit(next) || next == '#') && endsAsEntity(words, i + 1);
      default -> false;
    };
  }

  private static boolean endsAsEntity(String words, int from) {
    int i = from;
    while (i < words.length()
        && i < from + 34
        && (Character.isLetterOrDigit(words.charAt(i)) || words.charAt(i) == '#')) {
      i++;
    }
    return i < words.length() && words.charAt(i) == ';';
  }
}
