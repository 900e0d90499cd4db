package org.inkgate.markdown;

import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** Whether asterisks around a phrase would be read as emphasis (CommonMark 0.31 §6.2). */
final class Flanking {

  /** Stands for markup: it is punctuation. */
  private static final int MARKUP = '*';

  private static final int EDGE = ' ';

  private Flanking() {}

  static boolean works(Element phrase) {
    int before = neighbour(phrase.previousSibling(), phrase.parent(), false);
    int after = neighbour(phrase.nextSibling(), phrase.parent(), true);
    int first = inside(phrase.firstChild(), true);
    int last = inside(phrase.lastChild(), false);
    return before != MARKUP && after != MARKUP && opens(before, first) && opens(after, last);
  }

  private static boolean opens(int outside, int inside) {
    return !isSpace(inside)
        && (!isPunctuation(inside) || isSpace(outside) || isPunctuation(outside));
  }

  private static int neighbour(Node sibling, Element parent, boolean next) {
    if (sibling instanceof TextNode text) {
      return character(text.getWholeText(), next);
    }
    if (sibling instanceof Element element) {
      return switch (element.normalName()) {
        case "br" -> EDGE;
        case "em", "i", "strong", "b" -> MARKUP;
        // Its own mark: punctuation that runs into no asterisk.
        default -> '(';
      };
    }
    return parent != null && HtmlTags.INLINE.contains(parent.normalName()) ? '(' : EDGE;
  }

  private static int inside(Node child, boolean first) {
    return child instanceof TextNode text ? character(text.getWholeText(), first) : '(';
  }

  private static int character(String text, boolean first) {
    if (text.isEmpty()) {
      return EDGE;
    }
    return first ? text.codePointAt(0) : text.codePointBefore(text.length());
  }

  private static boolean isSpace(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private static boolean isPunctuation(int c) {
    return switch (Character.getType(c)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION,
          Character.MATH_SYMBOL,
          Character.CURRENCY_SYMBOL,
          Character.MODIFIER_SYMBOL,
          Character.OTHER_SYMBOL ->
          true;
      default -> false;
    };
  }
}
