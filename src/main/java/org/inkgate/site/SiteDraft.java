package org.inkgate.site;

import jakarta.json.JsonObjectBuilder;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.inkgate.accounts.RegistrationRules.Rules;
import org.inkgate.http.Json;
import org.inkgate.http.OwnPath;
import org.inkgate.http.RequestFields;
import org.inkgate.http.VisibleText;
import org.inkgate.http.texts.Accent;
import org.inkgate.http.texts.Language;
import org.inkgate.http.texts.Site;

/**
 * The settings of the site, as an administrator sends them.
 *
 * @param logo a path on this server, or empty
 * @param accent {@code #rrggbb}, or empty for the design's own colour
 * @param registration who may create an account, and what a new account may do
 */
record SiteDraft(
    @NotBlank @VisibleText @Size(max = 80, message = "posts.problem.too-long {max}") String title,
    @VisibleText @Size(max = 300, message = "posts.problem.too-long {max}") String description,
    Language language,
    @OwnPath String logo,
    @Pattern(regexp = "|#[0-9a-f]{6}", message = "settings.problem.colour") String accent,
    Rules registration) {

  /** Reads all settings; what is absent is as on a new server, where these rules hold. */
  static SiteDraft of(RequestFields fields, Rules first) {
    return over(fields, new SiteDraft(Site.FIRST_TITLE, "", Language.EN, "", "", first));
  }

  /** Reads the fields that are there and takes the others from what is set (RFC 7396). */
  static SiteDraft over(RequestFields fields, SiteDraft set) {
    return new SiteDraft(
        fields.has("title") ? line(fields, "title") : set.title(),
        fields.has("description") ? line(fields, "description") : set.description(),
        fields.has("language") ? language(fields) : set.language(),
        fields.has("logo") ? line(fields, "logo") : set.logo(),
        fields.has("accent") ? line(fields, "accent").toLowerCase(Locale.ROOT) : set.accent(),
        rules(fields, set.registration()));
  }

  private static Rules rules(RequestFields fields, Rules set) {
    return new Rules(
        choice(fields, "registration", set.registration(), "settings.problem.registration"),
        choice(fields, "registration_role", set.role(), "settings.problem.registration-role"));
  }

  private static <E extends Enum<E>> E choice(
      RequestFields fields, String name, E set, String rule) {
    if (!fields.has(name)) {
      return set;
    }
    Optional<E> chosen =
        fields
            .text(name)
            .flatMap(
                word ->
                    Arrays.stream(set.getDeclaringClass().getEnumConstants())
                        .filter(it -> word(it).equals(word))
                        .findFirst());
    if (chosen.isEmpty()) {
      fields.error(name, rule);
    }
    return chosen.orElse(set);
  }

  private static String word(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }

  private static String line(RequestFields fields, String name) {
    return fields.text(name).orElse("").replaceAll("\\s+", " ").strip();
  }

  private static Language language(RequestFields fields) {
    Optional<Language> language = fields.text("language").flatMap(Language::of);
    if (language.isEmpty()) {
      fields.error("language", "accounts.problem.language");
    }
    return language.orElse(Language.EN);
  }

  Optional<Accent> readableAccent() {
    return Optional.of(accent).filter(colour -> !colour.isEmpty()).map(Accent::new);
  }

  /** The settings as a form shows them. */
  Map<String, String> values() {
    return Map.of(
        "title", title,
        "description", description,
        "language", language.tag(),
        "logo", logo,
        "accent", accent,
        "registration", word(registration.registration()),
        "registration_role", word(registration.role()));
  }

  JsonObjectBuilder toJson() {
    JsonObjectBuilder json = Json.createObjectBuilder();
    json.add("title", title).add("description", description).add("language", language.tag());
    json.add("logo", logo).add("accent", accent);
    json.add("registration", word(registration.registration()));
    json.add("registration_role", word(registration.role()));
    readableAccent()
        .ifPresent(
            colour -> json.add("accent_light", colour.light()).add("accent_dark", colour.dark()));
    return json;
  }
}
