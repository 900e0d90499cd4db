package org.inkgate.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;

/** What a client says of an answer that it has already (RFC 9110 §13.1.2). */
public final class EntityTag {

  private EntityTag() {}

  /**
   * Whether "If-None-Match" names this entity tag, by the weak comparison: then the answer is 304.
   *
   * @param etag strong, with its quotes
   */
  public static boolean isKnown(HttpServletRequest request, String etag) {
    String header = request.getHeader("If-None-Match");
    return header != null
        && Arrays.stream(header.split(","))
            .map(tag -> tag.strip().replaceFirst("^W/", ""))
            .anyMatch(tag -> tag.equals("*") || tag.equals(etag));
  }
}
