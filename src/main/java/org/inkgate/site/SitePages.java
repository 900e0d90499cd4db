package org.inkgate.site;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.inkgate.http.Listing;
import org.inkgate.http.Problem;
import org.inkgate.http.RequestFailedException;
import org.inkgate.http.Validation;
import org.inkgate.persistence.DatabaseConflict;
import org.inkgate.persistence.Retried;
import org.inkgate.posts.RowVersion;

/**
 * The site's pages in the database. Every method joins or starts a transaction; that a page can be
 * rendered is checked before one begins.
 */
@ApplicationScoped
@Retried
@Transactional
public class SitePages {

  /** Where a page is, and when it changed last. */
  public record Address(String path, Instant changedAt) {}

  @PersistenceContext private EntityManager entities;

  private SiteStore store;
  private Validation validation;

  SitePages() {}

  @Inject
  SitePages(SiteStore store, Validation validation) {
    this.store = store;
    this.validation = validation;
  }

  Listing<PageEntry> list(int page, int size) {
    List<PageEntry> entries =
        entities
            .createQuery(
                "SELECT p.title, p.slug, p.menuPosition,"
                    + " CASE WHEN p.menuPosition IS NULL THEN 1 ELSE 0 END AS outside"
                    + " FROM SitePage p ORDER BY outside, p.menuPosition, p.slug",
                Object[].class)
            .setFirstResult((page - 1) * size)
            .setMaxResults(size)
            .getResultStream()
            .map(
                row ->
                    new PageEntry(
                        (String) row[0], (String) row[1], Optional.ofNullable((Integer) row[2])))
            .toList();
    long total =
        entities.createQuery("SELECT COUNT(p) FROM SitePage p", Long.class).getSingleResult();
    return new Listing<>(entries, page, size, total);
  }

  /** Changes with every change of the pages and of the site's settings. */
  public long revision() {
    return store.revision();
  }

  /** Where the pages are, at most so many of them. */
  public List<Address> addresses(int most) {
    return entities
        .createQuery("SELECT p.slug, p.updatedAt FROM SitePage p ORDER BY p.slug", Object[].class)
        .setMaxResults(most)
        .getResultStream()
        .map(row -> new Address("/pages/" + row[0], (Instant) row[1]))
        .toList();
  }

  /**
   * Finds a page.
   *
   * @throws RequestFailedException 404
   */
  PageView find(String slug) {
    return bySlug(slug).view();
  }

  private SitePage bySlug(String slug) {
    return entities
        .createQuery("SELECT p FROM SitePage p WHERE p.slug = :slug", SitePage.class)
        .setParameter("slug", slug)
        .getResultStream()
        .findFirst()
        .orElseThrow(() -> new RequestFailedException(Problem.notFound()));
  }

  /**
   * Stores a new page. A form that is sent again changes the page that it made.
   *
   * @throws RequestFailedException 409 when another page has that address
   */
  PageView add(PageDraft draft, Optional<String> formKey, Instant now) {
    validation.check(draft);
    Optional<SitePage> before = formKey.flatMap(this::byForm);
    if (before.isEmpty()) {
      SitePage page = new SitePage(draft, formKey, now);
      entities.persist(page);
      return saved(page, Optional.empty());
    }
    PageView view = before.get().view();
    if (view.page().equals(draft)) {
      return view;
    }
    before.get().write(draft, now);
    return saved(before.get(), Optional.empty());
  }

  /** Where the page is that a form made, if nothing else changed it since. */
  Optional<String> slug(String formKey) {
    return byForm(formKey).map(page -> page.view().page().slug());
  }

  private Optional<SitePage> byForm(String formKey) {
    return entities
        .createQuery("SELECT p FROM SitePage p WHERE p.formKey = :key", SitePage.class)
        .setParameter("key", formKey)
        .getResultStream()
        .findFirst();
  }

  /**
   * Replaces what a page says.
   *
   * @param expected the version the change was made for
   * @throws RequestFailedException 404, 409 when another page has that address, 412 when another
   *     change came first
   */
  PageView change(String slug, PageDraft draft, Optional<RowVersion> expected, Instant now) {
    validation.check(draft);
    SitePage page = expected(slug, expected);
    page.change(draft, now);
    return saved(page, expected);
  }

  /**
   * Deletes a page.
   *
   * @param expected the version that is to be deleted
   * @throws RequestFailedException 404, 412 when a change came first
   */
  void delete(String slug, Optional<RowVersion> expected) {
    entities.remove(expected(slug, expected));
    flush(expected);
    store.countChange();
  }

  private SitePage expected(String slug, Optional<RowVersion> expected) {
    SitePage page = bySlug(slug);
    if (expected.filter(version -> !version.equals(page.version())).isPresent()) {
      throw changedMeanwhile();
    }
    return page;
  }

  private PageView saved(SitePage page, Optional<RowVersion> expected) {
    flush(expected);
    store.countChange();
    return page.view();
  }

  private void flush(Optional<RowVersion> expected) {
    try {
      entities.flush();
    } catch (PersistenceException e) {
      if (DatabaseConflict.isDuplicate(e)) {
        throw addressTaken();
      }
      if (expected.isPresent() && DatabaseConflict.isStale(e)) {
        throw changedMeanwhile();
      }
      throw e;
    }
  }

  private static RequestFailedException addressTaken() {
    return new RequestFailedException(
        Problem.of(409, "already-taken", "settings.problem.other-page")
            .titled("accounts.problem.already-taken")
            .at("slug", "accounts.problem.taken"));
  }

  private static RequestFailedException changedMeanwhile() {
    return new RequestFailedException(
        Problem.of(412, "changed-meanwhile", "settings.problem.changed-since"));
  }
}
