package org.inkgate.markdown;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;

/**
 * Lets emphasis and bare addresses stand beside Chinese, Japanese and Korean text, which has no
 * spaces between words. CommonMark 0.31 §6.2 reads {@code **真，**她} as asterisks, because
 * punctuation stands inside of them and a letter outside.
 */
public final class CjkText {

  /** A noncharacter: neither space nor punctuation for the parser, and never seen by readers. */
  private static final String MARK = "\ufdd0";

  private static final String CJK =
      "\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}\\p{IsBopomofo}\\u3000-\\u303f\\uff00-\\uffef";

  /** Asterisks with punctuation on one side of them and CJK on the other, or CJK punctuation. */
  private static final Pattern ASTERISKS =
      Pattern.compile(
          "(?<before>(?<=[\\p{P}\\p{S}&&[^*\\\\]])(?=\\*++["
              + CJK
              + "])|(?<=[\\p{P}\\p{S}&&["
              + CJK
              + "]])(?=\\*))"
              + "|(?<after>(?<=["
              + CJK
              + "]\\*{1,3})(?=[\\p{P}\\p{S}&&[^*]])|(?<=\\*)(?=[\\p{P}\\p{S}&&["
              + CJK
              + "]]))");

  private static final Pattern END_OF_ADDRESS = Pattern.compile("[、。，．！？：；「」『』（）【】《》〈〉〔〕]");

  private static final Pattern ADDRESS = Pattern.compile("https?://");

  private CjkText() {}

  /** A text in which asterisks beside CJK punctuation are emphasis. */
  public static String mark(String text) {
    boolean needed = text.indexOf('*') >= 0 && text.chars().anyMatch(c -> c >= 0x1100);
    return needed ? ASTERISKS.matcher(text).replaceAll(MARK) : text;
  }

  /** What was written of such a text, as it is read. */
  public static String unmark(String text) {
    return text.indexOf(MARK.charAt(0)) < 0 ? text : text.replace(MARK, "");
  }

  /** Ends addresses that were not marked as links where CJK punctuation begins. */
  public static Node shortenLinks(Node document) {
    document.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Link link) {
            shorten(link);
          }
        });
    return document;
  }

  private static void shorten(Link found) {
    for (Optional<Link> link = Optional.of(found); link.isPresent(); ) {
      link = cut(link.get());
    }
  }

  /** Cuts a link; returns the one that begins in what it held besides its address. */
  private static Optional<Link> cut(Link link) {
    if (!(link.getFirstChild() instanceof Text text)
        || text.getNext() != null
        || !link.getDestination().equals(text.getLiteral())) {
      return Optional.empty();
    }
    String address = text.getLiteral();
    Matcher end = END_OF_ADDRESS.matcher(address);
    if (!end.find()) {
      return Optional.empty();
    }
    link.setDestination(address.substring(0, end.start()));
    text.setLiteral(link.getDestination());
    String rest = address.substring(end.start());
    Matcher another = ADDRESS.matcher(rest);
    if (!another.find()) {
      link.insertAfter(new Text(rest));
      return Optional.empty();
    }
    Link next = new Link(rest.substring(another.start()), null);
    next.appendChild(new Text(next.getDestination()));
    Text between = new Text(rest.substring(0, another.start()));
    link.insertAfter(between);
    between.insertAfter(next);
    return Optional.of(next);
  }
}
