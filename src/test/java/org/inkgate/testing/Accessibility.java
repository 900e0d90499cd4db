package org.inkgate.testing;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Asks axe-core about pages. Playwright runs it by the debugger, past our CSP, which stays on. */
public final class Accessibility {

  private static final String AXE = script();

  private Accessibility() {}

  /** What is wrong with the page that is shown, a line each. */
  public static List<String> complaints(Page page) {
    return ask(page, "undefined");
  }

  /** What is wrong with its colours alone; that is asked for sooner. */
  public static List<String> colourComplaints(Page page) {
    return ask(page, "['color-contrast']");
  }

  @SuppressWarnings("unchecked")
  private static List<String> ask(Page page, String rules) {
    page.evaluate("() => { if (!window.axe) { " + AXE + "\n } }");
    return (List<String>)
        page.evaluate(
            """
            async () => {
              const runOnly = %s;
              const { violations } =
                  await axe.run({ resultTypes: ["violations"], ...(runOnly && { runOnly }) });
              return violations.flatMap(({ id, nodes }) =>
                  nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`));
            }
            """
                .formatted(rules));
  }

  private static String script() {
    try (InputStream axe = Accessibility.class.getResourceAsStream("/axe.min.js")) {
      return new String(axe.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
