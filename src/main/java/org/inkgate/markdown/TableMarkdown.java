package org.inkgate.markdown;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.inkgate.markdown.InlineMarkdown.Place;
import org.jsoup.nodes.Element;

/** Writes a table with pipes, if it is as plain as that: a row of headings, and lines in cells. */
final class TableMarkdown {

  private final boolean tags;

  TableMarkdown(boolean tags) {
    this.tags = tags;
  }

  Optional<String> write(Element table) {
    List<Element> rows = table.select("tr");
    boolean foot = table.selectFirst("tfoot, caption, table table, [colspan], [rowspan]") != null;
    if (foot || rows.isEmpty() || !isHead(rows.get(0))) {
      return Optional.empty();
    }
    int width = rows.get(0).childrenSize();
    boolean even =
        rows.stream()
            .allMatch(
                row ->
                    row.childrenSize() == width
                        && row.children().stream().noneMatch(TableMarkdown::holdsBlocks));
    boolean oneHead = rows.stream().skip(1).allMatch(row -> row.selectFirst("> th") == null);
    if (!even || !oneHead) {
      return Optional.empty();
    }
    String line =
        rows.get(0).children().stream()
            .map(TableMarkdown::alignment)
            .collect(Collectors.joining("|", "|", "|"));
    StringBuilder text = new StringBuilder(row(rows.get(0))).append('\n').append(line);
    rows.stream().skip(1).forEach(row -> text.append('\n').append(row(row)));
    return Optional.of(text.toString());
  }

  private static boolean isHead(Element row) {
    return row.childrenSize() > 0
        && row.children().stream().allMatch(cell -> "th".equals(cell.normalName()));
  }

  private static boolean holdsBlocks(Element cell) {
    return cell.childNodes().stream().anyMatch(HtmlTags::isBlock);
  }

  private static String alignment(Element cell) {
    return switch (cell.attr("align")) {
      case "left" -> ":--";
      case "center" -> ":-:";
      case "right" -> "--:";
      default -> "---";
    };
  }

  private String row(Element row) {
    return row.children().stream()
        .map(cell -> InlineMarkdown.of(cell.childNodes(), Place.LINE, tags).replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |"));
  }
}
