package org.inkgate.conduit;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.inkgate.http.QueryParameters;
import org.inkgate.http.RequestFailedException;

/**
 * Which articles a list shows.
 *
 * @param favorited the name of a user who likes them
 * @param follower the id of a user who follows their authors
 * @param limit at most so many, 1 to 100
 * @param offset how many are left out before them
 */
record ArticleQuery(
    Optional<String> tag,
    Optional<String> author,
    Optional<String> favorited,
    Optional<Long> follower,
    int limit,
    int offset) {

  private static final int USUAL_LIMIT = 20;
  private static final int LARGEST_LIMIT = 100;
  private static final int LARGEST_OFFSET = 100_000_000;

  /**
   * Reads the query string.
   *
   * @throws RequestFailedException 400 naming the parameter and the rule
   */
  static ArticleQuery of(HttpServletRequest request) {
    QueryParameters parameters = new QueryParameters(request);
    boolean fromFirst = parameters.text("offset").filter("0"::equals).isPresent();
    ArticleQuery query =
        new ArticleQuery(
            parameters.text("tag"),
            parameters.text("author"),
            parameters.text("favorited"),
            Optional.empty(),
            // A client that asks for more gets a part, and the total.
            Math.min(parameters.number("limit", USUAL_LIMIT, Integer.MAX_VALUE), LARGEST_LIMIT),
            fromFirst ? 0 : parameters.number("offset", 0, LARGEST_OFFSET));
    parameters.check();
    return query;
  }

  /** The same stretch of what those write whom a user follows. */
  ArticleQuery feedOf(long user) {
    return new ArticleQuery(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(user), limit, offset);
  }
}
