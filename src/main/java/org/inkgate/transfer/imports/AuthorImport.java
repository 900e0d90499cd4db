package org.inkgate.transfer.imports;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.inkgate.config.MailAddress;
import org.inkgate.http.OwnPath;
import org.inkgate.markdown.Slug;
import org.inkgate.persistence.Retried;
import org.inkgate.persistence.Sql;
import org.inkgate.transfer.imports.ReportEntry.Kind;
import org.inkgate.transfer.imports.ReportEntry.Reason;

/**
 * Stores imported authors: as accounts that cannot log in until an administrator enables them and
 * they set a password.
 */
@ApplicationScoped
@Retried
@Transactional(value = Transactional.TxType.REQUIRES_NEW, rollbackOn = SQLException.class)
public class AuthorImport {

  private static final Pattern USERNAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{2,31}");
  private static final int LONGEST_EMAIL = 254;
  private static final Pattern WEBSITE = Pattern.compile("https?://[^\\s@]{1,290}");

  /** Characters that turn the text around them, so that one name could look like another. */
  private static final Pattern REORDERING = Pattern.compile("[\\u202a-\\u202e\\u2066-\\u2069]");

  private static final int LONGEST_USERNAME = 32;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  @Resource(lookup = "java:app/jdbc/inkgate")
  private DataSource database;

  private Clock clock;

  AuthorImport() {}

  @Inject
  AuthorImport(Clock clock) {
    this.clock = clock;
  }

  /** An account that stands for an author, and the lines of the report. */
  public record Stored(long id, List<ReportEntry> lines) {}

  public Optional<Long> find(String username) throws SQLException {
    try (Connection connection = database.getConnection()) {
      return find(connection, username);
    }
  }

  private static Optional<Long> find(Connection connection, String username) throws SQLException {
    return Sql.number(
        connection,
        "SELECT id FROM users WHERE username_key = ?"
            + " UNION SELECT user_id FROM old_usernames WHERE username_key = ?",
        username.toLowerCase(Locale.ROOT),
        username.toLowerCase(Locale.ROOT));
  }

  /**
   * Stores an author, or finds the account that a former import made. An account of the same user
   * name is the same author; a guest never is one that may log in.
   */
  public Stored store(SourceAuthor author) throws SQLException {
    try (Connection connection = database.getConnection()) {
      String key = key(author);
      Optional<Long> imported =
          Sql.number(connection, "SELECT id FROM users WHERE email_key = ?", key);
      if (imported.isPresent()) {
        return there(imported.get(), author);
      }
      boolean fits = USERNAME.matcher(author.login()).matches();
      Optional<Long> namesake = fits ? find(connection, author.login()) : Optional.empty();
      // A guest of another program is no user of that name; a reader of another Inkgate is.
      boolean user = !author.reader() || author.source().isEmpty();
      if (namesake.isPresent() && user) {
        return there(namesake.get(), author);
      }
      String username = free(connection, fits ? author.login() : fitted(author));
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("username", username);
      row.put("username_key", username.toLowerCase(Locale.ROOT));
      String email = email(connection, author, key);
      row.put("email", email);
      row.put("email_key", MailAddress.of(email).orElseThrow().key());
      row.put("password_hash", hashOfNoPassword());
      // An administrator here decides who may do more than write.
      row.put("role", author.reader() ? "READER" : "AUTHOR");
      row.put("enabled", false);
      row.put("display_name", displayName(connection, author.displayName(), username));
      row.put("bio", SourceText.cut(SourceText.withoutControls(author.bio()), 500));
      String website = author.website().strip();
      row.put("website", WEBSITE.matcher(website).matches() ? website : "");
      String avatar = author.avatar();
      row.put("avatar", avatar.matches(OwnPath.IMAGE) ? avatar : "");
      row.put("created_at", author.created().orElseGet(clock::instant));
      long id = Sql.insertNew(connection, "users", row);
      List<ReportEntry> lines = new ArrayList<>();
      lines.add(ReportEntry.taken(Kind.AUTHOR, name(author), "/authors/" + username));
      if (!author.reader() && !username.equals(author.login())) {
        Note renamed = new Note(Reason.RENAMED, author.login() + " → " + username);
        lines.add(ReportEntry.changed(Kind.AUTHOR, name(author), renamed));
      }
      return new Stored(id, lines);
    }
  }

  private static Stored there(long id, SourceAuthor author) {
    return new Stored(id, List.of(ReportEntry.skipped(Kind.AUTHOR, name(author), Reason.THERE)));
  }

  private static String name(SourceAuthor author) {
    return author.reader() ? author.displayName() : author.login();
  }

  /** RFC 2606 §2: an address that never belongs to a person; it tells where an account is from. */
  private static String key(SourceAuthor author) {
    boolean ofInkgate = author.source().isEmpty() && USERNAME.matcher(author.login()).matches();
    String name =
        ofInkgate
            ? author.login().toLowerCase(Locale.ROOT)
            : Source.digest(author.source() + author.login()).substring(0, 32);
    return name + "@imported.invalid";
  }

  private static String email(Connection connection, SourceAuthor author, String key)
      throws SQLException {
    String email = author.email().strip();
    Optional<MailAddress> address =
        MailAddress.of(email).filter(it -> it.toString().length() <= LONGEST_EMAIL);
    boolean free =
        address.isPresent()
            && Sql.number(
                    connection, "SELECT id FROM users WHERE email_key = ?", address.get().key())
                .isEmpty();
    return free ? email : key;
  }

  /** A user name that our rules allow, as near as can be to one that they don't. */
  private static String fitted(SourceAuthor author) {
    String login = author.login().replaceFirst("(.)@.*", "$1");
    String slug = Slug.ofTitle(login.isBlank() ? author.displayName() : login).value();
    String prefix = author.reader() ? "guest-" : slug.length() < 3 ? "author-" : "";
    return cut(prefix + slug, LONGEST_USERNAME);
  }

  private static String cut(String name, int most) {
    return name.substring(0, Math.min(name.length(), most)).replaceAll("(?<!-)-+$", "");
  }

  private static String free(Connection connection, String wanted) throws SQLException {
    String name = wanted;
    for (int number = 2; find(connection, name).isPresent(); number++) {
      String suffix = "-" + number;
      name = cut(wanted, LONGEST_USERNAME - suffix.length()) + suffix;
    }
    return name;
  }

  /** A display name that could be taken for the user name of another account says so. */
  private static String displayName(Connection connection, String given, String username)
      throws SQLException {
    String name = REORDERING.matcher(SourceText.line(given)).replaceAll("");
    boolean ofAnother =
        !name.equalsIgnoreCase(username)
            && USERNAME.matcher(name).matches()
            && find(connection, name).isPresent();
    return ofAnother ? SourceText.cut(name, 48) + " (imported)" : SourceText.cut(name, 60);
  }

  /** A well-formed hash that no password matches. */
  private static String hashOfNoPassword() {
    byte[] salt = new byte[SALT_BYTES];
    byte[] hash = new byte[HASH_BYTES];
    RANDOM.nextBytes(salt);
    RANDOM.nextBytes(hash);
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=19456,t=2,p=1$"
        + base64.encodeToString(salt)
        + "$"
        + base64.encodeToString(hash);
  }
}
