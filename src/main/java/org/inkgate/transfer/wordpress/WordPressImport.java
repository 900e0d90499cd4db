package org.inkgate.transfer.wordpress;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import org.inkgate.transfer.imports.AuthorImport;
import org.inkgate.transfer.imports.Authors;
import org.inkgate.transfer.imports.CommentImport;
import org.inkgate.transfer.imports.ImportReport;
import org.inkgate.transfer.imports.ItemImport;
import org.inkgate.transfer.imports.Publication;
import org.inkgate.transfer.imports.ReportEntry;
import org.inkgate.transfer.imports.ReportEntry.Kind;
import org.inkgate.transfer.imports.ReportEntry.Reason;
import org.inkgate.transfer.imports.SourceAuthor;
import org.inkgate.transfer.imports.SourceText;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Imports what WordPress exports (WXR), one item at a time. */
@ApplicationScoped
public class WordPressImport {

  private static final int KIBIBYTE = 1024;

  private ItemImport items;
  private AuthorImport authors;
  private CommentImport comments;
  private Clock clock;

  WordPressImport() {}

  @Inject
  WordPressImport(ItemImport items, AuthorImport authors, CommentImport comments, Clock clock) {
    this.items = items;
    this.authors = authors;
    this.comments = comments;
    this.clock = clock;
  }

  /** Imports what it can and reports on each item. */
  public void run(Path file, long importerId, ImportReport report)
      throws IOException, SQLException {
    WordPressFile wordPress = new WordPressFile(file);
    WordPressSite site = new WordPressSite();
    Authors known = new Authors(authors, report, importerId);
    // Posts refer to images and blocks that may stand after them.
    wordPress.read(
        (xml, mended, at) -> head(xml, site, known),
        (xml, mended, at) -> {
          Element item = xml.selectFirst("item");
          if (item != null) {
            site.add(WordPressItem.of(item));
          }
        });
    int total = (int) (Files.size(file) / KIBIBYTE) + 1;
    boolean[] any = {false};
    wordPress.read(
        (xml, mended, at) -> {},
        (xml, mended, at) -> {
          Element item = xml.selectFirst("item");
          if (item != null) {
            any[0] = true;
            item(WordPressItem.of(item), mended, site, known, report);
          }
          report.reached((int) (at / KIBIBYTE), total);
        });
    if (!any[0]) {
      report.add(ReportEntry.refused(Kind.FILE, "WXR", Reason.UNREADABLE, "no item"));
    }
    report.reached(total, total);
  }

  private static void head(Document xml, WordPressSite site, Authors known) throws SQLException {
    Element address = xml.selectFirst("wp|base_blog_url, wp|base_site_url, channel > link");
    site.setAddress(address == null ? "" : WordPressItem.text(address).strip());
    for (Element element : xml.getElementsByTag("wp:author")) {
      Map<String, String> author = WordPressItem.map(element);
      String login = author.getOrDefault("wp:author_login", "").strip();
      if (!login.isEmpty()) {
        site.addLogin(author.getOrDefault("wp:author_id", ""), login);
        String name = SourceText.decoded(author.getOrDefault("wp:author_display_name", ""));
        known.add(
            login,
            SourceAuthor.of("wordpress " + site.address() + " " + login, login, name, false));
      }
    }
  }

  private void item(
      WordPressItem item, boolean mended, WordPressSite site, Authors known, ImportReport report)
      throws SQLException {
    WordPressPost read = new WordPressPost(item, site, mended);
    switch (item.type()) {
      case "post", "page" -> {
        if ("trash".equals(item.value("wp:status"))) {
          report.add(ReportEntry.skipped(kind(item), item.name(), Reason.NOT_WANTED, "trash"));
          return;
        }
        Publication publication = item.publication(clock.instant());
        if ("page".equals(item.type()) && !publication.isDraft()) {
          items.page(read.page(), report);
          if (!item.comments().isEmpty()) {
            report.add(
                ReportEntry.skipped(
                    Kind.COMMENT, item.name(), Reason.NO_POST, item.comments().size() + ""));
          }
          return;
        }
        long author = known.id(read.author());
        var id = items.post(read.post(publication), author, report);
        if (id.isPresent()) {
          new WordPressComments(comments, known, site, report).store(item, id.get());
        }
      }
      case "attachment" ->
          report.add(
              ReportEntry.skipped(
                  Kind.IMAGE, item.name(), Reason.LEFT_OUT, item.value("wp:attachment_url")));
      // A block that several posts share has come with each of them.
      case "wp_block",
          "revision",
          "nav_menu_item",
          "customize_changeset",
          "oembed_cache",
          "user_request",
          "wp_global_styles",
          "wp_navigation",
          "wp_template",
          "wp_template_part",
          "wp_font_family",
          "wp_font_face",
          "custom_css" ->
          report.add(ReportEntry.skipped(Kind.FILE, item.name(), Reason.NOT_WANTED, item.type()));
      default ->
          report.add(ReportEntry.refused(Kind.FILE, item.name(), Reason.UNKNOWN_KIND, item.type()));
    }
  }

  private static Kind kind(WordPressItem item) {
    return "page".equals(item.type()) ? Kind.PAGE : Kind.POST;
  }
}
