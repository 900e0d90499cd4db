package org.inkgate.markdown;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;

/**
 * Finds the heading that a link such as {@code [Intro](#intro)} means: by its words, as the readers
 * of many programs do. The ids themselves begin with a mark of ours.
 */
final class HeadingLinks {

  private static final Pattern NUMBERED = Pattern.compile("(.*)--(\\d{1,6})");

  private final Set<String> ids = new HashSet<>();
  private final Map<String, String> idsByWords = new HashMap<>();

  /** Reads the headings of the document that a node is in. */
  HeadingLinks(Node node) {
    Node document = node;
    while (document.getParent() != null) {
      document = document.getParent();
    }
    HeadingIds next = new HeadingIds();
    document.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Heading heading) {
            String text = PlainText.of(heading);
            if (!text.isEmpty()) {
              String id = next.next(text);
              ids.add(id);
              idsByWords.putIfAbsent(words(id), id);
            }
          }
        });
  }

  /** The fragment that GitHub has for a heading: it counts equal ones from the second. */
  private static String words(String id) {
    Matcher numbered = NUMBERED.matcher(id);
    String words =
        numbered.matches()
            ? numbered.group(1) + "-" + (Integer.parseInt(numbered.group(2)) - 1)
            : id;
    return words.substring("s-".length());
  }

  /** The id of the heading that a fragment means. */
  Optional<String> id(String fragment) {
    if (ids.contains(fragment)) {
      return Optional.of(fragment);
    }
    try {
      String words = URLDecoder.decode(fragment.replace("+", "%2B"), StandardCharsets.UTF_8);
      return Optional.ofNullable(idsByWords.get(Slug.ofTitle(words).value()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
