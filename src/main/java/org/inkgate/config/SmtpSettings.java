package org.inkgate.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.inkgate.config.Settings.Smtp;

/** Reads where to hand mail in: one SMTP_URL, or SMTP_HOST and its companions. */
final class SmtpSettings {

  /** RFC 8314 §3.3 and §7.3: submission with TLS from the start. */
  private static final int SUBMISSIONS_PORT = 465;

  private static final int SUBMISSION_PORT = 587;

  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+|\\[?[0-9A-Fa-f:.]+\\]?");
  private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>,;:\"]+@[^\\s@<>,;:\"]+");
  private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\..*|\\[?::1\\]?");

  private SmtpSettings() {}

  /**
   * Reads and checks the settings.
   *
   * @param text reads a setting stripped
   * @param raw reads a setting as it is: white space may be part of a password
   * @param publicHost where mail comes from when SMTP_FROM does not say
   */
  static Optional<Smtp> read(
      Function<String, Optional<String>> text,
      Function<String, Optional<String>> raw,
      String publicHost) {
    String from = text.apply("SMTP_FROM").orElse("inkgate@" + publicHost);
    if (!ADDRESS.matcher(from).matches()) {
      throw new BadSettingException("SMTP_FROM", from, "must be a mail address");
    }
    Optional<String> url = text.apply("SMTP_URL");
    if (url.isPresent()) {
      return Optional.of(ofUrl(url.get(), from));
    }
    return text.apply("SMTP_HOST")
        .map(
            host -> {
              int port = port(text.apply("SMTP_PORT"));
              return smtp(
                  host,
                  port,
                  port == SUBMISSIONS_PORT,
                  text.apply("SMTP_USER"),
                  raw.apply("SMTP_PASSWORD").filter(password -> !password.isEmpty()),
                  from);
            });
  }

  private static Smtp ofUrl(String value, String from) {
    // The value is not repeated: it often carries the password.
    BadSettingException refused =
        new BadSettingException(
            "SMTP_URL",
            "must be smtp://user:password@host:port or smtps://user:password@host:port");
    try {
      URI url = new URI(value);
      boolean tls = "smtps".equals(url.getScheme());
      boolean noPath = url.getRawPath().isEmpty() || "/".equals(url.getRawPath());
      if (!(tls || "smtp".equals(url.getScheme()))
          || url.getHost() == null
          || !noPath
          || url.getRawQuery() != null) {
        throw refused;
      }
      int usual = tls ? SUBMISSIONS_PORT : SUBMISSION_PORT;
      String[] login = Optional.ofNullable(url.getRawUserInfo()).orElse("").split(":", 2);
      return smtp(
          url.getHost(),
          url.getPort() < 0 ? usual : url.getPort(),
          tls,
          Optional.of(decoded(login[0])).filter(user -> !user.isEmpty()),
          login.length < 2 ? Optional.empty() : Optional.of(decoded(login[1])),
          from);
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw refused;
    }
  }

  private static Smtp smtp(
      String host,
      int port,
      boolean tls,
      Optional<String> user,
      Optional<String> password,
      String from) {
    if (!HOST.matcher(host).matches()) {
      throw new BadSettingException("SMTP_HOST", host, "must be a host name or an address");
    }
    if (user.isPresent() != password.isPresent()) {
      throw new BadSettingException("SMTP_USER", "and SMTP_PASSWORD must be set together");
    }
    // A password goes over an encrypted connection, or not out of this machine.
    boolean tlsRequired = user.isPresent() && !LOOPBACK.matcher(host).matches();
    return new Smtp(
        host,
        port,
        tls,
        tlsRequired,
        user,
        password.map(value -> new Secret(value.getBytes(StandardCharsets.UTF_8))),
        from);
  }

  private static int port(Optional<String> value) {
    try {
      int port = value.map(Integer::parseInt).orElse(SUBMISSION_PORT);
      if (port >= 1 && port <= 65535) {
        return port;
      }
    } catch (NumberFormatException e) {
      // Falls through to the same refusal as a number out of range.
    }
    throw new BadSettingException(
        "SMTP_PORT", value.orElse(""), "must be a whole number from 1 to 65535");
  }

  /** Percent-encoding as in RFC 3986 §2.1, where "+" is a plus sign. */
  private static String decoded(String encoded) {
    return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
