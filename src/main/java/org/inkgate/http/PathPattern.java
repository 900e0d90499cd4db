package org.inkgate.http;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The paths of a route, such as {@code /blogs/{slug}/edit}: a name in braces stands for any one
 * segment that is not empty, every other segment for itself.
 */
record PathPattern(String text, List<String> segments) {

  private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9._-]+|\\{[a-z]+}");

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException for one that could not match, or not as it looks
   */
  static PathPattern of(String text) {
    List<String> segments = List.of(split(text));
    boolean sound = segments.stream().allMatch(it -> SEGMENT.matcher(it).matches());
    if (!text.startsWith("/") || !sound && !"/".equals(text)) {
      throw new IllegalArgumentException(text + " is not the pattern of a path");
    }
    return new PathPattern(text, segments);
  }

  /** The segments of a path: what stands between its slashes. */
  static String[] split(String path) {
    return path.substring(path.startsWith("/") ? 1 : 0).split("/", -1);
  }

  static boolean isName(String segment) {
    return segment.startsWith("{");
  }

  /** Whether it is the path itself, without a name. */
  boolean isLiteral() {
    return segments.stream().noneMatch(PathPattern::isName);
  }

  /** The pattern by which the server finds it, which knows a "*" at the end only. */
  String urlPattern() {
    if ("/".equals(text)) {
      return "";
    }
    int name = text.indexOf('{');
    return name < 0 ? text : text.substring(0, name) + "*";
  }

  /** Whether a path matches both, and neither pattern is the more special one in each segment. */
  boolean isAmbiguousWith(PathPattern other) {
    boolean here = false;
    boolean there = false;
    for (int i = 0; i < segments.size() && segments.size() == other.segments.size(); i++) {
      boolean name = isName(segments.get(i));
      boolean othersName = isName(other.segments.get(i));
      if (!name && !othersName && !segments.get(i).equals(other.segments.get(i))) {
        return false;
      }
      here |= othersName && !name;
      there |= name && !othersName;
    }
    return here && there;
  }
}
