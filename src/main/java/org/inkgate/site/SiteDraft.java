package org.inkgate.site;

import jakarta.json.JsonObjectBuilder;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.inkgate.http.Accent;
import org.inkgate.http.Json;
import org.inkgate.http.Language;
import org.inkgate.http.OwnPath;
import org.inkgate.http.RequestFields;
import org.inkgate.http.Site;

/**
 * The settings of the site, as an administrator sends them.
 *
 * @param logo a path on this server, or empty
 * @param accent {@code #rrggbb}, or empty for the design's own colour
 */
record SiteDraft(
    @NotBlank @Size(max = 80, message = "must not be longer than {max} characters") String title,
    @Size(max = 300, message = "must not be longer than {max} characters") String description,
    Language language,
    @OwnPath String logo,
    @Pattern(regexp = "|#[0-9a-f]{6}", message = "must be a colour such as #24528f")
        String accent) {

  /** What a new server has. */
  private static final SiteDraft FIRST = new SiteDraft(Site.FIRST_TITLE, "", Language.EN, "", "");

  /** Reads all settings; what is absent is as on a new server. */
  static SiteDraft of(RequestFields fields) {
    return over(fields, FIRST);
  }

  /** Reads the fields that are there and takes the others from what is set (RFC 7396). */
  static SiteDraft over(RequestFields fields, SiteDraft set) {
    return new SiteDraft(
        fields.has("title") ? line(fields, "title") : set.title(),
        fields.has("description") ? line(fields, "description") : set.description(),
        fields.has("language") ? language(fields) : set.language(),
        fields.has("logo") ? line(fields, "logo") : set.logo(),
        fields.has("accent") ? line(fields, "accent").toLowerCase(Locale.ROOT) : set.accent());
  }

  private static String line(RequestFields fields, String name) {
    return fields.text(name).orElse("").replaceAll("\\s+", " ").strip();
  }

  private static Language language(RequestFields fields) {
    Optional<Language> language = fields.text("language").flatMap(Language::of);
    if (language.isEmpty()) {
      fields.error("language", "must be en, de, fr, es, ja or ar");
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
        "accent", accent);
  }

  JsonObjectBuilder toJson() {
    JsonObjectBuilder json = Json.createObjectBuilder();
    json.add("title", title).add("description", description).add("language", language.tag());
    json.add("logo", logo).add("accent", accent);
    readableAccent()
        .ifPresent(
            colour -> json.add("accent_light", colour.light()).add("accent_dark", colour.dark()));
    return json;
  }
}
