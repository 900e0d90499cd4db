package org.inkgate.users;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.inkgate.http.OwnPath;
import org.inkgate.http.RequestFields;
import org.inkgate.http.VisibleText;

/** A profile as its owner sends it; each part may be empty. */
public record ProfileDraft(
    @VisibleText @OneScript @Size(max = 60, message = "posts.problem.too-long {max}")
        String displayName,
    @Size(max = 500, message = "posts.problem.too-long {max}") String bio,
    @Size(max = 300, message = "posts.problem.too-long {max}") String website,
    @OwnPath String avatar) {

  private static final Set<String> SCHEMES = Set.of("http", "https");

  /** Reads a whole profile; what is absent is empty. */
  public static ProfileDraft of(RequestFields fields) {
    return over(fields, new ProfileDraft("", "", "", ""));
  }

  /** Reads the fields that are there and takes the others from a profile (RFC 7396). */
  public static ProfileDraft over(RequestFields fields, ProfileDraft before) {
    return new ProfileDraft(
        fields.has("display_name")
            ? fields.text("display_name").orElse("").replaceAll("\\s+", " ").strip()
            : before.displayName(),
        // A form sends two characters for each line's end, where the user typed one.
        fields.has("bio")
            ? fields.text("bio").orElse("").replaceAll("\\r\\n?", "\n").strip()
            : before.bio(),
        fields.has("website") ? fields.text("website").orElse("").strip() : before.website(),
        fields.has("avatar") ? fields.text("avatar").orElse("").strip() : before.avatar());
  }

  @AssertTrue(message = "profile.problem.web-address")
  boolean isWebsite() {
    if (website.isEmpty()) {
      return true;
    }
    try {
      URI address = new URI(website);
      String host = address.getRawAuthority();
      return address.getScheme() != null
          && SCHEMES.contains(address.getScheme().toLowerCase(Locale.ROOT))
          && host != null
          // What stands before an "@" only looks like the host.
          && !host.contains("@");
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** The profile as a form shows it, and as its owner's JSON does. */
  public Map<String, String> values() {
    return Map.of("display_name", displayName, "bio", bio, "website", website, "avatar", avatar);
  }
}
