package org.inkgate.transfer.markdownfiles;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.inkgate.transfer.imports.AuthorImport;
import org.inkgate.transfer.imports.Authors;
import org.inkgate.transfer.imports.ImportReport;
import org.inkgate.transfer.imports.ImportedZip;
import org.inkgate.transfer.imports.ItemImport;
import org.inkgate.transfer.imports.MixedText;
import org.inkgate.transfer.imports.Publication;
import org.inkgate.transfer.imports.ReportEntry;
import org.inkgate.transfer.imports.ReportEntry.Kind;
import org.inkgate.transfer.imports.ReportEntry.Reason;
import org.inkgate.transfer.imports.SourceAuthor;
import org.inkgate.transfer.imports.SourcePost;
import org.inkgate.transfer.imports.SourceText;
import org.inkgate.transfer.imports.ZipFiles;

/** Imports a ZIP of Markdown files: Inkgate's own with all that is in it, or another program's. */
@ApplicationScoped
public class MarkdownImport {

  private static final int MOST_BYTES = 2 * 1024 * 1024;

  private static final Pattern MARKDOWN =
      Pattern.compile("(?i).*\\.(md|markdown|mdown|mkdn?|mdtext)");
  private static final Pattern HTML = Pattern.compile("(?i).*\\.html?");

  /** What a repository has beside its posts, and what a site generator makes. */
  private static final Pattern NO_POSTS =
      Pattern.compile(
          "(?i)(.*/)?((README|LICEN[CS]E|CHANGELOG|CONTRIBUTING|CODE_OF_CONDUCT|SECURITY|NOTICE)(\\.\\w+)?"
              + "|(node_modules|vendor|_site|public|_layouts|_includes|layouts|themes|archetypes|\\.github)/.*)");

  private SiteFiles siteFiles;
  private ItemImport items;
  private AuthorImport authors;
  private Clock clock;

  MarkdownImport() {}

  @Inject
  MarkdownImport(SiteFiles siteFiles, ItemImport items, AuthorImport authors, Clock clock) {
    this.siteFiles = siteFiles;
    this.items = items;
    this.authors = authors;
    this.clock = clock;
  }

  /** Imports what it can and reports on each file. */
  public void run(Path file, long importerId, ImportReport report)
      throws IOException, SQLException {
    try (ZipFiles files = new ZipFiles(file)) {
      ImportedZip zip = ImportedZip.of(files, importerId, report);
      Authors known = new Authors(authors, report, importerId);
      // Authors before their posts, posts before their comments.
      siteFiles.takeAllButComments(zip);
      Map<String, Long> posts = new HashMap<>();
      int done = 0;
      for (String name : zip.names()) {
        if (NO_POSTS.matcher(name).matches()) {
          report.add(ReportEntry.skipped(Kind.FILE, name, Reason.NOT_WANTED));
        } else if (MARKDOWN.matcher(name).matches() || HTML.matcher(name).matches()) {
          take(zip, name, known, posts);
        } else if (!SiteFiles.knows(name)) {
          report.add(ReportEntry.refused(Kind.FILE, name, Reason.UNKNOWN_KIND, ""));
        }
        report.progress(++done, zip.names().size());
      }
      siteFiles.takeComments(zip, posts);
    }
  }

  private void take(ImportedZip zip, String name, Authors known, Map<String, Long> posts)
      throws SQLException {
    try {
      Optional<byte[]> bytes = zip.bytes(Kind.POST, name, MOST_BYTES);
      if (bytes.isEmpty()) {
        return;
      }
      MixedText.Decoded text = MixedText.ofFile(bytes.get());
      MarkdownFile file = new MarkdownFile(name, FrontMatter.parse(text.text()), text.mended());
      if (HTML.matcher(name).matches() && file.matter().values().isEmpty()) {
        zip.report().add(ReportEntry.refused(Kind.FILE, name, Reason.UNKNOWN_KIND, ""));
        return;
      }
      if (file.isSection() && file.matter().body().isBlank()) {
        zip.report().add(ReportEntry.skipped(Kind.PAGE, name, Reason.NOT_WANTED));
        return;
      }
      Publication publication = file.publication(clock.instant());
      if (file.isPage() && !publication.isDraft()) {
        items.page(file.page(), zip.report());
        return;
      }
      SourcePost post = file.post(publication);
      Optional<Long> id = items.post(post, author(post, known), zip.report());
      id.ifPresent(it -> posts.put(post.slug().orElseThrow(), it));
    } catch (IOException | IllegalArgumentException e) {
      zip.report().refuse(Kind.POST, name, e);
    }
  }

  /** The author that a file names: an account here, or one that is made for the name. */
  private static long author(SourcePost post, Authors known) throws SQLException {
    return known.id(
        post.author()
            .map(SourceText::line)
            .filter(it -> !it.isEmpty())
            .map(name -> SourceAuthor.of("markdown " + name, name, name, false)));
  }
}
