package org.inkgate.conduit;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.inkgate.http.RequestFields;
import org.inkgate.users.GoodPassword;
import org.inkgate.users.Mailable;
import org.inkgate.users.Username;

/**
 * What users change about themselves; what is absent stays.
 *
 * @param image the address of a picture; empty for none
 */
record UserChange(
    Optional<@Username String> username,
    Optional<@Mailable String> email,
    Optional<@Size(max = 500, message = "posts.problem.too-long {max}") String> bio,
    Optional<@Size(max = 500, message = "posts.problem.too-long {max}") String> image,
    Optional<@GoodPassword String> password) {

  private static final Set<String> SCHEMES = Set.of("http", "https");

  static UserChange of(RequestFields fields) {
    Required.changed(fields, "email", "username", "password");
    return new UserChange(
        fields.text("username").map(String::strip).filter(text -> !text.isEmpty()),
        fields.text("email").map(String::strip).filter(text -> !text.isEmpty()),
        textOrNone(fields, "bio"),
        textOrNone(fields, "image"),
        fields.text("password").filter(text -> !text.isBlank()));
  }

  /** Null takes away what was there. */
  private static Optional<String> textOrNone(RequestFields fields, String field) {
    return fields.has(field)
        ? Optional.of(fields.text(field).map(String::strip).orElse(""))
        : Optional.empty();
  }

  @AssertTrue(message = "profile.problem.web-address")
  boolean isImage() {
    return image.filter(address -> !address.isEmpty() && !isWebAddress(address)).isEmpty();
  }

  private static boolean isWebAddress(String address) {
    try {
      URI uri = new URI(address);
      return uri.getScheme() != null
          && SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT))
          && uri.getHost() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  @Override
  public String toString() {
    return "UserChange[]";
  }
}
