package org.inkgate.site;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import org.inkgate.posts.RowVersion;

/** A page such as About, in the database. */
@Entity
@Table(name = "pages")
class SitePage {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  private String slug;

  private String title;

  @Lob private String body;

  @Column(name = "menu_position")
  private Integer menuPosition;

  @Column(name = "form_key")
  private String formKey;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "updated_at")
  private Instant updatedAt;

  @Version private long version;

  protected SitePage() {}

  SitePage(PageDraft draft, Optional<String> formKey, Instant now) {
    this.formKey = formKey.orElse(null);
    createdAt = now;
    write(draft, now);
  }

  /** Changes it in another way than by the form that it was written in. */
  void change(PageDraft draft, Instant now) {
    formKey = null;
    write(draft, now);
  }

  void write(PageDraft draft, Instant now) {
    body = draft.body();
    slug = draft.slug();
    title = draft.title();
    menuPosition = draft.menuPosition().map(Long::intValue).orElse(null);
    updatedAt = now;
  }

  RowVersion version() {
    return new RowVersion(id, version);
  }

  PageView view() {
    PageDraft draft =
        new PageDraft(title, slug, body, Optional.ofNullable(menuPosition).map(Integer::longValue));
    return new PageView(draft, createdAt, updatedAt, version());
  }
}
