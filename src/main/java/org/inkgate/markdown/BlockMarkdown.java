package org.inkgate.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.inkgate.markdown.InlineMarkdown.Place;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** Writes a block as Markdown, if Markdown has such a block. */
final class BlockMarkdown {

  /** What stands between two blocks. */
  static final String BETWEEN = "\n\n";

  private final boolean tags;
  private final Function<Element, String> inner;

  /**
   * @param tags whether emphasis is written as HTML
   * @param inner writes the blocks inside a block
   */
  BlockMarkdown(boolean tags, Function<Element, String> inner) {
    this.tags = tags;
    this.inner = inner;
  }

  Optional<String> write(Element block) {
    return switch (block.normalName()) {
      case "p" -> Optional.of(line(block, Place.PARAGRAPH));
      case "h1", "h2", "h3", "h4", "h5", "h6" -> heading(block);
      case "hr" -> Optional.of("---");
      case "pre" -> code(block);
      case "blockquote" -> Optional.of(prefixed(blocks(block), "> ", "> "));
      case "ul", "ol" -> list(block);
      case "table" -> new TableMarkdown(tags).write(block);
      default -> Optional.empty();
    };
  }

  private String line(Element block, Place place) {
    return InlineMarkdown.of(block.childNodes(), place, tags);
  }

  private Optional<String> heading(Element block) {
    int level = block.normalName().charAt(1) - '0';
    String text = line(block, Place.LINE);
    String closed = text.endsWith("#") ? text.substring(0, text.length() - 1) + "\\#" : text;
    return Optional.of("#".repeat(level) + " " + closed);
  }

  private static Optional<String> code(Element block) {
    boolean plain = block.childNodeSize() == 1 && HtmlTags.is(block.firstChild(), "code");
    if (!plain || block.child(0).childrenSize() > 0) {
      // A poem or a letter is not code, though it is set in a monospace font.
      return Optional.empty();
    }
    String text = block.wholeText();
    String fence = "`".repeat(Math.max(3, InlineMarkdown.longestRun(text, '`') + 1));
    String language = block.child(0).className().replaceFirst("^language-", "");
    return Optional.of(fence + language + "\n" + text + (text.endsWith("\n") ? "" : "\n") + fence);
  }

  private String blocks(Element parent) {
    return join(parent.children(), inner);
  }

  /** Writes blocks below each other; of two lists in a row the second has other marks. */
  static String join(List<Element> blocks, Function<Element, String> writer) {
    StringBuilder text = new StringBuilder();
    boolean other = false;
    String before = "";
    for (Element block : blocks) {
      String written = writer.apply(block);
      other = block.normalName().equals(before) && before.matches("[uo]l") && !other;
      before = block.normalName();
      text.append(text.isEmpty() ? "" : BETWEEN).append(other ? otherMarks(written) : written);
    }
    return text.toString();
  }

  private static String otherMarks(String list) {
    return list.replaceAll("(?m)^- ", "* ").replaceAll("(?m)^(\\d{1,9})\\. ", "$1) ");
  }

  private Optional<String> list(Element list) {
    boolean loose = list.children().stream().anyMatch(it -> it.selectFirst("> p") != null);
    boolean ordered = "ol".equals(list.normalName());
    String start = list.attr("start");
    long number = start.matches("\\d{1,8}") ? Long.parseLong(start) : 1;
    StringBuilder text = new StringBuilder();
    for (Element item : list.children()) {
      String mark = ordered ? number++ + ". " : "- ";
      String written = prefixed(item(item, loose), mark, " ".repeat(mark.length()));
      text.append(text.isEmpty() ? "" : loose ? "\n\n" : "\n").append(written);
    }
    return Optional.of(text.toString());
  }

  private String item(Element item, boolean loose) {
    List<String> parts = new ArrayList<>();
    List<Node> run = new ArrayList<>();
    for (Node node : item.childNodes()) {
      if (HtmlTags.isBlock(node)) {
        addRun(run, parts);
        parts.add(inner.apply((Element) node));
      } else {
        run.add(node);
      }
    }
    addRun(run, parts);
    return String.join(loose ? "\n\n" : "\n", parts);
  }

  private void addRun(List<Node> run, List<String> parts) {
    boolean seen =
        run.stream()
            .anyMatch(
                it -> !(it instanceof TextNode text && HtmlSpace.isBlank(text.getWholeText())));
    if (seen) {
      parts.add(InlineMarkdown.of(run, Place.PARAGRAPH, tags).stripTrailing());
    }
    run.clear();
  }

  private static String prefixed(String text, String first, String others) {
    StringBuilder prefixed = new StringBuilder(first.length() + text.length());
    String prefix = first;
    for (String line : text.split("\n", -1)) {
      String whole = prefix + line;
      prefixed
          .append(prefixed.isEmpty() ? "" : "\n")
          .append(line.isEmpty() ? whole.stripTrailing() : whole);
      prefix = others;
    }
    return prefixed.toString();
  }
}
