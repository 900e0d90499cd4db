package org.inkgate.transfer;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.inkgate.config.MailAddress;
import org.inkgate.http.OwnPath;
import org.inkgate.transfer.Line.Kind;
import org.inkgate.transfer.Line.Reason;

/**
 * Takes authors over from elsewhere: as accounts that nobody can log in to until an administrator
 * enables them and they set a password.
 */
@ApplicationScoped
@Transactional(value = Transactional.TxType.REQUIRES_NEW, rollbackOn = SQLException.class)
class People {

  private static final Pattern USERNAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{2,31}");
  private static final int LONGEST_EMAIL = 254;
  private static final Pattern WEBSITE = Pattern.compile("https?://\\S{1,290}");
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  @Resource(lookup = "java:app/jdbc/inkgate")
  private DataSource database;

  private Clock clock;

  People() {}

  @Inject
  People(Clock clock) {
    this.clock = clock;
  }

  static Optional<Long> find(Connection connection, String username) throws SQLException {
    return Sql.number(
        connection,
        "SELECT id FROM users WHERE username_key = ?"
            + " UNION SELECT user_id FROM old_usernames WHERE username_key = ?",
        username.toLowerCase(Locale.ROOT),
        username.toLowerCase(Locale.ROOT));
  }

  Optional<Long> find(String username) throws SQLException {
    try (Connection connection = database.getConnection()) {
      return find(connection, username);
    }
  }

  /** The account that stands for a guest; empty when somebody can log in under that name. */
  Optional<Long> findGuest(String username) throws SQLException {
    try (Connection connection = database.getConnection()) {
      return Sql.number(
          connection,
          "SELECT id FROM users WHERE username_key = ? AND enabled = FALSE",
          username.toLowerCase(Locale.ROOT));
    }
  }

  /** Adds an author, unless somebody has that name: then it is this one. */
  Line add(JsonObject author) throws SQLException {
    String username = author.getString("username", "");
    if (!USERNAME.matcher(username).matches()) {
      return Line.refused(Kind.AUTHOR, username, Reason.BAD_NAME, "");
    }
    try (Connection connection = database.getConnection()) {
      if (find(connection, username).isPresent()) {
        return Line.skipped(Kind.AUTHOR, username, Reason.THERE);
      }
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("username", username);
      row.put("username_key", username.toLowerCase(Locale.ROOT));
      String email = email(connection, author, username);
      row.put("email", email);
      row.put("email_key", MailAddress.of(email).orElseThrow().key());
      row.put("password_hash", hashOfNoPassword());
      // Whoever may do more than write here is decided here.
      row.put("role", "reader".equals(author.getString("role", "")) ? "READER" : "AUTHOR");
      row.put("enabled", false);
      row.put("display_name", cut(author, "display_name", 60));
      row.put("bio", cut(author, "bio", 500));
      String website = author.getString("website", "");
      row.put("website", WEBSITE.matcher(website).matches() ? website : "");
      String avatar = author.getString("avatar", "");
      row.put("avatar", avatar.matches(OwnPath.IMAGE) ? avatar : "");
      row.put("created_at", Dates.of(author.getString("created", "")).orElseGet(this::now));
      Sql.insert(connection, "users", row);
      return Line.taken(Kind.AUTHOR, username, "/authors/" + username);
    }
  }

  private Instant now() {
    return clock.instant();
  }

  private static String email(Connection connection, JsonObject author, String username)
      throws SQLException {
    String email = author.getString("email", "");
    Optional<MailAddress> address =
        MailAddress.of(email).filter(it -> it.toString().length() <= LONGEST_EMAIL);
    boolean free =
        address.isPresent()
            && Sql.number(
                    connection, "SELECT id FROM users WHERE email_key = ?", address.get().key())
                .isEmpty();
    // RFC 2606 §2: an address that never belongs to anybody.
    return free ? email : username + "@imported.invalid";
  }

  /** A text as long as its column, without the character that PostgreSQL does not store. */
  static String cut(JsonObject thing, String name, int most) {
    String text = thing.getString(name, "").replace('\0', ' ');
    return text.length() <= most ? text : text.substring(0, most);
  }

  /** Has the form of every other, but came of no password. */
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
