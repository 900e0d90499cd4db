package org.inkgate.markdown;

import static org.inkgate.markdown.PostPolicy.OURS;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.commonmark.ext.footnotes.FootnoteDefinition;
import org.commonmark.ext.footnotes.FootnoteReference;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.task.list.items.TaskListItemMarker;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.renderer.html.AttributeProvider;

/** Gives one post's elements what a keyboard, a screen reader and the style sheet need. */
final class PostAttributes implements AttributeProvider {

  private static final int LONGEST_LABEL = 100;

  /** Footnotes are named by authors, in any letters; ids are numbered. */
  private final Map<String, String> footnoteIds = new HashMap<>();

  /** Read from the document at the first link that needs them. */
  private HeadingLinks headings;

  @Override
  public void setAttributes(Node node, String tag, Map<String, String> attributes) {
    if ("pre".equals(tag)) {
      attributes.put("tabindex", "0");
    } else if (node instanceof TaskListItemMarker task) {
      attributes.put("class", OURS + "task");
      attributes.put("aria-label", label(task));
    } else if (node instanceof TableCell cell) {
      attributes.remove("align");
      if (cell.getAlignment() != null) {
        attributes.put("class", OURS + cell.getAlignment().name().toLowerCase(Locale.ROOT));
      }
    } else if (node instanceof Link link && link.getDestination().startsWith("#")) {
      headings = headings == null ? new HeadingLinks(link) : headings;
      headings
          .id(link.getDestination().substring(1))
          .ifPresent(id -> attributes.put("href", "#" + OURS + id));
    } else if (node instanceof Link link && showsItsAddress(link)) {
      attributes.put("class", OURS + "bare");
    } else if (node instanceof FootnoteReference || node instanceof FootnoteDefinition) {
      footnote(tag, attributes);
    }
  }

  /** A check box is read out with the words beside it. */
  private static String label(TaskListItemMarker task) {
    Node words = task.getNext() == null ? task.getParent() : task.getNext();
    String text = PlainText.of(words);
    return text.substring(0, Math.min(text.length(), LONGEST_LABEL));
  }

  /** On paper, the address of a link stands after it, unless it is there already. */
  private static boolean showsItsAddress(Link link) {
    return link.getFirstChild() instanceof Text text
        && text.getNext() == null
        && link.getDestination().endsWith(text.getLiteral());
  }

  private void footnote(String tag, Map<String, String> attributes) {
    attributes.computeIfPresent("id", (name, id) -> footnoteId(id));
    attributes.computeIfPresent("href", (name, href) -> "#" + footnoteId(href.substring(1)));
    if ("section".equals(tag)) {
      attributes.put("class", OURS + "footnotes");
      attributes.put("aria-labelledby", OURS + "prose-footnotes");
    } else if ("a".equals(tag) && attributes.containsKey("aria-label")) {
      attributes.put("class", OURS + "back");
      attributes.put("aria-labelledby", OURS + "prose-back " + attributes.get("href").substring(1));
    }
  }

  private String footnoteId(String id) {
    return footnoteIds.computeIfAbsent(id, key -> OURS + "n-" + (footnoteIds.size() + 1));
  }
}
