package org.inkgate.transfer.imports;

import java.util.List;
import org.inkgate.markdown.HtmlToMarkdown;
import org.inkgate.transfer.imports.ReportEntry.Reason;

/** Something about an imported item that is not as it was. */
public record Note(Reason reason, String detail) {

  /** Adds what a conversion to Markdown changed. */
  public static void addAll(HtmlToMarkdown.Result result, List<Note> notes) {
    result.embedded().forEach(it -> notes.add(new Note(Reason.EMBEDDED, it)));
    if (result.cut()) {
      notes.add(new Note(Reason.SHORTENED, "body"));
    }
  }
}
