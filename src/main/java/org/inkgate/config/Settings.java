package org.inkgate.config;

import java.net.IDN;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What the operator decides, each key read once and checked before anything else starts.
 *
 * <p>Values come from where MicroProfile Config looks: system properties, then environment
 * variables, then {@code META-INF/microprofile-config.properties}.
 *
 * @param publicUrl the address readers use, without a trailing slash; also "iss" and "aud"
 * @param secretKey protects what is stored: wrapped keys, form values
 * @param jwtSecretKey signs tokens with HS256; when absent Inkgate signs with keys of its own
 * @param algorithm the JWS algorithm of Inkgate's own keys, as RFC 7518 and RFC 8037 name it
 * @param keyRotation how long one of Inkgate's own keys signs; days in the configuration
 * @param accessTokenLifetime minutes in the configuration
 * @param sessionIdle how long a session lives without being used; days in the configuration
 * @param sessionLifetime how long a session lives at the most; days in the configuration
 * @param database where to find PostgreSQL; absent for the embedded Derby
 * @param commonPasswordsAllowed whether the most common passwords may be chosen
 * @param registration who may create an account; absent where the administrator decides in the page
 * @param registrationRole what a new account may do; absent where the administrator decides
 * @param limits how much an account may keep, and how often an address may ask
 * @param trustedProxies whose word counts about whom they pass a request on for
 * @param corsOrigins whose scripts may read answers, as "Origin" names them; "*" for all origins
 * @param accessLog whether every request is written into the log
 * @param privateWebhooks whether webhooks may go to addresses that are not public
 * @param diskReserve bytes that stay free where the data is; megabytes in the configuration
 * @param restore a backup to begin with, on a new server
 * @param smtp where to hand mail in; when absent Inkgate sends none, and says so
 */
public record Settings(
    URI publicUrl,
    Path dataDir,
    Secret secretKey,
    Optional<Secret> jwtSecretKey,
    String algorithm,
    Duration keyRotation,
    Duration accessTokenLifetime,
    Duration sessionIdle,
    Duration sessionLifetime,
    Optional<Database> database,
    Optional<Registration> registration,
    Optional<RegistrationRole> registrationRole,
    AccountLimits limits,
    LoginErrors loginErrors,
    boolean commonPasswordsAllowed,
    List<AddressRange> trustedProxies,
    Optional<Smtp> smtp,
    Set<String> corsOrigins,
    Metrics metrics,
    boolean accessLog,
    boolean privateWebhooks,
    long diskReserve,
    Optional<Path> restore) {

  private static final List<String> ALGORITHMS = List.of("ES256", "RS256", "EdDSA");

  private static final long MEGABYTE = 1024 * 1024;

  private static Settings current;

  /** Who may create an account. */
  public enum Registration {
    OPEN,
    INVITE,
    CLOSED
  }

  /** What an account may do that came without an invitation. */
  public enum RegistrationRole {
    READER,
    CONTRIBUTOR,
    AUTHOR
  }

  /** Whether a failed login says what was wrong. */
  public enum LoginErrors {
    SPECIFIC,
    UNIFORM
  }

  /** Who may read /metrics: all clients, administrators' tokens, no client. */
  public enum Metrics {
    OPEN,
    ADMIN,
    CLOSED
  }

  /** A PostgreSQL database: its JDBC URL and who logs in. */
  public record Database(String url, Optional<String> user, Optional<Secret> password) {}

  /**
   * A server that takes mail.
   *
   * @param tls whether the connection begins with TLS (RFC 8314 §3.3); otherwise STARTTLS follows
   * @param tlsRequired whether to send nothing to a server that offers no STARTTLS
   * @param from the sender's address
   */
  public record Smtp(
      String host,
      int port,
      boolean tls,
      boolean tlsRequired,
      Optional<String> user,
      Optional<Secret> password,
      String from) {}

  /** The settings of this server, read at the first call. */
  public static synchronized Settings current() {
    if (current == null) {
      current = read(ServerConfig.values());
    }
    return current;
  }

  /**
   * Reads and checks every setting.
   *
   * @throws BadSettingException for the first one that breaks a rule
   */
  public static Settings read(Function<String, Optional<String>> source) {
    SettingsReader reader = new SettingsReader(source);
    Path dataDir = Path.of(reader.text("DATA_DIR").orElse("data")).toAbsolutePath().normalize();
    return new Settings(
        reader.publicUrl(),
        dataDir,
        reader.secret("SECRET_KEY").orElseGet(() -> SecretKeyFile.in(dataDir).readOrCreate()),
        reader.secret("JWT_SECRET_KEY"),
        reader.oneOf("JWT_ALGORITHM", ALGORITHMS, "ES256"),
        Duration.ofDays(reader.wholeNumber("KEY_ROTATION_DAYS", 30, 1, 3650)),
        Duration.ofMinutes(reader.wholeNumber("JWT_ACCESS_TOKEN_EXPIRES", 30, 1, 1440)),
        Duration.ofDays(reader.wholeNumber("SESSION_IDLE_DAYS", 14, 1, 365)),
        Duration.ofDays(reader.wholeNumber("SESSION_LIFETIME_DAYS", 90, 1, 3650)),
        reader.database(),
        reader.choice("REGISTRATION", Registration.class),
        reader.choice("REGISTRATION_ROLE", RegistrationRole.class),
        AccountLimits.read(reader),
        reader.choice("LOGIN_ERRORS", LoginErrors.class, LoginErrors.SPECIFIC),
        reader
            .oneOf("COMMON_PASSWORDS", List.of("refused", "allowed"), "refused")
            .equals("allowed"),
        reader.addressRanges("TRUSTED_PROXIES"),
        SmtpSettings.read(reader, reader.publicUrl().getHost()),
        reader.origins("CORS_ORIGINS"),
        reader.choice("METRICS", Metrics.class, Metrics.OPEN),
        reader.oneOf("ACCESS_LOG", List.of("on", "off"), "off").equals("on"),
        reader.oneOf("WEBHOOKS_PRIVATE", List.of("on", "off"), "off").equals("on"),
        reader.wholeNumber("DISK_RESERVE", 16, 0, 10_000_000) * MEGABYTE,
        reader.text("RESTORE").map(file -> Path.of(file).toAbsolutePath()));
  }

  /** Whether a host is this server's, as far as its settings have been read. */
  public static synchronized boolean isOwnHost(String host) {
    try {
      // As a browser does, to which a wide letter is the same as the usual one.
      return current != null
          && IDN.toASCII(host, IDN.ALLOW_UNASSIGNED)
              .equalsIgnoreCase(current.publicUrl().getHost());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Whether readers come by HTTPS, which ends at a proxy. */
  public boolean servedByHttps() {
    return "https".equals(publicUrl.getScheme());
  }

  /** Whether scripts of this origin may read answers. */
  public boolean allowsOrigin(String origin) {
    return origin != null && (corsOrigins.contains("*") || corsOrigins.contains(origin));
  }
}
