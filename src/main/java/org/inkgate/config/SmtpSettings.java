package org.inkgate.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.inkgate.config.Settings.Smtp;

/** Reads where to hand mail in: one SMTP_URL, or SMTP_HOST and its companions. */
final class SmtpSettings {

  /** RFC 8314 §3.3 and §7.3: submission with TLS from the start. */
  private static final int SUBMISSIONS_PORT = 465;

  private static final int SUBMISSION_PORT = 587;

  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+|\\[?[0-9A-Fa-f:.]+\\]?");
  private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\..*|\\[?::1\\]?");

  private SmtpSettings() {}

  /**
   * Reads and checks the settings.
   *
   * @param publicHost where mail comes from when SMTP_FROM does not say
   */
  static Optional<Smtp> read(SettingsReader reader, String publicHost) {
    String wanted =
        reader
            .text("SMTP_FROM")
            // PUBLIC_URL may name an IPv6 address, which is not a mail domain.
            .orElse("inkgate@" + (publicHost.startsWith("[") ? "localhost" : publicHost));
    String from =
        MailAddress.of(wanted)
            .map(MailAddress::toString)
            .orElseThrow(
                () -> new BadSettingException("SMTP_FROM", wanted, "must be a mail address"));
    Optional<String> url = reader.text("SMTP_URL");
    if (url.isPresent()) {
      return Optional.of(ofUrl(url.get(), from));
    }
    return reader
        .text("SMTP_HOST")
        .map(
            host -> {
              int port = (int) reader.wholeNumber("SMTP_PORT", SUBMISSION_PORT, 1, 65535);
              return smtp(
                  host,
                  port,
                  port == SUBMISSIONS_PORT,
                  reader.text("SMTP_USER"),
                  // Not stripped: white space may be part of a password.
                  reader.source().apply("SMTP_PASSWORD").filter(password -> !password.isEmpty()),
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
          || url.getPort() > 65_535
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

  /** Percent-encoding as in RFC 3986 §2.1, where "+" is a plus sign. */
  private static String decoded(String encoded) {
    return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
