package org.inkgate.markdown;

import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * Says what a reader sees of a piece of HTML: two pieces that look the same are the same text here.
 * What the page adds to an author's words, such as the links beside headings, does not count.
 */
final class NormalHtml {

  private static final List<String> ATTRIBUTES =
      List.of("href", "src", "alt", "title", "start", "colspan", "rowspan", "type", "open");

  private final StringBuilder form = new StringBuilder();
  private boolean atStart = true;
  private boolean space;

  private NormalHtml() {}

  static String of(String html) {
    NormalHtml normal = new NormalHtml();
    normal.children(Jsoup.parseBodyFragment(html).body(), false);
    return normal.form.toString();
  }

  private void children(Element parent, boolean pre) {
    for (Node node : parent.childNodes()) {
      if (node instanceof TextNode text) {
        text(text.getWholeText(), pre);
      } else if (node instanceof Element element) {
        element(element, pre);
      }
    }
  }

  private void text(String text, boolean pre) {
    if (pre) {
      form.append(text);
      return;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (HtmlSpace.isSpace(c)) {
        space = true;
      } else {
        space();
        form.append(c);
      }
    }
  }

  private void space() {
    if (space && !atStart) {
      form.append(' ');
    }
    space = false;
    atStart = false;
  }

  private void element(Element element, boolean pre) {
    String name = name(element);
    boolean block = HtmlTags.BLOCKS.contains(element.normalName()) || "br".equals(name);
    if (name.isEmpty() || pre && "code".equals(name)) {
      boolean frame = "div".equals(element.normalName());
      if (!element.hasClass("anchor")) {
        line(frame);
        children(element, pre);
        line(frame);
      }
      return;
    }
    if (!block && "img".equals(name)) {
      space();
    }
    line(block);
    StringBuilder tag = new StringBuilder("<" + name);
    for (String attribute : ATTRIBUTES) {
      String value = HtmlSpace.collapse(element.attr(attribute)).strip();
      boolean first = "start".equals(attribute) && "1".equals(value);
      if (!value.isEmpty() && !first || "open".equals(attribute) && element.hasAttr("open")) {
        tag.append(' ').append(attribute).append('=').append(value);
      }
    }
    if (!block && space && !atStart) {
      form.append(' ');
      space = false;
    }
    form.append(tag).append('>');
    boolean inPre = pre || "pre".equals(name);
    int begin = form.length();
    children(element, inPre);
    if ("pre".equals(name)) {
      while (form.length() > begin && form.charAt(form.length() - 1) == '\n') {
        form.setLength(form.length() - 1);
      }
    }
    line(block);
    form.append("</").append(name).append('>');
    line(block);
  }

  /** White space at the ends of a block is not seen. */
  private void line(boolean block) {
    if (block) {
      atStart = true;
      space = false;
    }
  }

  private static String name(Element element) {
    return switch (element.normalName()) {
      case "b" -> "strong";
      case "i" -> "em";
      case "s", "strike" -> "del";
      case "h1", "h2", "h3", "h4", "h5", "h6" -> "h";
      case "div", "span", "thead", "tbody", "tfoot" -> "";
      case "a" -> element.hasClass("anchor") ? "" : "a";
      default -> element.normalName();
    };
  }
}
