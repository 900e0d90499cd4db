package org.inkgate.blog;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inkgate.http.Problem;
import org.inkgate.http.RequestFailedException;

/**
 * Which posts a list shows.
 *
 * @param page counted from 1
 * @param size how many posts a page holds, 1 to 100
 * @param status one's own posts of this status; without it, what everybody may see
 */
record PostQuery(
    int page,
    int size,
    Optional<String> tag,
    Optional<String> author,
    Optional<PostStatus> status) {

  private static final int USUAL_SIZE = 20;
  private static final int LARGEST_SIZE = 100;
  private static final int LAST_PAGE = 1_000_000;

  /**
   * Reads the query string.
   *
   * @throws RequestFailedException 400 naming the parameter and the rule
   */
  static PostQuery of(HttpServletRequest request) {
    Map<String, List<String>> errors = new LinkedHashMap<>();
    PostQuery query =
        new PostQuery(
            number(request, "page", 1, LAST_PAGE, errors),
            number(request, "size", USUAL_SIZE, LARGEST_SIZE, errors),
            text(request, "tag"),
            text(request, "author"),
            status(request, errors));
    if (!errors.isEmpty()) {
      throw new RequestFailedException(Problem.invalid(errors));
    }
    return query;
  }

  /** Whether it asks for what only its author may see. */
  boolean personal() {
    return status.filter(one -> one != PostStatus.PUBLISHED).isPresent();
  }

  private static Optional<String> text(HttpServletRequest request, String name) {
    return Optional.ofNullable(request.getParameter(name)).filter(value -> !value.isBlank());
  }

  private static int number(
      HttpServletRequest request,
      String name,
      int absent,
      int most,
      Map<String, List<String>> errors) {
    Optional<String> text = text(request, name);
    if (text.isEmpty()) {
      return absent;
    }
    try {
      int number = Integer.parseInt(text.get());
      if (number >= 1 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Falls through to the same refusal as a number out of range.
    }
    errors.put(name, List.of("must be a whole number from 1 to " + most));
    return absent;
  }

  private static Optional<PostStatus> status(
      HttpServletRequest request, Map<String, List<String>> errors) {
    Optional<String> word = text(request, "status");
    Optional<PostStatus> status = word.flatMap(PostStatus::of);
    if (word.isPresent() && status.isEmpty()) {
      errors.put("status", List.of("must be draft, scheduled or published"));
    }
    return status;
  }
}
