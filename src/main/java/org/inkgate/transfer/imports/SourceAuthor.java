package org.inkgate.transfer.imports;

import java.time.Instant;
import java.util.Optional;

/**
 * A person as another program has them.
 *
 * @param source tells them from all others; empty for an account of another Inkgate, which its user
 *     name tells
 * @param login the name there, which may be one that no user may have here
 * @param reader whether they only comment
 */
public record SourceAuthor(
    String source,
    String login,
    String displayName,
    String bio,
    String website,
    String email,
    String avatar,
    boolean reader,
    Optional<Instant> created) {

  public static SourceAuthor of(String source, String login, String displayName, boolean reader) {
    return new SourceAuthor(source, login, displayName, "", "", "", "", reader, Optional.empty());
  }
}
