package org.inkgate.transfer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.inkgate.http.RequestFailedException;
import org.inkgate.transfer.Line.Kind;
import org.inkgate.transfer.Line.Reason;

/**
 * Takes over a ZIP of Markdown files: Inkgate's own with all that is in it, or another program's.
 */
@ApplicationScoped
class MarkdownImport {

  private static final int MOST_BYTES = 2 * 1024 * 1024;

  private SiteFiles siteFiles;
  private Arrivals arrivals;
  private Belongings belongings;
  private Clock clock;

  MarkdownImport() {}

  @Inject
  MarkdownImport(SiteFiles siteFiles, Arrivals arrivals, Belongings belongings, Clock clock) {
    this.siteFiles = siteFiles;
    this.arrivals = arrivals;
    this.belongings = belongings;
    this.clock = clock;
  }

  /** Takes over what it can and reports on each file. */
  void run(Path file, long importerId, ImportReport report) throws IOException, SQLException {
    try (ZipFiles files = new ZipFiles(file)) {
      ImportedZip zip = ImportedZip.of(files, importerId, report);
      // Authors before their posts, posts before their comments.
      siteFiles.takeAllButComments(zip);
      Map<String, Long> posts = new HashMap<>();
      int done = 0;
      for (String name : zip.names()) {
        if (name.matches("(?i).*\\.(md|markdown)")) {
          take(zip, name, posts);
        } else if (!SiteFiles.knows(name)) {
          report.add(Line.refused(Kind.FILE, name, Reason.UNKNOWN_KIND, ""));
        }
        report.progress(++done, zip.names().size());
      }
      siteFiles.takeComments(zip, posts);
    }
  }

  private void take(ImportedZip zip, String name, Map<String, Long> posts) throws SQLException {
    Kind kind = Kind.POST;
    try {
      Optional<byte[]> bytes = zip.bytes(kind, name, MOST_BYTES);
      if (bytes.isEmpty()) {
        return;
      }
      MarkdownFile file = new MarkdownFile(name, FrontMatter.parse(ZipFiles.text(bytes.get())));
      if (file.isPage()) {
        kind = Kind.PAGE;
        zip.report()
            .add(belongings.page(name, file.page(), file.pageCreated(), file.pageUpdated()));
        return;
      }
      ArrivingPost post = file.post(clock.instant());
      zip.report().add(arrivals.post(post, zip.importerId()));
      Optional<Long> id = arrivals.fromSource(post.source());
      id.ifPresent(it -> posts.put(post.slug().orElseThrow(), it));
    } catch (IOException | RequestFailedException | IllegalArgumentException e) {
      zip.report().refuse(kind, name, e);
    }
  }
}
