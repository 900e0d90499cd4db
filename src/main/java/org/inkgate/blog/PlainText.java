package org.inkgate.blog;

import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Block;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
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

  private final StringBuilder words = new StringBuilder();

  private PlainText() {}

  static String of(Node document) {
    PlainText text = new PlainText();
    document.accept(text);
    return text.words.toString().replaceAll("\\s+", " ").strip();
  }

  @Override
  public void visit(Text text) {
    words.append(text.getLiteral());
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
    // A paragraph, a heading, a table's cell: what follows is another word.
    if (parent instanceof Block || parent instanceof TableCell) {
      words.append(' ');
    }
  }
}
