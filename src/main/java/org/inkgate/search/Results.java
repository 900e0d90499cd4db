package org.inkgate.search;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.inkgate.http.Listing;
import org.inkgate.posts.PostQuery;

/** One page of what was found, and what was looked for. */
public record Results(PostQuery query, Listing<Result> found) {

  public String words() {
    return query.words().orElse("");
  }

  /** The address of the same search, with all that narrows it. */
  public String here() {
    return address(query.tag(), query.author());
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
