package org.inkgate.transfer;

import java.util.List;
import org.inkgate.markdown.HtmlToMarkdown;
import org.inkgate.transfer.ReportLine.Reason;

/** Something about an imported item that is not as it was. */
record Note(Reason reason, String detail) {

  /** Adds what a conversion to Markdown changed. */
  static void addAll(HtmlToMarkdown.Result result, List<Note> notes) {
    result.embedded().forEach(it -> notes.add(new Note(Reason.EMBEDDED, it)));
    if (result.cut()) {
      notes.add(new Note(Reason.SHORTENED, "body"));
    }
  }
}
