package org.inkgate.markdown;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * Reduces other programs' HTML to the elements and attributes that a post may contain. Frames such
 * as {@code <div>} go, what they hold stays, each part in a block of its own; what would be loaded
 * from another site becomes a link to it.
 *
 * <p>A new tree is built, as removing nodes from a long one takes quadratic time.
 */
final class IncomingHtml {

  /** Deeper elements lose their markup, not their words: rendering is recursive. */
  private static final int DEEPEST = 60;

  private static final Pattern BACKGROUND =
      Pattern.compile("background(?:-image)?:\\s*url\\(\\s*['\"]?([^'\")]{1,2000})");

  private static final Pattern LANGUAGE =
      Pattern.compile("(?:^|\\s)(?:lang(?:uage)?-|brush:\\s{0,3})([A-Za-z0-9_+#.-]{1,40})");

  private static final Pattern ALIGNMENT =
      Pattern.compile("(?:text-align:\\s{0,3}|has-text-align-|^)(left|center|right)");

  private static final Set<String> TITLED = Set.of("a", "abbr", "dfn");

  private static final Set<String> LINES = Set.of("p", "h1", "h2", "h3", "h4", "h5", "h6");

  /** Elements of which nothing is seen when nothing is in them. */
  private static final Set<String> EMPTY_UNSEEN =
      Set.of("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote", "figcaption");

  private static final Set<String> PHRASES =
      Set.of("a", "b", "strong", "i", "em", "s", "del", "u", "ins", "mark", "small", "cite", "q");

  private final boolean lines;
  private final Set<String> embedded = new LinkedHashSet<>();

  /**
   * @param lines whether, as in WordPress' classic editor, a blank line ends a paragraph and a
   *     line's end is a line break
   */
  IncomingHtml(boolean lines) {
    this.lines = lines;
  }

  /** The addresses of what was shown inside the post, and is a link now. */
  Set<String> embedded() {
    return embedded;
  }

  /** The blocks of a document, reduced. */
  Element reduce(Document document) {
    Element body = new Element("body");
    copyAll(document.body(), body, 0, lines);
    HtmlBlocks.arrange(body);
    body.select("[" + HtmlBlocks.FRAME + "]").forEach(it -> it.removeAttr(HtmlBlocks.FRAME));
    return body;
  }

  private void copyAll(Element from, Element to, int depth, boolean withLines) {
    for (Node child : from.childNodes()) {
      copy(child, to, depth, withLines);
    }
  }

  private void copy(Node node, Element to, int depth, boolean withLines) {
    if (node instanceof TextNode text) {
      text(text.getWholeText(), to, withLines);
    } else if (node instanceof Element element) {
      String name = element.normalName();
      if (HtmlTags.UNSEEN.contains(name)) {
        return;
      }
      if (depth > DEEPEST) {
        text(element.wholeText(), to, withLines);
      } else if ("pre".equals(name)) {
        pre(element, to);
      } else if (HtmlTags.EMBEDS.contains(name)) {
        embed(element, to);
      } else if ("img".equals(name)) {
        image(element, to);
      } else if (HtmlTags.FRAMES.contains(name)) {
        frame(element, to, depth, withLines);
      } else if ("figure".equals(name)) {
        figure(element, to, depth);
      } else if (HtmlTags.BLOCKS.contains(name)) {
        block(element, to, depth, withLines);
      } else {
        inline(element, to, depth, withLines);
      }
    }
  }

  private static void text(String text, Element to, boolean withLines) {
    if (!withLines) {
      to.appendChild(new TextNode(HtmlSpace.collapse(text)));
      return;
    }
    String[] paragraphs = HtmlSpace.BLANK_LINES.split(text, -1);
    for (int i = 0; i < paragraphs.length; i++) {
      if (i > 0) {
        to.appendElement(HtmlBlocks.BREAK);
      }
      String[] parts = paragraphs[i].split("\n", -1);
      for (int j = 0; j < parts.length; j++) {
        if (j > 0 && !HtmlTags.is(to.lastChild(), "br")) {
          to.appendElement("br");
        }
        if (!parts[j].isEmpty()) {
          to.appendChild(new TextNode(HtmlSpace.collapse(parts[j])));
        }
      }
    }
  }

  private void frame(Element element, Element to, int depth, boolean withLines) {
    Matcher background = BACKGROUND.matcher(element.attr("style"));
    if (background.find()) {
      Element image = to.appendElement("p").appendElement("img");
      image.attr("src", background.group(1)).attr("alt", "");
    }
    Element inside = new Element("body");
    copyAll(element, inside, depth + 1, withLines);
    HtmlBlocks.arrange(inside);
    boolean alone = inside.childrenSize() == 1 && HtmlTags.is(inside.firstChild(), "p");
    if (alone && inside.child(0).select("br").size() < 2) {
      inside.child(0).attr(HtmlBlocks.FRAME, "");
    }
    HtmlBlocks.move(inside, to);
  }

  private void figure(Element element, Element to, int depth) {
    Element figure = new Element("figure");
    copyAll(element, figure, depth + 1, false);
    HtmlBlocks.arrange(figure);
    Element caption = figure.selectFirst("> figcaption");
    boolean nested =
        figure.selectFirst("> figure, > blockquote, > ul, > ol") != null
            || figure.selectFirst("img, pre, table") == null;
    if (caption != null && (caption.text().isBlank() || figure.childrenSize() == 1 || nested)) {
      caption.tagName("p");
      caption = null;
    }
    if (caption == null) {
      HtmlBlocks.arrange(figure.tagName("body"));
      HtmlBlocks.move(figure, to);
    } else {
      to.appendChild(figure);
    }
  }

  private void block(Element element, Element to, int depth, boolean withLines) {
    String name = element.normalName();
    Element block = new Element(name);
    attributes(element, block);
    copyAll(element, block, depth + 1, withLines);
    HtmlBlocks.arrange(block);
    if ("p".equals(name)) {
      HtmlBlocks.linkAddress(block);
    }
    if ("p".equals(name) && block.childNodeSize() > 0 && HtmlTags.isBlock(block.firstChild())) {
      HtmlBlocks.move(block, to);
    } else if (block.childNodeSize() > 0 || !EMPTY_UNSEEN.contains(name)) {
      to.appendChild(block);
    }
  }

  private void inline(Element element, Element to, int depth, boolean withLines) {
    String name = element.normalName();
    String own =
        switch (name) {
          case "strike" -> "s";
          case "tt" -> "code";
          case "acronym" -> "abbr";
          default -> name;
        };
    if ("br".equals(own)) {
      if (withLines && to.lastChild() instanceof TextNode text && text.isBlank()) {
        text.remove();
      }
      to.appendElement("br");
      return;
    }
    boolean known =
        HtmlTags.INLINE.contains(own)
            && !("a".equals(own) && safeTarget(element).isEmpty())
            // Bold inside bold has no effect.
            && !(PHRASES.contains(own) && isInside(to, own));
    Element copy = new Element(known ? own : "span");
    if (known) {
      attributes(element, copy);
    }
    copyAll(element, copy, depth + 1, withLines);
    if (!known) {
      HtmlBlocks.move(copy, to);
    } else if (HtmlBlocks.holdsBlocks(copy)) {
      HtmlBlocks.spread(copy, to);
    } else if (hasContent(copy)) {
      InlineSpace.outside(copy, to);
    } else if (!copy.wholeText().isEmpty()) {
      to.appendChild(new TextNode(" "));
    }
  }

  private static boolean isInside(Element place, String name) {
    for (Element parent = place; parent != null; parent = parent.parent()) {
      if (same(parent.normalName()).equals(same(name))) {
        return true;
      }
    }
    return false;
  }

  /** One name for what looks the same. */
  private static String same(String name) {
    return switch (name) {
      case "b" -> "strong";
      case "i" -> "em";
      case "s" -> "del";
      default -> name;
    };
  }

  private static boolean hasContent(Element element) {
    return element.selectFirst("img, br") != null || !HtmlSpace.isBlank(element.wholeText());
  }

  private static void pre(Element element, Element to) {
    Element pre = new Element("pre");
    Optional<String> language = language(element);
    List<Node> text = new ArrayList<>();
    boolean plain = true;
    for (Element child : element.getAllElements()) {
      plain &= child == element || child.normalName().matches("code|br|span|font|div");
    }
    if (plain) {
      element.select("br").forEach(it -> it.replaceWith(new TextNode("\n")));
      Element code = new Element("code");
      language.ifPresent(it -> code.attr("class", "language-" + it));
      code.appendChild(new TextNode(element.wholeText()));
      boolean isCode = element.selectFirst("code") != null || language.isPresent();
      text.add(isCode ? code : code.firstChild());
    } else {
      Element marked = new Element("pre");
      marked(element, marked, 0);
      text.addAll(marked.childNodes());
    }
    text.forEach(pre::appendChild);
    if (!pre.wholeText().isBlank()) {
      to.appendChild(pre);
    }
  }

  /** Copies text as it is, with the elements inside lines. */
  private static void marked(Element from, Element to, int depth) {
    for (Node child : from.childNodes()) {
      if (child instanceof TextNode text) {
        to.appendChild(new TextNode(text.getWholeText()));
      } else if (child instanceof Element element
          && !HtmlTags.UNSEEN.contains(element.normalName())) {
        if ("br".equals(element.normalName())) {
          to.appendChild(new TextNode("\n"));
        } else if (depth > DEEPEST) {
          to.appendChild(new TextNode(element.wholeText()));
        } else if (HtmlTags.INLINE.contains(element.normalName())) {
          Element copy = new Element(element.normalName());
          attributes(element, copy);
          marked(element, copy, depth + 1);
          to.appendChild(copy);
        } else {
          marked(element, to, depth + 1);
        }
      }
    }
  }

  private static Optional<String> language(Element pre) {
    Element code = pre.selectFirst("code");
    for (Element element : code == null ? List.of(pre) : List.of(code, pre)) {
      Matcher known = LANGUAGE.matcher(element.className());
      if (known.find()) {
        return Optional.of(known.group(1));
      }
      String lang = element.hasAttr("lang") ? element.attr("lang") : element.attr("data-lang");
      if (lang.matches("[A-Za-z0-9_+#.-]{1,40}")) {
        return Optional.of(lang);
      }
    }
    return Optional.empty();
  }

  private static void image(Element element, Element to) {
    if (element.hasClass("emoji") && !element.attr("alt").isEmpty()) {
      to.appendChild(new TextNode(element.attr("alt")));
      return;
    }
    String source =
        List.of("src", "data-src", "data-lazy-src", "data-original").stream()
            .map(element::attr)
            .map(String::strip)
            .filter(it -> !it.isEmpty() && !it.startsWith("data:"))
            .findFirst()
            .orElse("");
    Element image = new Element("img").attr("src", source);
    image.attr("alt", HtmlSpace.collapse(element.attr("alt")).strip());
    if (!element.attr("title").isBlank()) {
      image.attr("title", HtmlSpace.collapse(element.attr("title")).strip());
    }
    if (!source.isEmpty()) {
      to.appendChild(image);
    } else if (!image.attr("alt").isEmpty()) {
      to.appendChild(new TextNode(image.attr("alt")));
    }
  }

  private void embed(Element element, Element to) {
    Element source = element.selectFirst("source[src], embed[src], param[name=movie]");
    String address = "";
    for (String name : List.of("src", "data-src", "data", "value")) {
      if (address.isEmpty()) {
        address = element.attr(name).strip();
      }
      if (address.isEmpty() && source != null) {
        address = source.attr(name).strip();
      }
    }
    if (address.startsWith("//")) {
      address = "https:" + address;
    }
    if (address.isEmpty() || !address.matches("(?is)(https?://|/(?!/)).*")) {
      return;
    }
    embedded.add(address);
    boolean inLine = HtmlTags.INLINE.contains(to.normalName()) || LINES.contains(to.normalName());
    Element place = inLine ? to : to.appendElement("p");
    place.appendElement("a").attr("href", address).text(label(element, address));
  }

  private static String label(Element element, String address) {
    String title = HtmlSpace.collapse(element.attr("title")).strip();
    String site = "";
    try {
      site = String.valueOf(URI.create(address.replace(" ", "%20")).getHost());
    } catch (IllegalArgumentException e) {
      // An invalid URL still leads somewhere in a browser.
    }
    boolean file = element.normalName().matches("video|audio");
    String path = file ? address.replaceFirst("[?#].*", "") : "";
    String name = path.substring(path.lastIndexOf('/') + 1);
    String label = title.isEmpty() ? name : title;
    if (label.isEmpty()) {
      return site.isEmpty() || "null".equals(site) ? address : site;
    }
    return label;
  }

  /** Where a link leads; empty when following it would run a program, or it leads nowhere. */
  private static Optional<String> safeTarget(Element link) {
    String target = link.attr("href").strip();
    String scheme = target.replaceAll("[\\s\\p{Cc}]", "").toLowerCase(Locale.ROOT);
    boolean foreign = scheme.matches("(?s)[a-z][a-z0-9+.-]{0,30}:.*");
    return target.isEmpty() || foreign && !scheme.matches("(?s)(https?|mailto|tel):.*")
        ? Optional.empty()
        : Optional.of(target);
  }

  private static void attributes(Element from, Element to) {
    String name = to.normalName();
    switch (name) {
      case "a" -> safeTarget(from).ifPresent(it -> to.attr("href", it));
      case "ol" -> keep(from, to, "start", "-?\\d{1,9}");
      case "td", "th" -> {
        keep(from, to, "colspan", "[1-9]\\d{0,2}");
        keep(from, to, "rowspan", "[1-9]\\d{0,2}");
        String place = from.attr("align") + " " + from.attr("style") + " " + from.className();
        Matcher alignment = ALIGNMENT.matcher(place.strip());
        if (alignment.find()) {
          to.attr("align", alignment.group(1));
        }
      }
      case "details" -> {
        if (from.hasAttr("open")) {
          to.attr("open", "");
        }
      }
      default -> {
        // No attribute says anything to a reader.
      }
    }
    if (TITLED.contains(name)) {
      keep(from, to, "title", "(?s).{1,500}");
    }
  }

  private static void keep(Element from, Element to, String attribute, String pattern) {
    String value = HtmlSpace.collapse(from.attr(attribute)).strip();
    if (value.matches(pattern)) {
      to.attr(attribute, value);
    }
  }
}
