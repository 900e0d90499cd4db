package org.inkgate.transfer;

import com.vladsch.flexmark.html2md.converter.FlexmarkHtmlConverter;
import com.vladsch.flexmark.util.data.MutableDataSet;

/** Turns other programs' HTML into Markdown, as their authors will want to go on with. */
final class HtmlText {

  private static final FlexmarkHtmlConverter CONVERTER =
      FlexmarkHtmlConverter.builder(
              new MutableDataSet()
                  .set(FlexmarkHtmlConverter.SETEXT_HEADINGS, false)
                  .set(FlexmarkHtmlConverter.OUTPUT_ATTRIBUTES_ID, false)
                  .set(FlexmarkHtmlConverter.BR_AS_EXTRA_BLANK_LINES, false))
          .build();

  private HtmlText() {}

  /**
   * The Markdown of a piece of HTML.
   *
   * @throws IllegalArgumentException for HTML that is nested too deeply
   */
  static String markdown(String html) {
    // WordPress keeps paragraphs as blank lines, and makes elements of them only for readers.
    boolean lines = !html.contains("<p") && html.contains("\n\n");
    String paragraphs =
        lines ? "<p>" + html.replaceAll("\\r?\\n(?:[ \\t]*\\r?\\n)+", "</p><p>") + "</p>" : html;
    try {
      return CONVERTER.convert(paragraphs.replaceAll("(?s)<!--.*?-->", "")).strip();
    } catch (StackOverflowError e) {
      throw new IllegalArgumentException("The HTML is nested too deeply", e);
    }
  }
}
