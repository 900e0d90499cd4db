package org.inkgate.comments;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.inkgate.markdown.CjkText;
import org.inkgate.markdown.Markdown;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * Turns a comment's Markdown into HTML that is safe: paragraphs, quotes, lists, code, emphasis and
 * links. Tags are shown as typed, a picture becomes a link to it, and a line's end stays one.
 */
final class CommentMarkdown {

  private static final long CACHED_CHARACTERS = 4_000_000;

  /** Ten times the longest body. A reference of three characters can repeat a link of thousands. */
  static final int MOST_HTML = 10 * CommentDraft.LONGEST_BODY;

  /** Deep nesting is an attack and no text; commonmark walks it recursively. */
  private static final int DEEPEST_NESTING = 20;

  private static final List<Extension> EXTENSIONS =
      List.of(StrikethroughExtension.create(), AutolinkExtension.create());

  private static final Parser PARSER =
      Parser.builder()
          .extensions(EXTENSIONS)
          .enabledBlockTypes(
              Set.of(
                  BlockQuote.class,
                  ListBlock.class,
                  FencedCodeBlock.class,
                  IndentedCodeBlock.class))
          .maxOpenBlockParsers(DEEPEST_NESTING)
          .postProcessor(CommentMarkdown::linkPictures)
          .postProcessor(CjkText::shortenLinks)
          .build();

  private static final HtmlRenderer HTML =
      HtmlRenderer.builder()
          .extensions(EXTENSIONS)
          .escapeHtml(true)
          .softbreak("<br>\n")
          .attributeProviderFactory(context -> CommentMarkdown::describe)
          .build();

  /** What a comment may contain, should anything else ever get past the parser. */
  private static final PolicyFactory POLICY =
      new HtmlPolicyBuilder()
          .allowElements(
              "p", "br", "blockquote", "pre", "code", "em", "strong", "del", "ul", "ol", "li", "a")
          .allowUrlProtocols("https", "http", "mailto")
          .allowAttributes("href", "title")
          .onElements("a")
          .allowAttributes("start")
          .onElements("ol")
          .allowAttributes("tabindex")
          .matching(false, "0")
          .onElements("pre")
          .requireRelsOnLinks("nofollow", "ugc", "noopener")
          .toFactory();

  private static final Cache<String, String> RENDERED =
      Caffeine.newBuilder()
          .maximumWeight(CACHED_CHARACTERS)
          .weigher((String body, String html) -> body.length() + html.length())
          .build();

  private CommentMarkdown() {}

  /** The sanitised HTML of a body. */
  static String html(String body) {
    return RENDERED.get(body, CommentMarkdown::render);
  }

  /** The same, rendered once more. */
  static String render(String body) {
    return Markdown.html(body, PARSER, HTML, POLICY, MOST_HTML);
  }

  private static Node linkPictures(Node document) {
    document.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Image image) {
            visitChildren(image);
            Link link = new Link(image.getDestination(), image.getTitle());
            for (Node child = image.getFirstChild(); child != null; child = image.getFirstChild()) {
              link.appendChild(child);
            }
            image.insertBefore(link);
            image.unlink();
          }
        });
    return document;
  }

  /** Code scrolls by keyboard, too. */
  private static void describe(Node node, String tag, Map<String, String> attributes) {
    if ("pre".equals(tag)) {
      attributes.put("tabindex", "0");
    }
  }
}
