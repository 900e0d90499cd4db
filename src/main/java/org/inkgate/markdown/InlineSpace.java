package org.inkgate.markdown;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** Moves and removes white space that is not seen at the ends of phrases and of lines. */
final class InlineSpace {

  private InlineSpace() {}

  /**
   * Adds a phrase with the space at its ends beside it: no emphasis in Markdown begins with one.
   */
  static void outside(Element phrase, Element to) {
    boolean after = phrase.lastChild() instanceof TextNode text && endsWithSpace(text);
    if (phrase.firstChild() instanceof TextNode text && startsWithSpace(text)) {
      text.text(text.getWholeText().substring(1));
      to.appendChild(new TextNode(" "));
    }
    to.appendChild(phrase);
    if (after && phrase.lastChild() instanceof TextNode text) {
      String whole = text.getWholeText();
      text.text(whole.substring(0, Math.max(0, whole.length() - 1)));
      to.appendChild(new TextNode(" "));
    }
  }

  private static boolean startsWithSpace(TextNode text) {
    return text.getWholeText().startsWith(" ");
  }

  private static boolean endsWithSpace(TextNode text) {
    return text.getWholeText().endsWith(" ");
  }

  /** What is seen of a line: nothing of the space and the line breaks at its ends. */
  static List<Node> trimmed(List<Node> run) {
    int from = 0;
    int to = run.size();
    while (from < to && isUnseen(run.get(from))) {
      from++;
    }
    while (from < to && isUnseen(run.get(to - 1))) {
      to--;
    }
    List<Node> trimmed = new ArrayList<>(run.subList(from, to));
    if (!trimmed.isEmpty() && trimmed.get(0) instanceof TextNode text && startsWithSpace(text)) {
      text.text(text.getWholeText().substring(1));
    }
    if (!trimmed.isEmpty()
        && trimmed.get(trimmed.size() - 1) instanceof TextNode text
        && endsWithSpace(text)) {
      text.text(text.getWholeText().substring(0, text.getWholeText().length() - 1));
    }
    return trimmed;
  }

  private static boolean isUnseen(Node node) {
    return HtmlTags.is(node, "br")
        || node instanceof TextNode text && HtmlSpace.isBlank(text.getWholeText());
  }
}
