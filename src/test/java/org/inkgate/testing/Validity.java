package org.inkgate.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import nu.validator.client.EmbeddedValidator;
import org.xml.sax.SAXException;

/** Asks the Nu Html Checker about pages; it needs no network. */
public final class Validity {

  private Validity() {}

  /** What is wrong with a page, a line each. */
  public static List<String> complaints(String html) {
    EmbeddedValidator validator = new EmbeddedValidator();
    validator.setOutputFormat(EmbeddedValidator.OutputFormat.GNU);
    // Posts may be in any language, independent of the interface's.
    validator.setNoLangDetect(true);
    try {
      return validator
          .validate(new ByteArrayInputStream(html.getBytes(StandardCharsets.UTF_8)))
          .lines()
          .filter(line -> !line.isBlank())
          // Valid, and how the sanitizer writes.
          .filter(line -> !line.contains("info: Trailing slash on void elements"))
          .toList();
    } catch (IOException | SAXException e) {
      throw new IllegalStateException(e);
    }
  }
}
