package org.inkgate.sessions;

import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import org.inkgate.http.Json;
import org.inkgate.http.texts.Language;
import org.inkgate.http.texts.Texts;

/**
 * A device that a user is signed in on, as the user sees it.
 *
 * @param id identifies the session; it is not a credential
 * @param lastUsedAt when it last got new tokens, so up to an access token's life ago
 * @param agent what it seems to be
 * @param current whether this is the device that asks
 */
public record SessionView(
    String id,
    Instant createdAt,
    Instant lastUsedAt,
    UserAgent agent,
    String address,
    boolean current) {

  /** What it seems to be, such as "Firefox on Linux". */
  public String device(Texts texts) {
    return agent.in(texts);
  }

  JsonObjectBuilder toJson() {
    return Json.createObjectBuilder()
        .add("id", id)
        .add("created_at", createdAt.toString())
        .add("last_used_at", lastUsedAt.toString())
        .add("device", agent.in(Texts.in(Language.EN)))
        .add("address", address)
        .add("current", current);
  }
}
