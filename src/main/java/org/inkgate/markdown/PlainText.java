package org.inkgate.markdown;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.ext.footnotes.FootnoteDefinition;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Block;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;

/**
 * Collects the words of a document that are there to be read: no raw HTML, no addresses.
 *
 * <p>commonmark's own text renderer writes {@code "link" (https://…)} and {@code /struck/}, which
 * is not what a list of posts should show.
 */
final class PlainText extends AbstractVisitor {

  private static final Pattern UNSEEN = Pattern.compile("(?i)<(/?)(script|style)\\b.*");

  private final StringBuilder words = new StringBuilder();
  private boolean unseen;

  private PlainText() {}

  static String of(Node document) {
    PlainText text = new PlainText();
    document.accept(text);
    return text.words.toString().replaceAll("\\s+", " ").strip();
  }

  @Override
  public void visit(Text text) {
    if (!unseen) {
      words.append(text.getLiteral());
    }
  }

  /** Tags are not words; nor is the content of a script, which the sanitizer removes. */
  @Override
  public void visit(HtmlInline html) {
    Matcher tag = UNSEEN.matcher(html.getLiteral());
    if (tag.lookingAt()) {
      unseen = tag.group(1).isEmpty();
    }
  }

  @Override
  public void visit(Code code) {
    words.append(code.getLiteral());
  }

  @Override
  public void visit(FencedCodeBlock code) {
    words.append(code.getLiteral());
  }

  @Override
  public void visit(IndentedCodeBlock code) {
    words.append(code.getLiteral());
  }

  /** A footnote is read where it is referred to, if at all. */
  @Override
  public void visit(CustomBlock block) {
    if (!(block instanceof FootnoteDefinition)) {
      super.visit(block);
    }
  }

  @Override
  public void visit(SoftLineBreak lineBreak) {
    words.append(' ');
  }

  @Override
  public void visit(HardLineBreak lineBreak) {
    words.append(' ');
  }

  @Override
  protected void visitChildren(Node parent) {
    super.visitChildren(parent);
    if (parent instanceof Heading && parent.getNext() != null && endsWithAWord()) {
      words.append(':');
    }
    // A paragraph, a heading, a table's cell: what follows is another word.
    if (parent instanceof Block || parent instanceof TableCell) {
      words.append(' ');
      unseen = false;
    }
  }

  private boolean endsWithAWord() {
    int length = words.length();
    return length > 0 && Character.isLetterOrDigit(words.codePointBefore(length));
  }
}
