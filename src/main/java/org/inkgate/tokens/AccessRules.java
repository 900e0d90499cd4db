package org.inkgate.tokens;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which requests need no token.
 *
 * <p>Everything needs one unless a rule opens it. A rule is a line {@code METHOD[,METHOD] path}; a
 * {@code *} in the path stands for one segment, instead of a method for all. A rule that begins
 * with {@code token} closes again what a {@code *} opened.
 */
final class AccessRules {

  private record Rule(boolean open, List<String> methods, List<String> segments) {

    boolean matches(String method, List<String> path) {
      if (path.size() != segments.size()) {
        return false;
      }
      for (int i = 0; i < path.size(); i++) {
        boolean any = "*".equals(segments.get(i)) && !path.get(i).isEmpty();
        if (!any && !segments.get(i).equals(path.get(i))) {
          return false;
        }
      }
      return covers(method);
    }

    /** OPTIONS only tells which methods there are, so it is as open as the path is at all. */
    private boolean covers(String method) {
      return methods.contains(method) || methods.contains("*") || "OPTIONS".equals(method);
    }
  }

  private final List<Rule> rules = new ArrayList<>();

  /**
   * Reads the rules.
   *
   * @throws IllegalArgumentException for a line that is none
   */
  AccessRules(String lines) {
    lines.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(this::add);
  }

  private void add(String line) {
    String[] words = line.split("\\s+");
    boolean closes = "token".equals(words[0]);
    int first = closes ? 1 : 0;
    if (words.length != first + 2 || !words[first + 1].startsWith("/")) {
      throw new IllegalArgumentException("Not a rule: " + line);
    }
    rules.add(new Rule(!closes, List.of(words[first].split(",")), segments(words[first + 1])));
  }

  private static List<String> segments(String path) {
    return Arrays.asList(path.split("/", -1));
  }

  boolean open(String method, String path) {
    List<String> segments = segments(path);
    String asked = "HEAD".equals(method) ? "GET" : method;
    boolean open = false;
    for (Rule rule : rules) {
      if (rule.matches(asked, segments)) {
        if (!rule.open()) {
          return false;
        }
        open = true;
      }
    }
    return open;
  }
}
