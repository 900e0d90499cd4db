package org.inkgate.tokens;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.inkgate.http.Json;

/**
 * What an administrator sees of a key.
 *
 * @param state "next", "active" or "retiring"
 * @param goneAt when it no longer verifies; empty while unknown
 */
public record KeyView(
    String kid,
    String algorithm,
    String state,
    Optional<Instant> createdAt,
    Optional<Instant> activatesAt,
    Optional<Instant> retiresAt,
    Optional<Instant> goneAt) {

  static KeyView of(RingKey key, Instant now) {
    return new KeyView(
        key.id(),
        key.algorithm(),
        key.state(now).name().toLowerCase(Locale.ROOT),
        key.life().map(KeyLife::createdAt),
        key.life().map(KeyLife::activatesAt),
        key.life().flatMap(KeyLife::retiresAt),
        key.life().flatMap(KeyLife::goneAt));
  }

  JsonObject toJson() {
    JsonObjectBuilder json =
        Json.createObjectBuilder().add("kid", kid).add("algorithm", algorithm).add("state", state);
    createdAt.ifPresent(at -> json.add("created_at", at.toString()));
    activatesAt.ifPresent(at -> json.add("activates_at", at.toString()));
    retiresAt.ifPresent(at -> json.add("retires_at", at.toString()));
    goneAt.ifPresent(at -> json.add("gone_at", at.toString()));
    return json.build();
  }
}
