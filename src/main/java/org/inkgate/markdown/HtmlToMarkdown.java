package org.inkgate.markdown;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.inkgate.markdown.InlineMarkdown.Place;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * Turns other programs' HTML into Markdown, block by block. Each block is proven: its Markdown is
 * rendered and compared with the sanitized original, and where a reader would see a difference, the
 * block stays HTML.
 */
public final class HtmlToMarkdown {

  /** More than any post's words with their markup; beyond it a post is cut. */
  private static final int MOST_HTML = 2_000_000;

  /**
   * Blocks deeper in quotes and lists are proven with the block around them: each proof renders.
   */
  private static final int DEEPEST_PROOF = 2;

  private HtmlToMarkdown() {}

  /**
   * The result of converting a piece of HTML.
   *
   * @param embedded the addresses of what was shown inside it, and is a link now
   * @param cut whether its end is missing, as it was too long
   */
  public record Result(String markdown, Set<String> embedded, boolean cut) {}

  /**
   * The Markdown of a piece of HTML.
   *
   * @param most how many characters it may have
   */
  public static Result convert(String html, int most) {
    return convert(parse(html), false, most);
  }

  /** Parses HTML; control characters are dropped. */
  public static Document parse(String html) {
    String start = html.substring(0, Math.min(html.length(), MOST_HTML));
    return Jsoup.parseBodyFragment(
        start.replace("\r\n", "\n").replace('\r', '\n').replace('\0', ' '));
  }

  /**
   * The Markdown of a parsed document.
   *
   * @param lines whether a blank line ends a paragraph and a line's end is a line break, as in
   *     WordPress' classic editor
   * @param most how many characters it may have
   */
  public static Result convert(Document document, boolean lines, int most) {
    IncomingHtml incoming = new IncomingHtml(lines);
    Element body = incoming.reduce(document);
    List<Element> blocks = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    int length = 0;
    for (Element block : body.children()) {
      String text = block.wholeText().length() > most ? "" : plain(block);
      length += text.length() + BlockMarkdown.BETWEEN.length();
      if (text.isEmpty() || length > most) {
        break;
      }
      blocks.add(block);
      texts.add(text);
    }
    String text = whole(blocks, texts);
    while (text.length() > most) {
      int fewer = blocks.size() - 1 - blocks.size() / 10;
      blocks.subList(fewer, blocks.size()).clear();
      text = whole(blocks, texts.subList(0, fewer));
    }
    return new Result(text, incoming.embedded(), blocks.size() < body.childrenSize());
  }

  /** The blocks together, which must look as each of them does. */
  private static String whole(List<Element> blocks, List<String> texts) {
    List<String> proven = proven(blocks, texts);
    String text = join(blocks, proven);
    return proven.equals(texts) || looksAs(html(blocks), text) ? text : html(blocks);
  }

  /** Proves all at once, and where that fails each half: most posts need one proof. */
  private static List<String> proven(List<Element> blocks, List<String> texts) {
    if (blocks.isEmpty() || looksAs(html(blocks), join(blocks, texts))) {
      return texts;
    }
    if (blocks.size() == 1) {
      return List.of(proven(blocks.get(0), 0));
    }
    int half = blocks.size() / 2;
    List<String> proven = new ArrayList<>(proven(blocks.subList(0, half), texts.subList(0, half)));
    proven.addAll(proven(blocks.subList(half, blocks.size()), texts.subList(half, texts.size())));
    return proven;
  }

  private static String join(List<Element> blocks, List<String> texts) {
    Iterator<String> written = texts.iterator();
    return BlockMarkdown.join(blocks, block -> written.next());
  }

  private static String html(List<Element> blocks) {
    return BlockMarkdown.join(blocks, HtmlSource::of);
  }

  private static String proven(Element block, int depth) {
    String html = HtmlSource.of(block);
    for (boolean tags : new boolean[] {false, true}) {
      Optional<String> text =
          new BlockMarkdown(
                  tags, inner -> depth < DEEPEST_PROOF ? proven(inner, depth + 1) : plain(inner))
              .write(block);
      if (text.isPresent() && looksAs(html, text.get())) {
        return text.get();
      }
    }
    return html;
  }

  private static String plain(Element block) {
    return new BlockMarkdown(false, HtmlToMarkdown::plain)
        .write(block)
        .orElseGet(() -> HtmlSource.of(block));
  }

  private static boolean looksAs(String html, String text) {
    String expected = NormalHtml.of(PostPolicy.sanitize(html, Markdown.MOST_HTML));
    return Markdown.renderOnce(text).map(NormalHtml::of).filter(expected::equals).isPresent();
  }

  /** The Markdown of a comment, which has words, emphasis, links, quotes, lists and code only. */
  public static String comment(String html, boolean lines) {
    Element body = new IncomingHtml(lines).reduce(parse(html));
    return BlockMarkdown.join(body.children(), HtmlToMarkdown::commentBlock);
  }

  private static String commentBlock(Element block) {
    return switch (block.normalName()) {
      case "blockquote", "ul", "ol", "pre" -> plain(block);
      default -> InlineMarkdown.of(block.childNodes(), Place.COMMENT, false);
    };
  }
}
