package org.inkgate.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** Arranges reduced HTML in blocks as Markdown has them: text in paragraphs, items in lists. */
final class HtmlBlocks {

  private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s<>\\\\]{1,2000}");

  /** Marks a paragraph that was only a frame, and needs none where it is alone. */
  static final String FRAME = "data-frame";

  /** A blank line of a text whose paragraphs are blank lines. */
  static final String BREAK = "blank-line";

  private static final Set<String> LISTS = Set.of("ul", "ol");
  private static final Set<String> PARAGRAPHS = Set.of("body", "blockquote", "details");
  private static final Set<String> CELLS = Set.of("td", "th", "dd", "figcaption");

  /** Elements that hold other elements only. */
  private static final Set<String> PARTS =
      Set.of("ul", "ol", "dl", "table", "thead", "tbody", "tfoot", "tr");

  /** Elements in which a single paragraph that was only a wrapper is unwrapped. */
  private static final Set<String> UNFRAMED =
      Set.of(
          "li",
          "td",
          "th",
          "dd",
          "dt",
          "figcaption",
          "summary",
          "p",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6");

  private HtmlBlocks() {}

  /** Puts what stands between blocks into paragraphs, and removes what is not seen. */
  static void arrange(Element block) {
    String name = block.normalName();
    List<Node> children = new ArrayList<>(block.childNodes());
    block.empty();
    boolean blocks =
        children.stream().anyMatch(it -> HtmlTags.isBlock(it) || HtmlTags.is(it, BREAK));
    boolean paragraphs =
        PARAGRAPHS.contains(name)
            || blocks && CELLS.contains(name)
            || blocks
                && "li".equals(name)
                && children.stream().anyMatch(it -> HtmlTags.is(it, "p") || HtmlTags.is(it, BREAK));
    boolean parts = PARTS.contains(name);
    List<Node> run = new ArrayList<>();
    for (Node child : children) {
      if (HtmlTags.isBlock(child)) {
        end(run, block, paragraphs, parts);
        block.appendChild(parts ? part(name, (Element) child) : child);
      } else if (HtmlTags.is(child, BREAK)) {
        end(run, block, paragraphs, parts);
      } else {
        run.add(child);
      }
    }
    end(run, block, paragraphs, parts);
    if (block.childrenSize() == 1
        && block.childNodeSize() == 1
        && block.child(0).hasAttr(FRAME)
        && UNFRAMED.contains(name)) {
      Element frame = block.child(0);
      frame.remove();
      move(frame, block);
    }
  }

  /** Lists hold items only. */
  private static Element part(String name, Element child) {
    boolean fits = !LISTS.contains(name) || "li".equals(child.normalName());
    return fits ? child : new Element("li").appendChild(child);
  }

  private static void end(List<Node> run, Element block, boolean paragraphs, boolean parts) {
    List<Node> trimmed = InlineSpace.trimmed(run);
    run.clear();
    if (trimmed.isEmpty()) {
      return;
    }
    Element target = block;
    if (parts) {
      target = block.appendElement(LISTS.contains(block.normalName()) ? "li" : "span");
    } else if (paragraphs) {
      target = block.appendElement("p");
    }
    trimmed.forEach(target::appendChild);
    if (paragraphs) {
      linkAddress(target);
    }
  }

  /** An address alone in a paragraph: WordPress shows a film or another site's post for it. */
  static void linkAddress(Element paragraph) {
    String address = paragraph.wholeText();
    boolean alone = paragraph.childNodeSize() == 1 && paragraph.firstChild() instanceof TextNode;
    if (alone && ADDRESS.matcher(address).matches()) {
      paragraph.empty().appendElement("a").attr("href", address).text(address);
    }
  }

  static boolean holdsBlocks(Element element) {
    return element.childNodes().stream()
        .anyMatch(it -> HtmlTags.isBlock(it) || HtmlTags.is(it, BREAK));
  }

  /** Puts a link or an emphasis into the blocks that it was put around. */
  static void spread(Element phrase, Element to) {
    Element run = null;
    for (Node child : new ArrayList<>(phrase.childNodes())) {
      if (HtmlTags.is(child, BREAK)) {
        run = null;
        to.appendChild(child);
      } else if (HtmlTags.isBlock(child)) {
        run = null;
        to.appendChild(child);
        into((Element) child, phrase);
      } else if (run != null || !(child instanceof TextNode text && text.isBlank())) {
        if (run == null) {
          run = phrase.shallowClone();
          to.appendChild(run);
        }
        run.appendChild(child);
      }
    }
  }

  private static void into(Element block, Element phrase) {
    boolean deeper = holdsBlocks(block);
    List<Node> children = new ArrayList<>(block.childNodes());
    if (deeper) {
      children.stream().filter(HtmlTags::isBlock).forEach(it -> into((Element) it, phrase));
    } else if (!children.isEmpty() && !"pre".equals(block.normalName())) {
      Element around = phrase.shallowClone();
      children.forEach(around::appendChild);
      block.appendChild(around);
    }
  }

  static void move(Element from, Element to) {
    new ArrayList<>(from.childNodes()).forEach(to::appendChild);
  }
}
