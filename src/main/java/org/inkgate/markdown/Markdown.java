package org.inkgate.markdown;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.footnotes.FootnotesExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.task.list.items.TaskListItemsExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.inkgate.http.Problem;
import org.inkgate.http.RequestFailedException;
import org.inkgate.http.texts.Message;
import org.owasp.html.PolicyFactory;

/**
 * Turns an author's Markdown (CommonMark, GFM's tables and lists, footnotes) into HTML that is
 * safe.
 */
@ApplicationScoped
public class Markdown {

  private static final int SUMMARY_CHARACTERS = 240;
  private static final long CACHED_CHARACTERS = 16_000_000;

  /**
   * No more HTML comes of a body, before and after it is sanitised: ten times what the longest may
   * hold. A reference of four characters can repeat a link of a thousand.
   */
  static final int MOST_HTML = 2_000_000;

  private static final List<Extension> EXTENSIONS =
      List.of(
          TablesExtension.builder().maxCells(MarkdownLimits.MOST_CELLS).build(),
          StrikethroughExtension.create(),
          AutolinkExtension.create(),
          TaskListItemsExtension.create(),
          FootnotesExtension.create());

  /** Deep nesting is an attack and no text; commonmark walks it recursively. */
  private static final int DEEPEST_NESTING = 100;

  private static final Parser PARSER =
      Parser.builder()
          .extensions(EXTENSIONS)
          .maxOpenBlockParsers(DEEPEST_NESTING)
          .postProcessor(CjkText::shortenLinks)
          .build();

  private static final HtmlRenderer HTML =
      HtmlRenderer.builder()
          // Before the extensions: who comes first renders.
          .nodeRendererFactory(PostRenderer::new)
          .extensions(EXTENSIONS)
          .attributeProviderFactory(context -> new PostAttributes())
          .build();

  private final Cache<String, Rendered> rendered =
      Caffeine.newBuilder()
          .maximumWeight(CACHED_CHARACTERS)
          .weigher((String body, Rendered it) -> body.length() + it.html().length())
          .build();

  /**
   * The result of rendering a body.
   *
   * @param html sanitised; the body as it was typed where it could not be rendered
   * @param refusal the rule that the body breaks
   */
  private record Rendered(String html, Optional<Message> refusal) {}

  /** The sanitised HTML of a body; of one that can't be rendered, the body as it was typed. */
  public String html(String body) {
    return rendered(body).html();
  }

  /** The rule that a body breaks which can't be rendered, as by its length or its tables. */
  public Optional<Message> refusal(String body) {
    return rendered(body).refusal();
  }

  /**
   * Renders a body before it is stored.
   *
   * @throws RequestFailedException 400 with the rule that it breaks
   */
  public void check(String body) {
    refusal(body)
        .ifPresent(
            rule -> {
              throw new RequestFailedException(Problem.invalid(Map.of("body", List.of(rule))));
            });
  }

  private Rendered rendered(String body) {
    try {
      return rendered.get(body, Markdown::render);
    } catch (OutOfMemoryError e) {
      // Not kept: another time there may be room.
      return asTyped(body, brokenBy(e));
    }
  }

  /** The sanitised HTML of a body that is rendered once only; empty when it can't be. */
  static Optional<String> renderOnce(String body) {
    Rendered once = render(body);
    return once.refusal().isPresent() ? Optional.empty() : Optional.of(once.html());
  }

  private static Rendered render(String body) {
    return render(body, PARSER, HTML, html -> PostPolicy.sanitize(html, MOST_HTML), MOST_HTML);
  }

  /**
   * The HTML of a text that has other rules than a post, within the same bounds; one that breaks
   * them, as it was typed.
   *
   * @param policy sanitises the HTML that the renderer wrote
   * @param most how many characters of HTML it may become
   */
  public static String html(
      String body, Parser parser, HtmlRenderer renderer, PolicyFactory policy, int most) {
    return render(body, parser, renderer, policy::sanitize, most).html();
  }

  private static Rendered render(
      String body, Parser parser, HtmlRenderer renderer, UnaryOperator<String> policy, int most) {
    Optional<Message> broken = MarkdownLimits.brokenBy(body);
    if (broken.isPresent()) {
      return asTyped(body, broken);
    }
    try {
      BoundedText html = new BoundedText(most);
      renderer.render(parser.parse(CjkText.mark(body)), html);
      String sanitised = policy.apply(CjkText.unmark(html.toString()));
      if (sanitised.length() > most) {
        throw new BoundedText.FullException();
      }
      return new Rendered(sanitised, Optional.empty());
    } catch (RuntimeException | StackOverflowError e) {
      // Too long, or what the libraries throw for a hostile text.
      return asTyped(body, brokenBy(e));
    }
  }

  private static Optional<Message> brokenBy(Throwable failure) {
    return failure instanceof BoundedText.FullException
        ? Optional.of(Message.of("posts.problem.too-much-html", MOST_HTML))
        : Optional.of(Message.of("posts.problem.too-much-nesting"));
  }

  private static Rendered asTyped(String body, Optional<Message> rule) {
    String text =
        body.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&#34;");
    return new Rendered("<pre tabindex=\"0\">" + text + "</pre>", rule);
  }

  /** The first words of a body, without markup, for lists and feeds. */
  public String summary(String body) {
    String text = plain(body.substring(0, Math.min(body.length(), 4000)));
    if (text.length() <= SUMMARY_CHARACTERS) {
      return text;
    }
    // Counted as the database counts; half a surrogate pair is not a character.
    boolean insidePair = Character.isHighSurrogate(text.charAt(SUMMARY_CHARACTERS - 1));
    String cut = text.substring(0, insidePair ? SUMMARY_CHARACTERS - 1 : SUMMARY_CHARACTERS);
    int space = cut.lastIndexOf(' ');
    return (space > SUMMARY_CHARACTERS / 2 ? cut.substring(0, space) : cut) + "…";
  }

  /** The words of a body, without markup; all it holds where that can't be told apart. */
  public static String plain(String body) {
    if (MarkdownLimits.brokenBy(body).isEmpty()) {
      try {
        return CjkText.unmark(PlainText.of(PARSER.parse(CjkText.mark(body))));
      } catch (RuntimeException | StackOverflowError e) {
        // As typed, then.
      }
    }
    return body.replaceAll("\\s+", " ").strip();
  }
}
