package org.inkgate.transfer.imports;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The accounts that stand for the authors of one import; each is reported once. */
public final class Authors {

  private final AuthorImport accounts;
  private final ImportReport report;
  private final long importerId;
  private final Map<String, Long> ids = new HashMap<>();

  public Authors(AuthorImport accounts, ImportReport report, long importerId) {
    this.accounts = accounts;
    this.report = report;
    this.importerId = importerId;
  }

  /** The account of an author, by a key that is the author's in this file. */
  public long add(String key, SourceAuthor author) throws SQLException {
    Long known = ids.get(key);
    if (known != null) {
      return known;
    }
    AuthorImport.Stored stored = accounts.store(author);
    report.addAll(stored.lines());
    ids.put(key, stored.id());
    return stored.id();
  }

  /** The account of an author; that of the administrator who imports, where there is no author. */
  public long id(Optional<SourceAuthor> author) throws SQLException {
    if (author.isEmpty()) {
      return importerId;
    }
    return add(author.get().login(), author.get());
  }
}
