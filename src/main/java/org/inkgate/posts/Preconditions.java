package org.inkgate.posts;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.inkgate.http.Problem;
import org.inkgate.http.RequestFailedException;

/** Conditional requests on a post (RFC 9110 §13): its ETag is a {@link RowVersion}. */
public final class Preconditions {

  private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");

  private static final Pattern STRICT =
      Pattern.compile("(^|[,;])\\s*handling\\s*=\\s*\"?strict\\b", Pattern.CASE_INSENSITIVE);

  private Preconditions() {}

  private static String preferences(HttpServletRequest request) {
    return String.join(",", Collections.list(request.getHeaders("Prefer")));
  }

  public static String etag(PostView post) {
    return post.rowVersion().etag();
  }

  /**
   * The version that "If-Match" demands.
   *
   * @throws RequestFailedException 412 for an entity tag of another form; 428 without one, when the
   *     client wants to be held to it by {@code Prefer: handling=strict} (RFC 7240 §4.4)
   */
  public static Optional<RowVersion> expectedVersion(HttpServletRequest request) {
    String header = request.getHeader("If-Match");
    if (header == null && STRICT.matcher(preferences(request)).find()) {
      throw new RequestFailedException(
          Problem.of(428, "precondition-required", "posts.problem.if-match"));
    }
    if (header == null || header.strip().equals("*")) {
      return Optional.empty();
    }
    // By the strong comparison (RFC 9110 §13.1.1): W/"…" never matches.
    Matcher quoted = QUOTED.matcher(header.strip());
    Optional<RowVersion> version =
        quoted.matches() ? RowVersion.parse(quoted.group(1)) : Optional.empty();
    if (version.isEmpty()) {
      throw new RequestFailedException(
          Problem.of(412, "changed-meanwhile", "posts.problem.not-a-version"));
    }
    return version;
  }
}
