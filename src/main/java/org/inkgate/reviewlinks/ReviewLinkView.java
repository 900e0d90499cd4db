package org.inkgate.reviewlinks;

import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.Optional;
import org.inkgate.http.Json;

/**
 * A review link as its author sees it; the secret was shown when it was made.
 *
 * @param recipient whom it is for, in its author's words
 * @param opened how often it was opened
 */
public record ReviewLinkView(
    long id,
    String recipient,
    Instant createdAt,
    Instant expiresAt,
    boolean revoked,
    boolean expired,
    int opened,
    Optional<Instant> lastOpenedAt) {

  JsonObjectBuilder toJson() {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("id", id)
            .add("recipient", recipient)
            .add("created_at", createdAt.toString())
            .add("expires_at", expiresAt.toString())
            .add("revoked", revoked)
            .add("expired", expired)
            .add("opened", opened);
    lastOpenedAt.ifPresentOrElse(
        at -> json.add("last_opened_at", at.toString()), () -> json.addNull("last_opened_at"));
    return json;
  }
}
