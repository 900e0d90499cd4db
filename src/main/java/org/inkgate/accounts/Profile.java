package org.inkgate.accounts;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What everybody may know about a user.
 *
 * @param name the display name, or the user name of who has chosen none
 * @param bio plain text, or empty
 * @param website an http or https address, or empty
 * @param avatar a path on this server, or empty
 */
public record Profile(String username, String name, String bio, String website, String avatar) {

  private static final int MOST_INITIALS = 2;

  /** Stands where there is no avatar: the first letters of the name's first and last word. */
  public String initials() {
    String[] words = name.strip().split("[\\s_-]+");
    return Stream.of(words[0], words[words.length - 1])
        .distinct()
        .limit(MOST_INITIALS)
        .filter(word -> !word.isEmpty())
        .map(word -> Character.toString(word.codePointAt(0)))
        .collect(Collectors.joining())
        .toUpperCase(Locale.ROOT);
  }

  public JsonObjectBuilder toJson() {
    return Json.createObjectBuilder()
        .add("username", username)
        .add("name", name)
        .add("bio", bio)
        .add("website", website)
        .add("avatar", avatar)
        .add("url", "/authors/" + username);
  }
}
