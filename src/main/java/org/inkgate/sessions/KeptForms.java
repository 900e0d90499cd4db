package org.inkgate.sessions;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inkgate.config.Settings;
import org.inkgate.tokens.SealedJson;

/**
 * Carries a form through a login inside the login page itself: encrypted (RFC 7516), so that the
 * server need not store what its author may never come back for. It lasts for as long as a browser
 * keeps what was typed into a page: the author may come back after lunch, or after the weekend. A
 * form grants nothing by its age: it is shown to its author and sent with the new session.
 */
@ApplicationScoped
class KeptForms {

  private static final Duration LIFETIME = Duration.ofDays(7);

  /** With more than this, the login form itself would be too large to send. */
  private static final int LONGEST_CHARACTERS = 900_000;

  private Clock clock;
  private SealedJson json;

  KeptForms() {}

  @Inject
  KeptForms(Settings settings, Clock clock) {
    this.clock = clock;
    this.json = new SealedJson(settings.secretKey(), "kept-forms");
  }

  /** Seals a form; empty when it is too long to be carried. */
  Optional<String> seal(KeptForm form) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("action", form.action());
    content.put("fields", form.fields());
    content.put("secrets", form.secrets());
    content.put("upload", form.upload());
    content.put("exp", clock.instant().plus(LIFETIME).getEpochSecond());
    form.userId().ifPresent(id -> content.put("user", id));
    return Optional.of(json.seal(content)).filter(text -> text.length() <= LONGEST_CHARACTERS);
  }

  /** Opens what was sealed here; empty when it was not sealed here, was altered or is too old. */
  Optional<KeptForm> open(String sealed) {
    return json.open(sealed)
        .filter(content -> (Long) content.get("exp") >= clock.instant().getEpochSecond())
        .map(KeptForms::form);
  }

  private static KeptForm form(Map<String, Object> content) {
    Map<String, String> fields = new LinkedHashMap<>();
    ((Map<?, ?>) content.get("fields"))
        .forEach((name, value) -> fields.put((String) name, (String) value));
    List<String> secrets =
        ((List<?>) content.get("secrets")).stream().map(String.class::cast).toList();
    return new KeptForm(
        (String) content.get("action"),
        Optional.ofNullable((Long) content.get("user")),
        fields,
        secrets,
        (Boolean) content.get("upload"));
  }
}
