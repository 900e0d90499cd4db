package org.inkgate.markdown;

import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;

/** What the elements are that a post may contain. */
final class HtmlTags {

  /** Elements that begin on a line of their own. */
  static final Set<String> BLOCKS =
      Set.of(
          "p",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "hr",
          "blockquote",
          "pre",
          "ul",
          "ol",
          "li",
          "dl",
          "dt",
          "dd",
          "table",
          "caption",
          "thead",
          "tbody",
          "tfoot",
          "tr",
          "th",
          "td",
          "figure",
          "figcaption",
          "details",
          "summary");

  /** Elements inside a line. */
  static final Set<String> INLINE =
      Set.of(
          "a", "abbr", "b", "br", "cite", "code", "del", "dfn", "em", "i", "img", "ins", "kbd",
          "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "strong", "sub", "sup", "u",
          "var");

  /** Elements that only hold others together; a post has them without their frame. */
  static final Set<String> FRAMES =
      Set.of(
          "address",
          "article",
          "aside",
          "center",
          "dir",
          "div",
          "fieldset",
          "footer",
          "form",
          "header",
          "hgroup",
          "legend",
          "main",
          "menu",
          "nav",
          "search",
          "section");

  /** Elements that no reader sees. */
  static final Set<String> UNSEEN =
      Set.of(
          "area",
          "base",
          "canvas",
          "datalist",
          "dialog",
          "head",
          "input",
          "link",
          "map",
          "meta",
          "noscript",
          "param",
          "script",
          "select",
          "source",
          "style",
          "template",
          "textarea",
          "title",
          "track");

  /** Elements that another site's content is shown in. */
  static final Set<String> EMBEDS =
      Set.of("iframe", "embed", "object", "video", "audio", "frame", "applet");

  private HtmlTags() {}

  static boolean isBlock(Node node) {
    return node instanceof Element element && BLOCKS.contains(element.normalName());
  }

  static boolean is(Node node, String name) {
    return node instanceof Element element && element.normalName().equals(name);
  }
}
