package org.inkgate.site;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import org.inkgate.http.Reply;
import org.inkgate.http.RoutedServlet;
import org.inkgate.http.Routes;
import org.inkgate.http.texts.Accent;
import org.inkgate.http.texts.Site;

/** Hands out the accent colour as a style sheet, as the CSP allows no style in a page. */
public class SiteStyleServlet extends RoutedServlet {

  private static final long serialVersionUID = 1L;

  @Override
  protected void routes(Routes at) {
    at.get("/site.css", this::style).open();
  }

  private Reply style(HttpServletRequest request) {
    String css = Site.of(request).accent().map(SiteStyleServlet::css).orElse("");
    String etag = "\"" + Integer.toHexString(css.hashCode()) + "\"";
    return Reply.bytes("text/css;charset=UTF-8", () -> css.getBytes(StandardCharsets.UTF_8))
        .version(etag)
        .keptIf(true);
  }

  /** Print keeps its black ink. */
  private static String css(Accent accent) {
    return """
    @media screen {
      :root { --accent: %s; --on-accent: #fff; }
    }
    @media screen and (prefers-color-scheme: dark) {
      :root { --accent: %s; --on-accent: #10141c; }
    }
    """
        .formatted(accent.light(), accent.dark());
  }
}
