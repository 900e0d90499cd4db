package org.inkgate.blog;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.task.list.items.TaskListItemMarker;
import org.commonmark.ext.task.list.items.TaskListItemsExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/** Turns an author's Markdown (CommonMark with GFM's tables and lists) into HTML that is safe. */
@ApplicationScoped
public class Markdown {

  private static final int SUMMARY_CHARACTERS = 240;
  private static final long CACHED_CHARACTERS = 16_000_000;

  private static final List<Extension> EXTENSIONS =
      List.of(
          TablesExtension.create(),
          StrikethroughExtension.create(),
          AutolinkExtension.create(),
          TaskListItemsExtension.create());

  /** Deep nesting is an attack and no text; commonmark walks it recursively. */
  private static final int DEEPEST_NESTING = 100;

  private static final Parser PARSER =
      Parser.builder().extensions(EXTENSIONS).maxOpenBlockParsers(DEEPEST_NESTING).build();

  private static final HtmlRenderer HTML =
      HtmlRenderer.builder()
          .extensions(EXTENSIONS)
          .attributeProviderFactory(context -> Markdown::describe)
          .build();

  /** What a post may contain; everything else the sanitizer removes. */
  private static final PolicyFactory POLICY =
      PostImages.allow(new HtmlPolicyBuilder())
          .allowElements(
              "p",
              "br",
              "hr",
              "h1",
              "h2",
              "h3",
              "h4",
              "h5",
              "h6",
              "blockquote",
              "pre",
              "code",
              "em",
              "strong",
              "del",
              "ul",
              "ol",
              "li",
              "a",
              "img",
              "table",
              "thead",
              "tbody",
              "tr",
              "th",
              "td",
              "input",
              "sub",
              "sup",
              "kbd")
          .allowStandardUrlProtocols()
          .allowAttributes("href", "title")
          .onElements("a")
          .allowAttributes("src", "alt", "title")
          .onElements("img")
          .allowAttributes("start")
          .onElements("ol")
          .allowAttributes("align")
          .onElements("th", "td")
          .allowAttributes("class")
          .matching(Pattern.compile("language-[A-Za-z0-9_+#.-]{1,40}"))
          .onElements("code")
          .allowAttributes("type")
          .matching(false, "checkbox")
          .onElements("input")
          .allowAttributes("disabled", "checked", "aria-label")
          .onElements("input")
          .allowAttributes("tabindex")
          .matching(false, "0")
          .onElements("pre", "table")
          .requireRelsOnLinks("nofollow", "ugc", "noopener")
          .toFactory();

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
      return POLICY.sanitize(HTML.render(PARSER.parse(body)));
    } catch (StackOverflowError e) {
      // commonmark walks links in links recursively. Nested by the thousand they are shown as
      // typed.
      return "<pre>" + escape(body) + "</pre>";
    }
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** What a keyboard and a screen reader need: both scroll, and a check box says its state. */
  private static void describe(Node node, String tag, Map<String, String> attributes) {
    if ("pre".equals(tag) || "table".equals(tag)) {
      attributes.put("tabindex", "0");
    } else if ("img".equals(tag)) {
      PostImages.describe(attributes);
    } else if (node instanceof TaskListItemMarker task) {
      attributes.put("aria-label", task.isChecked() ? "Done" : "Open");
    }
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
  static String plain(String body) {
    try {
      return PlainText.of(PARSER.parse(body));
    } catch (StackOverflowError e) {
      return body.replaceAll("\\s+", " ").strip();
    }
  }
}
