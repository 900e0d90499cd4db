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
import org.inkgate.config.Settings.Database;

/** Reads settings one by one, each checked against its rule. */
record SettingsReader(Function<String, Optional<String>> source) {

  private static final int SHORTEST_SECRET_BYTES = 32;
  private static final int FEWEST_DIFFERENT_BYTES = 8;

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
