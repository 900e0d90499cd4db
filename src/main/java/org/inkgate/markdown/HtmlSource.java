package org.inkgate.markdown;

import java.util.Set;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** Writes elements as HTML that may stand in Markdown: no blank line, which would end it. */
final class HtmlSource {

  private static final Set<String> EMPTY = Set.of("br", "hr", "img");

  private final StringBuilder html = new StringBuilder();

  private HtmlSource() {}

  static String of(Element element) {
    HtmlSource source = new HtmlSource();
    boolean pre = "pre".equals(element.normalName());
    source.element(element, pre, pre);
    return source.html.toString();
  }

  private void element(Element element, boolean pre, boolean first) {
    String name = element.normalName();
    begin(element);
    if (EMPTY.contains(name)) {
      return;
    }
    if (first && element.wholeText().startsWith("\n")) {
      // The one that follows the tag does not count.
      html.append("\n");
    }
    boolean parts = !pre && element.childNodes().stream().anyMatch(HtmlTags::isBlock);
    for (Node node : element.childNodes()) {
      if (parts) {
        html.append('\n');
      }
      if (node instanceof TextNode text) {
        // Only the outermost <pre> may hold blank lines.
        String escaped = text(text.getWholeText());
        html.append(first || !pre ? escaped : escaped.replace("\n", "&#10;"));
      } else if (node instanceof Element child) {
        element(child, pre || "pre".equals(child.normalName()), first);
      }
    }
    html.append(parts ? "\n" : "").append("</").append(name).append('>');
  }

  private void begin(Element element) {
    html.append(tag(element));
  }

  /** The tag that begins an element. */
  static String tag(Element element) {
    StringBuilder tag = new StringBuilder("<" + element.normalName());
    for (Attribute attribute : element.attributes()) {
      String value = text(attribute.getValue()).replace("\"", "&quot;").replace("\n", " ");
      tag.append(' ').append(attribute.getKey());
      if (!value.isEmpty() || !"open".equals(attribute.getKey())) {
        tag.append("=\"").append(value).append('"');
      }
    }
    return tag.append('>').toString();
  }

  private static String text(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\u00a0", "&nbsp;");
  }
}
