package org.inkgate.posts;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** By what a list of posts is sorted. */
public enum PostOrder {
  NEWEST("-published_at", "p.publishedAt DESC, p.id DESC"),
  OLDEST("published_at", "p.publishedAt, p.id"),
  LAST_UPDATED("-updated_at", "p.updatedAt DESC, p.id DESC"),
  FIRST_UPDATED("updated_at", "p.updatedAt, p.id"),
  LAST_CREATED("-created_at", "p.createdAt DESC, p.id DESC"),
  FIRST_CREATED("created_at", "p.createdAt, p.id"),
  TITLE("title", "LOWER(p.title), p.id"),
  TITLE_BACKWARDS("-title", "LOWER(p.title) DESC, p.id DESC");

  private final String word;
  private final String clause;

  PostOrder(String word, String clause) {
    this.word = word;
    this.clause = clause;
  }

  /** The name in query strings; a minus puts the greatest first. */
  public String word() {
    return word;
  }

  /** What follows ORDER BY. */
  public String clause() {
    return clause;
  }

  static Optional<PostOrder> of(String word) {
    return Arrays.stream(values()).filter(order -> order.word.equals(word)).findFirst();
  }

  static String words() {
    return Arrays.stream(values()).map(PostOrder::word).collect(Collectors.joining(", "));
  }
}
