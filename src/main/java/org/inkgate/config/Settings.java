package org.inkgate.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * What the operator decides, each key read once and checked before anything else starts.
 *
 * <p>Values come from MicroProfile Config: system properties, then environment variables, then
 * {@code META-INF/microprofile-config.properties}.
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
 * @param trustedProxies whose word counts about whom they pass a request on for
 * @param corsOrigins whose scripts may read answers, as "Origin" names them; "*" for everybody's
 * @param accessLog whether every request is written into the log
 * @param privateWebhooks whether webhooks may go to addresses that are not public
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
    Registration registration,
    LoginErrors loginErrors,
    List<AddressRange> trustedProxies,
    Optional<Smtp> smtp,
    Set<String> corsOrigins,
    Metrics metrics,
    boolean accessLog,
    boolean privateWebhooks,
    Optional<Path> restore) {

  private static final int SHORTEST_SECRET_BYTES = 32;
  private static final int FEWEST_DIFFERENT_BYTES = 8;
  private static final List<String> ALGORITHMS = List.of("ES256", "RS256", "EdDSA");

  private static Settings current;

  /** Who may create an account. */
  public enum Registration {
    OPEN,
    INVITE,
    CLOSED
  }

  /** Whether a failed login says what was wrong. */
  public enum LoginErrors {
    SPECIFIC,
    UNIFORM
  }

  /** Who may read /metrics: everybody, administrators' tokens, nobody. */
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
      Config config = ConfigProvider.getConfig();
      current = read(key -> config.getOptionalValue(key, String.class));
    }
    return current;
  }

  /**
   * Reads and checks every setting.
   *
   * @throws BadSettingException for the first one that breaks a rule
   */
  public static Settings read(Function<String, Optional<String>> source) {
    Reader reader = new Reader(source);
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
        reader.choice("REGISTRATION", Registration.class, Registration.OPEN),
        reader.choice("LOGIN_ERRORS", LoginErrors.class, LoginErrors.SPECIFIC),
        reader.addressRanges("TRUSTED_PROXIES"),
        SmtpSettings.read(reader::text, source, reader.publicUrl().getHost()),
        reader.origins("CORS_ORIGINS"),
        reader.choice("METRICS", Metrics.class, Metrics.OPEN),
        reader.oneOf("ACCESS_LOG", List.of("on", "off"), "off").equals("on"),
        reader.oneOf("WEBHOOKS_PRIVATE", List.of("on", "off"), "off").equals("on"),
        reader.text("RESTORE").map(file -> Path.of(file).toAbsolutePath()));
  }

  /** Whether scripts of this origin may read answers. */
  public boolean allowsOrigin(String origin) {
    return origin != null && (corsOrigins.contains("*") || corsOrigins.contains(origin));
  }

  private record Reader(Function<String, Optional<String>> source) {

    Optional<String> text(String key) {
      return source.apply(key).map(String::strip).filter(value -> !value.isEmpty());
    }

    Optional<Secret> secret(String key) {
      // Not stripped: white space may be part of a secret.
      return source.apply(key).filter(value -> !value.isEmpty()).map(value -> strong(key, value));
    }

    private static Secret strong(String key, String value) {
      byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
      if (bytes.length < SHORTEST_SECRET_BYTES) {
        throw new BadSettingException(
            key, "has " + bytes.length + " bytes, must have at least " + SHORTEST_SECRET_BYTES);
      }
      if (value.chars().distinct().count() < FEWEST_DIFFERENT_BYTES) {
        throw new BadSettingException(
            key, "must have at least " + FEWEST_DIFFERENT_BYTES + " different characters");
      }
      return new Secret(bytes);
    }

    long wholeNumber(String key, long absent, long least, long most) {
      Optional<String> value = text(key);
      if (value.isEmpty()) {
        return absent;
      }
      String rule = "must be a whole number from " + least + " to " + most;
      try {
        long number = Long.parseLong(value.get());
        if (number >= least && number <= most) {
          return number;
        }
      } catch (NumberFormatException e) {
        // Falls through to the same refusal as a number out of range.
      }
      throw new BadSettingException(key, value.get(), rule);
    }

    String oneOf(String key, List<String> choices, String absent) {
      String value = text(key).orElse(absent);
      if (!choices.contains(value)) {
        throw new BadSettingException(key, value, "must be one of " + String.join(", ", choices));
      }
      return value;
    }

    <E extends Enum<E>> E choice(String key, Class<E> type, E absent) {
      List<String> choices =
          Arrays.stream(type.getEnumConstants())
              .map(constant -> constant.name().toLowerCase(Locale.ROOT))
              .toList();
      String value = oneOf(key, choices, absent.name().toLowerCase(Locale.ROOT));
      return Enum.valueOf(type, value.toUpperCase(Locale.ROOT));
    }

    List<AddressRange> addressRanges(String key) {
      return text(key).stream()
          .flatMap(value -> Arrays.stream(value.split(",")))
          .map(String::strip)
          .map(
              range ->
                  AddressRange.parse(range)
                      .orElseThrow(
                          () ->
                              new BadSettingException(
                                  key,
                                  range,
                                  "must be an IP address or a range such as 10.0.0.0/8")))
          .toList();
    }

    URI publicUrl() {
      long port = wholeNumber("PORT", 8080, 1, 65535);
      String value = text("PUBLIC_URL").orElse("http://localhost:" + port);
      String rule = "must be an http or https address without path, query or fragment";
      try {
        URI url = new URI(value.endsWith("/") ? value.substring(0, value.length() - 1) : value);
        boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (web
            && url.getHost() != null
            && url.getRawPath().isEmpty()
            && url.getRawQuery() == null
            && url.getRawFragment() == null
            && url.getRawUserInfo() == null) {
          return url;
        }
      } catch (URISyntaxException e) {
        // Falls through to the same refusal as an address of another kind.
      }
      throw new BadSettingException("PUBLIC_URL", value, rule);
    }

    /** Scheme, host and port where it is not the scheme's own, as a browser writes them. */
    Set<String> origins(String key) {
      Set<String> origins = new LinkedHashSet<>();
      for (String origin : text(key).map(value -> value.split("[\\s,]+")).orElse(new String[0])) {
        if (!origin.equals("*") && !origin.matches("https?://[a-z0-9.-]+(:[0-9]{1,5})?")) {
          throw new BadSettingException(
              key, origin, "must be origins such as https://app.example.org, or *");
        }
        origins.add(origin);
      }
      return Collections.unmodifiableSet(origins);
    }

    Optional<Database> database() {
      Optional<String> url = text("DATABASE_URL");
      if (url.isPresent() && !url.get().startsWith("jdbc:postgresql:")) {
        // The value is not repeated: a URL of another form often carries the password.
        throw new BadSettingException("DATABASE_URL", "must start with jdbc:postgresql:");
      }
      return url.map(
          value ->
              new Database(
                  value,
                  text("DATABASE_USER"),
                  source
                      .apply("DATABASE_PASSWORD")
                      .map(password -> new Secret(password.getBytes(StandardCharsets.UTF_8)))));
    }
  }
}
