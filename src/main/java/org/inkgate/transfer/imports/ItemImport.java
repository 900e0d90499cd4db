package org.inkgate.transfer.imports;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Optional;
import org.inkgate.http.RequestFailedException;
import org.inkgate.transfer.imports.ReportEntry.Kind;

/** Stores posts and pages of any program, and reports on each. */
@ApplicationScoped
public class ItemImport {

  private PostImport posts;
  private SiteImport site;

  ItemImport() {}

  @Inject
  ItemImport(PostImport posts, SiteImport site) {
    this.posts = posts;
    this.site = site;
  }

  /** Stores a post; its id, unless it was refused or is one that was written here. */
  public Optional<Long> post(SourcePost post, long authorId, ImportReport report)
      throws SQLException {
    try {
      PostImport.Stored stored = posts.store(post, authorId);
      report.addAll(stored.lines());
      return stored.id();
    } catch (RequestFailedException | IllegalArgumentException e) {
      report.refuse(Kind.POST, post.name(), e);
      return Optional.empty();
    }
  }

  public void page(SourcePage page, ImportReport report) throws SQLException {
    try {
      report.addAll(site.page(page));
    } catch (RequestFailedException | IllegalArgumentException e) {
      report.refuse(Kind.PAGE, page.name(), e);
    }
  }
}
