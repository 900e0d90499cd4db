package org.inkgate.accesstokens;

import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.inkgate.http.Json;

/** A personal access token as its owner sees it: everything but the token. */
public record PersonalTokenView(
    long id,
    String name,
    List<String> scopes,
    Optional<String> tag,
    Instant createdAt,
    Instant expiresAt,
    Optional<Instant> lastUsedAt,
    boolean expired) {

  public JsonObjectBuilder toJson() {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("id", id)
            .add("name", name)
            .add("scopes", Json.createArrayBuilder(scopes));
    tag.ifPresentOrElse(value -> json.add("tag", value), () -> json.addNull("tag"));
    json.add("created_at", createdAt.toString()).add("expires_at", expiresAt.toString());
    lastUsedAt.ifPresentOrElse(
        at -> json.add("last_used_at", at.toString()), () -> json.addNull("last_used_at"));
    return json;
  }
}
