package org.inkgate.users;

import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.inkgate.http.Json;

/**
 * The public data of a user.
 *
 * @param name the display name, or the user name of who has chosen none
 * @param bio plain text, or empty
 * @param website an http or https address, or empty
 * @param avatar a path on this server, or empty
 */
public record Profile(String username, String name, String bio, String website, String avatar) {

  private static final String BETWEEN_WORDS = "[\\s_-]+";

  /** Stands where there is no avatar: the first letters of the name's first and last word. */
  public String initials() {
    List<String> words =
        Stream.of(name.split(BETWEEN_WORDS)).filter(word -> !word.isEmpty()).toList();
    if (words.isEmpty()) {
      return initial(username);
    }
    String first = initial(words.get(0));
    return words.size() == 1 ? first : first + initial(words.get(words.size() - 1));
  }

  private static String initial(String word) {
    return Character.toString(word.codePointAt(0)).toUpperCase(Locale.ROOT);
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
