package org.inkgate.posts;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.inkgate.http.QueryParameters;
import org.inkgate.http.RequestFailedException;

/**
 * Which posts a list shows.
 *
 * @param page counted from 1
 * @param size how many posts a page holds, 1 to 100
 * @param period when the posts were published
 * @param status one's own posts of this status; without it, the public posts
 * @param words what a {@link PostSearch} is to look for
 * @param published as "from" and "to" limit it, independent of the period
 */
public record PostQuery(
    int page,
    int size,
    Optional<String> tag,
    Optional<String> author,
    Optional<Period> period,
    Optional<PostStatus> status,
    Optional<String> words,
    DateRange published,
    PostOrder order) {

  private static final int USUAL_SIZE = 20;
  private static final int LARGEST_SIZE = 100;

  public PostQuery(
      int page,
      int size,
      Optional<String> tag,
      Optional<String> author,
      Optional<PostStatus> status) {
    this(page, size, tag, author, status, Optional.empty());
  }

  public PostQuery(
      int page,
      int size,
      Optional<String> tag,
      Optional<String> author,
      Optional<PostStatus> status,
      Optional<String> words) {
    this(
        page,
        size,
        tag,
        author,
        Optional.empty(),
        status,
        words,
        DateRange.ALWAYS,
        PostOrder.NEWEST);
  }

  /**
   * Reads the query string.
   *
   * @throws RequestFailedException 400 naming the parameter and the rule
   */
  public static PostQuery of(HttpServletRequest request) {
    QueryParameters parameters = new QueryParameters(request);
    PostQuery query =
        new PostQuery(
            parameters.page(),
            parameters.number("size", USUAL_SIZE, LARGEST_SIZE),
            parameters.text("tag"),
            parameters.text("author"),
            Optional.empty(),
            status(parameters),
            parameters.text("q"),
            DateRange.of(parameters),
            order(parameters));
    if (query.words().isPresent() && query.personal()) {
      parameters.error("status", "posts.problem.beside-q");
    }
    if (query.words().isPresent() && parameters.text("sort").isPresent()) {
      parameters.error("sort", "posts.problem.sort-beside-q");
    }
    parameters.check();
    return query;
  }

  /** The same for all posts of this list, on all pages and in any order. */
  public PostQuery whole() {
    return new PostQuery(1, 1, tag, author, period, status, words, published, PostOrder.NEWEST);
  }

  /** The same question about one tag's posts. */
  public PostQuery tagged(String oneTag) {
    return new PostQuery(
        page, size, Optional.of(oneTag), author, period, status, words, published, order);
  }

  /** The same question about what was published then. */
  public PostQuery in(Period then) {
    return new PostQuery(
        page, size, tag, author, Optional.of(then), status, words, published, order);
  }

  /** Whether it leaves out public posts. */
  public boolean filtered() {
    return tag.isPresent() || author.isPresent() || period.isPresent();
  }

  /** What narrows a feed to the same posts, as in "tag=java"; empty for all. */
  public String feed() {
    List<String> parts = new ArrayList<>();
    tag.ifPresent(it -> parts.add("tag=" + URLEncoder.encode(it, StandardCharsets.UTF_8)));
    author.ifPresent(it -> parts.add("author=" + URLEncoder.encode(it, StandardCharsets.UTF_8)));
    return String.join("&", parts);
  }

  /** Whether it asks for what only its author may see. */
  public boolean personal() {
    return status.filter(one -> one != PostStatus.PUBLISHED).isPresent();
  }

  /** The same page of one author's published posts. */
  public PostQuery publishedBy(String username) {
    return new PostQuery(
        page,
        size,
        Optional.empty(),
        Optional.of(username),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        published,
        order);
  }

  /** The same page of one's own posts of one status. */
  public PostQuery own(PostStatus wanted) {
    return new PostQuery(
        page,
        size,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(wanted),
        Optional.empty(),
        published,
        order);
  }

  private static PostOrder order(QueryParameters parameters) {
    Optional<String> word = parameters.text("sort");
    Optional<PostOrder> order = word.flatMap(PostOrder::of);
    if (word.isPresent() && order.isEmpty()) {
      parameters.error("sort", "site.problem.one-of", PostOrder.words());
    }
    return order.orElse(PostOrder.NEWEST);
  }

  private static Optional<PostStatus> status(QueryParameters parameters) {
    Optional<String> word = parameters.text("status");
    Optional<PostStatus> status = word.flatMap(PostStatus::of);
    if (word.isPresent() && status.isEmpty()) {
      parameters.error("status", "posts.problem.status");
    }
    return status;
  }
}
