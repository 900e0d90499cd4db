package org.inkgate.transfer.wordpress;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.inkgate.markdown.HtmlToMarkdown;
import org.inkgate.transfer.imports.Note;
import org.inkgate.transfer.imports.ReportEntry.Reason;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Turns a post's content, as WordPress stores it, into Markdown that looks as the post did. */
final class WordPressHtml {

  /** A block is a comment, with its settings as JSON: {@code <!-- wp:embed {"url":"…"} /-->}. */
  private static final Pattern BLOCK =
      Pattern.compile("<!--\\s{1,5}wp:([a-z][a-z0-9/-]{0,80})(?=[\\s{/])");

  private static final Pattern REFERENCE = Pattern.compile("\"ref\":\\s?\"?(\\d{1,18})");
  private static final Pattern URL =
      Pattern.compile("\"url\":\\s?\"((?:https?:|mailto:)[^\"\\\\\\s]{1,2000})\"");
  private static final Pattern NEXT_PAGE = Pattern.compile("<!--nextpage-->");

  private final WordPressSite site;
  private final int most;

  /**
   * @param most how many characters a body may have
   */
  WordPressHtml(WordPressSite site, int most) {
    this.site = site;
    this.most = most;
  }

  /**
   * The Markdown of an item's content.
   *
   * @param notes receives what is not as it was
   */
  String markdown(WordPressItem item, List<Note> notes) {
    String content = item.value("content:encoded");
    boolean blocks = content.contains("<!-- wp:");
    Set<String> unknown = new LinkedHashSet<>();
    Shortcodes shortcodes = new Shortcodes(attributes -> gallery(attributes, item.id()));
    String html = NEXT_PAGE.matcher(blocks(content, unknown)).replaceAll("\n\n<hr>\n\n");
    Document document = HtmlToMarkdown.parse(shortcodes.expand(html));
    document.select("a.wp-block-file__button").forEach(Element::remove);
    featured(item)
        .ifPresent(
            it ->
                document
                    .body()
                    .prependElement("p")
                    .appendElement("img")
                    .attr("src", it.url())
                    .attr("alt", it.alt()));
    HtmlToMarkdown.Result result = HtmlToMarkdown.convert(document, !blocks, most);
    unknown.addAll(shortcodes.unknown());
    unknown.forEach(it -> notes.add(new Note(Reason.MARKUP, it)));
    Note.addAll(result, notes);
    return result.markdown();
  }

  /** A link to the old site's own page leads to the same path here, which knows where that is. */
  private void lead(Element link) {
    String host = site.address().replaceFirst("^(?i)https?://", "").replaceFirst("/.*", "");
    String href = link.attr("href");
    String path = href.replaceFirst("^(?i)https?://" + Pattern.quote(host) + "(?=[/?#]|$)", "");
    if (!host.isEmpty()
        && path.length() < href.length()
        && !path.matches("(/[^/]+)?/wp-content/.*")) {
      link.attr("href", path.startsWith("/") ? path : "/" + path);
    }
  }

  /** Replaces the blocks that have no HTML of their own. */
  private String blocks(String content, Set<String> unknown) {
    Matcher matcher = BLOCK.matcher(content);
    StringBuilder html = new StringBuilder(content.length());
    int at = 0;
    while (matcher.find(at)) {
      int end = content.indexOf("-->", matcher.end());
      if (end < 0) {
        break;
      }
      html.append(content, at, matcher.start());
      at = end + "-->".length();
      if (content.charAt(end - 1) == '/') {
        String name = matcher.group(1);
        Optional<String> own = block(name, content.substring(matcher.end(), end));
        if (own.isEmpty() && !name.matches("(core/)?(spacer|more|nextpage|footnotes|post-.*)")) {
          unknown.add("wp:" + name);
        }
        html.append(own.orElse(""));
      }
    }
    return html.append(content, at, content.length()).toString();
  }

  private Optional<String> block(String name, String settings) {
    Matcher reference = REFERENCE.matcher(settings);
    if (name.matches("(core/)?block") && reference.find()) {
      return site.sharedBlock(reference.group(1));
    }
    Matcher url = URL.matcher(settings);
    if (url.find()) {
      String address = url.group(1).replace("&", "&amp;");
      return Optional.of("<p><a href=\"" + address + "\">" + address + "</a></p>");
    }
    return Optional.empty();
  }

  private Optional<String> gallery(Map<String, String> attributes, String postId) {
    List<String> figures = new ArrayList<>();
    for (WordPressSite.Attachment image : site.gallery(attributes, postId)) {
      Element figure = new Element("figure");
      figure.appendElement("img").attr("src", image.url()).attr("alt", image.alt());
      figure.appendElement("figcaption").append(image.caption());
      figures.add(figure.outerHtml());
    }
    return figures.isEmpty() ? Optional.empty() : Optional.of(String.join("", figures));
  }

  /** The image above a post, unless the post shows it, too. */
  private Optional<WordPressSite.Attachment> featured(WordPressItem item) {
    return Optional.ofNullable(item.meta().get("_thumbnail_id"))
        .flatMap(id -> site.attachment(id.strip()))
        .filter(
            it ->
                !it.url().isEmpty()
                    && !item.value("content:encoded").contains(withoutSize(it.url())));
  }

  /** An image's address without its extension: its smaller copies begin so, too. */
  private static String withoutSize(String url) {
    return url.replaceFirst("\\.[A-Za-z]{3,4}$", "");
  }
}
