package org.inkgate.markdown;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.footnotes.FootnotesExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.task.list.items.TaskListItemsExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * Turns an author's Markdown (CommonMark, GFM's tables and lists, footnotes) into HTML that is
 * safe.
 */
@ApplicationScoped
public class Markdown {

  private static final int SUMMARY_CHARACTERS = 240;
  private static final long CACHED_CHARACTERS = 16_000_000;

  private static final List<Extension> EXTENSIONS =
      List.of(
          TablesExtension.create(),
          StrikethroughExtension.create(),
          AutolinkExtension.create(),
          TaskListItemsExtension.create(),
          FootnotesExtension.create());

  /** Deep nesting is an attack and no text; commonmark walks it recursively. */
  private static final int DEEPEST_NESTING = 100;

  private static final Parser PARSER =
      Parser.builder().extensions(EXTENSIONS).maxOpenBlockParsers(DEEPEST_NESTING).build();

  private static final HtmlRenderer HTML =
      HtmlRenderer.builder()
          // Before the extensions: who comes first renders.
          .nodeRendererFactory(PostRenderer::new)
          .extensions(EXTENSIONS)
          .attributeProviderFactory(context -> new PostAttributes())
          .build();

  private final Cache<String, String> rendered =
      Caffeine.newBuilder()
          .maximumWeight(CACHED_CHARACTERS)
          .weigher((String body, String html) -> body.length() + html.length())
          .build();

  /** The sanitised HTML of a body. */
  public String html(String body) {
    return rendered.get(body, Markdown::render);
  }

  private static String render(String body) {
    try {
      return PostPolicy.sanitize(HTML.render(PARSER.parse(body)));
    } catch (StackOverflowError e) {
      // commonmark walks links in links recursively. Nested by the thousand they are shown as
      // typed.
      return "<pre>" + escape(body) + "</pre>";
    }
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** The first words of a body, without markup, for lists and feeds. */
  public String summary(String body) {
    String text = plain(body.substring(0, Math.min(body.length(), 4000)));
    if (text.length() <= SUMMARY_CHARACTERS) {
      return text;
    }
    // Counted as the database counts; half a surrogate pair is no character.
    boolean insidePair = Character.isHighSurrogate(text.charAt(SUMMARY_CHARACTERS - 1));
    String cut = text.substring(0, insidePair ? SUMMARY_CHARACTERS - 1 : SUMMARY_CHARACTERS);
    int space = cut.lastIndexOf(' ');
    return (space > SUMMARY_CHARACTERS / 2 ? cut.substring(0, space) : cut) + "…";
  }

  /** The words of a body, without markup. */
  public static String plain(String body) {
    try {
      return PlainText.of(PARSER.parse(body));
    } catch (StackOverflowError e) {
      return body.replaceAll("\\s+", " ").strip();
    }
  }
}
