package org.inkgate.testing;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The system's Chromium, without a window; nothing is downloaded. */
public final class Chromium implements AutoCloseable {

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  private static final String MISSING =
      "No Chromium on the PATH: install the package chromium (apt-get install chromium)";

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /** Starts it. Where there is none, the test is skipped; but it fails where CI is set. */
  public static Chromium start() {
    Optional<Path> executable = executable();
    if (executable.isEmpty() && System.getenv("CI") != null) {
      throw new AssertionError(MISSING);
    }
    Assumptions.assumeTrue(executable.isPresent(), MISSING);
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    Browser browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(executable.get())
                    // Chromium's sandbox refuses to run as root.
                    .setChromiumSandbox(!"root".equals(System.getProperty("user.name"))));
    return new Chromium(playwright, browser);
  }

  private static Optional<Path> executable() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** A page in a profile of its own; paths are relative to this address. */
  public Page open(URI base) {
    return context(base, true).newPage();
  }

  /** The same with JavaScript switched off. */
  public Page openWithoutJavaScript(URI base) {
    return context(base, false).newPage();
  }

  /** A profile of its own, for tests that need more than one page in it. */
  public BrowserContext context(URI base, boolean javaScript) {
    return browser.newContext(
        new Browser.NewContextOptions()
            .setBaseURL(base.toString())
            .setJavaScriptEnabled(javaScript));
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
