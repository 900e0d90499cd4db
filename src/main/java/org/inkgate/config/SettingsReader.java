package org.inkgate.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.inkgate.config.Settings.Database;

/** Reads settings one by one, each checked against its rule. */
record SettingsReader(Function<String, Optional<String>> source) {

  private static final int SHORTEST_SECRET_BYTES = 32;
  private static final int FEWEST_DIFFERENT_BYTES = 8;

  /** A host is a name, or an IPv6 address in brackets. */
  private static final Pattern ORIGIN =
      Pattern.compile("(https?)://([a-z0-9._-]+|\\[[0-9a-f:.]+])(?::([0-9]{1,5}))?");

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
    return choice(key, type).orElse(absent);
  }

  <E extends Enum<E>> Optional<E> choice(String key, Class<E> type) {
    if (text(key).isEmpty()) {
      return Optional.empty();
    }
    List<String> choices =
        Arrays.stream(type.getEnumConstants())
            .map(constant -> constant.name().toLowerCase(Locale.ROOT))
            .toList();
    String value = oneOf(key, choices, "");
    return Optional.of(Enum.valueOf(type, value.toUpperCase(Locale.ROOT)));
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
                                key, range, "must be an IP address or a range such as 10.0.0.0/8")))
        .toList();
  }

  URI publicUrl() {
    long port = wholeNumber("PORT", 8080, 1, 65535);
    String value = text("PUBLIC_URL").orElse("http://localhost:" + port);
    try {
      URI url = new URI(value.endsWith("/") ? value.substring(0, value.length() - 1) : value);
      if (url.getHost() != null
          && url.getRawPath().isEmpty()
          && url.getRawQuery() == null
          && url.getRawFragment() == null
          && url.getRawUserInfo() == null) {
        return URI.create(origin("PUBLIC_URL", url.toString()));
      }
    } catch (URISyntaxException e) {
      // Falls through to the same refusal as an address of another kind.
    }
    throw new BadSettingException(
        "PUBLIC_URL", value, "must be an http or https address without path, query or fragment");
  }

  /** Scheme, host and port where it is not the scheme's own, as a browser writes them. */
  Set<String> origins(String key) {
    Set<String> origins = new LinkedHashSet<>();
    for (String origin : text(key).map(value -> value.split("[\\s,]+")).orElse(new String[0])) {
      origins.add(origin.equals("*") ? origin : origin(key, origin));
    }
    return Collections.unmodifiableSet(origins);
  }

  /** An origin as a browser writes it (RFC 6454 §6.1): in small letters, without the usual port. */
  private static String origin(String key, String value) {
    Matcher origin = ORIGIN.matcher(value.toLowerCase(Locale.ROOT));
    if (!origin.matches()) {
      throw new BadSettingException(
          key, value, "must be an http or https address such as https://blog.example.org");
    }
    String scheme = origin.group(1);
    int usual = "https".equals(scheme) ? 443 : 80;
    int port = origin.group(3) == null ? usual : Integer.parseInt(origin.group(3));
    if (port < 1 || port > 65_535) {
      throw new BadSettingException(key, value, "must have a port from 1 to 65535");
    }
    return scheme + "://" + origin.group(2) + (port == usual ? "" : ":" + port);
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
