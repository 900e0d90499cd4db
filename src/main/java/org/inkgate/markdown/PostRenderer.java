package org.inkgate.markdown;

import static org.inkgate.markdown.PostPolicy.OURS;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlWriter;

/** Writes headings that can be linked to, tables that scroll and code in colours; for one post. */
final class PostRenderer implements NodeRenderer {

  /** Names the links beside headings, together with the heading; see parts/prose.jte. */
  private static final String LINK_WORDS = "prose-link";

  /** The page's own heading stands above those of the post. */
  private static final int FIRST_LEVEL = 2;

  private static final int LAST_LEVEL = 6;

  /** Words of code in colours, in one post: each weighs seventy characters of HTML. */
  private static final int MOST_COLOURED = 15_000;

  private final HtmlNodeRendererContext context;
  private final HtmlWriter html;
  private final Deque<Integer> levels = new ArrayDeque<>();
  private final HeadingIds ids = new HeadingIds();
  private int coloured;

  PostRenderer(HtmlNodeRendererContext context) {
    this.context = context;
    this.html = context.getWriter();
  }

  @Override
  public Set<Class<? extends Node>> getNodeTypes() {
    return Set.of(Heading.class, TableBlock.class, FencedCodeBlock.class);
  }

  @Override
  public void render(Node node) {
    html.line();
    if (node instanceof Heading heading) {
      heading(heading);
    } else if (node instanceof FencedCodeBlock code) {
      code(code);
    } else {
      // In an order, so that the same post is always the same bytes.
      html.tag("div", new TreeMap<>(Map.of("class", OURS + "scroll", "tabindex", "0")));
      html.tag("table");
      children(node);
      html.tag("/table");
      html.tag("/div");
    }
    html.line();
  }

  private void heading(Heading heading) {
    String text = PlainText.of(heading);
    if (text.isEmpty()) {
      // An empty heading would confuse readers who jump from heading to heading.
      children(heading);
      return;
    }
    String tag = "h" + level(heading.getLevel());
    String id = OURS + ids.next(text);
    html.tag("div", Map.of("class", OURS + "headed"));
    html.tag(tag, Map.of("id", id));
    children(heading);
    html.tag("/" + tag);
    Map<String, String> link = new LinkedHashMap<>();
    link.put("class", OURS + "anchor");
    link.put("href", "#" + id);
    link.put("aria-labelledby", OURS + LINK_WORDS + " " + id);
    html.tag("a", link);
    html.tag("/a");
    html.tag("/div");
  }

  /** One level below the heading it belongs to, even if the author skipped levels. */
  private int level(int written) {
    while (!levels.isEmpty() && levels.peek() >= written) {
      levels.pop();
    }
    levels.push(written);
    return Math.min(LAST_LEVEL, FIRST_LEVEL - 1 + levels.size());
  }

  private void code(FencedCodeBlock code) {
    String info = code.getInfo() == null ? "" : code.getInfo().strip();
    String language = info.split("\\s", 2)[0];
    html.tag("pre", Map.of("tabindex", "0"));
    html.tag("code", language.isEmpty() ? Map.of() : Map.of("class", "language-" + language));
    CodeLanguages.of(language)
        .split(
            code.getLiteral(),
            (kind, text) -> {
              if (kind == CodeColours.Kind.PLAIN || coloured++ > MOST_COLOURED) {
                html.text(text);
              } else {
                html.tag("span", Map.of("class", OURS + kind.cssClass()));
                html.text(text);
                html.tag("/span");
              }
            });
    html.tag("/code");
    html.tag("/pre");
  }

  private void children(Node parent) {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
      context.render(node);
    }
  }
}
