package org.inkgate.conduit;

import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import org.inkgate.http.Json;

/**
 * A user as others see them.
 *
 * @param bio plain text, or empty
 * @param image the address of a picture, or empty
 * @param following whether the caller follows this user
 */
record ConduitProfile(long id, String username, String bio, String image, boolean following) {

  JsonObjectBuilder toJson() {
    return said().add("following", following);
  }

  /** What a user's own JSON says, too. */
  JsonObjectBuilder said() {
    return Json.createObjectBuilder()
        .add("username", username)
        .add("bio", orNull(bio))
        .add("image", orNull(image));
  }

  private static JsonValue orNull(String text) {
    return text.isEmpty() ? JsonValue.NULL : Json.createValue(text);
  }
}
