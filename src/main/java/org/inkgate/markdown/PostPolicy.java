package org.inkgate.markdown;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.owasp.html.Handler;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.HtmlSanitizer;
import org.owasp.html.HtmlStreamRenderer;
import org.owasp.html.PolicyFactory;

/**
 * Removes from a post's HTML what it must not contain.
 *
 * <p>Ids and classes stay only where we wrote them ourselves. An author's raw HTML can't say so,
 * because the mark before ours is secret: it can't take an id away from the page, nor dress up as a
 * part of it.
 */
final class PostPolicy {

  /** Goes before every id and class of ours, until the rest has been removed. */
  static final String OURS = "x" + UUID.randomUUID() + "-";

  private static final String NAME = OURS + "[A-Za-z0-9-]+";

  private static final PolicyFactory POLICY =
      new HtmlPolicyBuilder()
          .allowElements(
              "p",
              "br",
              "hr",
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
              "table",
              "thead",
              "tbody",
              "tr",
              "th",
              "td",
              "sub",
              "sup",
              "kbd",
              "span",
              "b",
              "i",
              "u",
              "s",
              "mark",
              "small",
              "q",
              "abbr",
              "ins",
              "samp",
              "var",
              "cite",
              "dfn",
              "details",
              "summary",
              "dl",
              "dt",
              "dd",
              "figure",
              "figcaption",
              "ruby",
              "rt",
              "rp",
              "caption",
              "tfoot")
          // The page has its h1 already.
          .allowElements((name, attributes) -> "h2", "h1")
          .allowElements(PostPolicy::onlyOurs, "div", "input")
          .allowElements(PostPolicy::endnotes, "section")
          .allowElements(PostPolicy::image, "img")
          .allowStandardUrlProtocols()
          .allowUrlProtocols("tel")
          .allowAttributes("href", "title")
          .onElements("a")
          .allowAttributes("title")
          .onElements("abbr", "dfn")
          .allowAttributes("colspan", "rowspan")
          .matching(Pattern.compile("[1-9]\\d{0,2}"))
          .onElements("td", "th")
          .allowAttributes("open")
          .onElements("details")
          .allowAttributes("src", "alt", "title")
          .onElements("img")
          .allowAttributes("start")
          .onElements("ol")
          .allowAttributes("class")
          .matching(Pattern.compile("language-[A-Za-z0-9_+#.-]{1,40}"))
          .onElements("code")
          .allowAttributes("class")
          .matching(Pattern.compile(NAME))
          .onElements("a", "div", "input", "section", "span", "td", "th")
          .allowAttributes("id")
          .matching(Pattern.compile(NAME))
          .onElements("a", "h2", "h3", "h4", "h5", "h6", "li")
          .allowAttributes("aria-labelledby")
          .matching(Pattern.compile(NAME + "( " + NAME + ")*"))
          .onElements("a", "section")
          .allowAttributes("type")
          .matching(false, "checkbox")
          .onElements("input")
          .allowAttributes("disabled", "checked", "aria-label")
          .onElements("input")
          .allowAttributes("tabindex")
          .matching(false, "0")
          .onElements("pre", "div")
          .requireRelsOnLinks("nofollow", "ugc", "noopener")
          .toFactory();

  private PostPolicy() {}

  /**
   * What is left of the HTML, without the marks of what is ours.
   *
   * @param most how many characters it may become, with the marks
   * @throws BoundedText.FullException when it becomes more
   */
  static String sanitize(String html, int most) {
    BoundedText text = new BoundedText(most);
    HtmlSanitizer.sanitize(
        html, POLICY.apply(HtmlStreamRenderer.create(text, Handler.PROPAGATE, Handler.DO_NOTHING)));
    // The sanitizer ends empty elements as XHTML does; elsewhere it escapes the character ">".
    return text.toString().replace(OURS, "").replace(" />", ">");
  }

  /** A class is left only where it is ours. */
  private static String onlyOurs(String name, List<String> attributes) {
    return value(attributes, "class").isPresent() ? name : null;
  }

  /** The footnotes have a name, but no heading as a section should. */
  private static String endnotes(String name, List<String> attributes) {
    if (onlyOurs(name, attributes) == null) {
      return null;
    }
    attributes.addAll(List.of("role", "doc-endnotes"));
    return "div";
  }

  /**
   * An image is loaded lazily, without blocking the page; one of ours in the size that fits, and
   * without moving the text.
   */
  private static String image(String name, List<String> attributes) {
    Optional<String> source = value(attributes, "src");
    if (source.isEmpty() || !ImageAddress.mayBeShown(source.get())) {
      return null;
    }
    ImageAddress.of(source.get())
        .ifPresent(
            image -> {
              attributes.addAll(List.of("width", String.valueOf(image.width())));
              attributes.addAll(List.of("height", String.valueOf(image.height())));
              if (!image.srcset().isEmpty()) {
                attributes.addAll(List.of("srcset", image.srcset(), "sizes", ImageAddress.SIZES));
              }
            });
    if (value(attributes, "alt").isEmpty()) {
      attributes.addAll(List.of("alt", ""));
    }
    attributes.addAll(List.of("loading", "lazy", "decoding", "async"));
    return name;
  }

  /** Names and values alternate. */
  private static Optional<String> value(List<String> attributes, String name) {
    for (int i = 0; i < attributes.size(); i += 2) {
      if (attributes.get(i).equals(name)) {
        return Optional.of(attributes.get(i + 1));
      }
    }
    return Optional.empty();
  }
}
