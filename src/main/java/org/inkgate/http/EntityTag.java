package org.inkgate.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;

/**
 * What a client says of an answer that it has already (RFC 9110 §13.1.2).
 *
 * <p>The compressed form of an answer has an entity tag of its own (§8.8.3): {@code "x-gzip"} for
 * {@code "x"}. Both name one version, so a condition may hold either.
 */
public final class EntityTag {

  /** What the tag of a compressed answer has before its last quote. */
  public static final String GZIP = "-gzip";

  private static final String WEAK = "W/";

  private EntityTag() {}

  /**
   * Whether "If-None-Match" names this entity tag, by the weak comparison: then the answer is 304.
   *
   * @param etag strong, with its quotes
   */
  public static boolean isKnown(HttpServletRequest request, String etag) {
    String header = request.getHeader("If-None-Match");
    return header != null
        && (lists(header, "*") || lists(header, etag) || lists(header, gzip(etag)));
  }

  /** The tag of the compressed form. A weak tag is the same for both (RFC 9110 §8.8.1). */
  public static String gzip(String etag) {
    return etag.startsWith(WEAK) ? etag : etag.substring(0, etag.length() - 1) + GZIP + '"';
  }

  /** The tag of the form that a client has, which is told that it did not change (§15.4.5). */
  public static String ofKept(String header, String etag, boolean gzip) {
    boolean compressed = lists(header, gzip(etag)) && (gzip || !lists(header, etag));
    return compressed ? gzip(etag) : etag;
  }

  private static boolean lists(String header, String etag) {
    return Arrays.stream(header.split(","))
        .map(String::strip)
        .map(tag -> tag.startsWith(WEAK) ? tag.substring(WEAK.length()) : tag)
        .anyMatch(etag::equals);
  }
}
