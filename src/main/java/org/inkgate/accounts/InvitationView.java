package org.inkgate.accounts;

import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.Optional;
import org.inkgate.http.Json;
import org.inkgate.users.Role;

/**
 * An invitation as administrators see it: everything but the link.
 *
 * @param usedBy the name of the user who registered with it
 * @param open whether it can still be used
 */
public record InvitationView(
    long id,
    String note,
    Role role,
    Instant createdAt,
    Instant expiresAt,
    Optional<String> usedBy,
    boolean open) {

  JsonObjectBuilder toJson() {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("id", id)
            .add("note", note)
            .add("role", role.word())
            .add("created_at", createdAt.toString())
            .add("expires_at", expiresAt.toString())
            .add("open", open);
    usedBy.ifPresentOrElse(name -> json.add("used_by", name), () -> json.addNull("used_by"));
    return json;
  }
}
