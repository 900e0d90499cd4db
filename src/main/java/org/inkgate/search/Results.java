package org.inkgate.search;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.inkgate.blog.PostQuery;

/**
 * One page of what was found.
 *
 * @param total how many there are on all pages
 */
public record Results(PostQuery query, List<Result> results, long total) {

  public String words() {
    return query.words().orElse("");
  }

  /** How many pages there are; 1 when nothing was found. */
  public int pages() {
    return (int) Math.max(1, (total + query.size() - 1) / query.size());
  }

  /** The address of another page of the same search. */
  public String page(int number) {
    return address(query.tag(), query.author()) + "&page=" + number;
  }

  /** The address of the same search among all posts. */
  public String everywhere() {
    return address(Optional.empty(), Optional.empty());
  }

  private String address(Optional<String> tag, Optional<String> author) {
    return "/blogs?q="
        + encode(words())
        + tag.map(value -> "&tag=" + encode(value)).orElse("")
        + author.map(value -> "&author=" + encode(value)).orElse("");
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
