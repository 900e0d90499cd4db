package org.inkgate.posts;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.inkgate.http.EntityTag;
import org.inkgate.http.Problem;
import org.inkgate.http.RequestFailedException;
import org.inkgate.http.RequestFields;

/**
 * One version of one row, such as a post. What is created later at the same slug has another id, so
 * that an ETag or a form of the first never matches it.
 */
public record RowVersion(long id, long number) {

  private static final String FIELD = "version";

  private static final Pattern TEXT =
      Pattern.compile("(\\d{1,18})-v(\\d{1,18})(" + EntityTag.GZIP + ")?");

  /** Reads what {@link #text} wrote, or the tag of the compressed form; empty for anything else. */
  public static Optional<RowVersion> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new RowVersion(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))))
        : Optional.empty();
  }

  /**
   * The version that a form was opened for, as its hidden field says.
   *
   * @throws RequestFailedException 400 when the field is not a version
   */
  public static Optional<RowVersion> of(RequestFields fields) {
    Optional<String> text = fields.text(FIELD).filter(it -> !it.isBlank());
    Optional<RowVersion> version = text.flatMap(RowVersion::parse);
    if (text.isPresent() && version.isEmpty()) {
      throw new RequestFailedException(Problem.invalid(FIELD, "posts.problem.form-version"));
    }
    return version;
  }

  /** As a form holds it. */
  public String text() {
    return id + "-v" + number;
  }

  /** As the header "ETag" holds it: strong, because equal versions are equal byte for byte. */
  public String etag() {
    return '"' + text() + '"';
  }
}
