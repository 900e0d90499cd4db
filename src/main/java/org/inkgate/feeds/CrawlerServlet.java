package org.inkgate.feeds;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamException;
import org.inkgate.config.Settings;
import org.inkgate.http.Reply;
import org.inkgate.http.RoutedServlet;
import org.inkgate.http.Routes;
import org.inkgate.site.SitePages;

/** Tells crawlers what there is (sitemaps.org) and what is not for them (RFC 9309). */
public class CrawlerServlet extends RoutedServlet {

  private static final long serialVersionUID = 1L;

  /** What needs an account, is a form, or is made anew for every question. */
  private static final List<String> NOT_FOR_CRAWLERS =
      List.of(
          "/account",
          "/admin",
          "/blogs/new",
          "/blogs/*/edit",
          "/blogs/*/delete",
          "/blogs/*/revisions",
          "/blogs?q=",
          "/login",
          "/password/",
          "/preview",
          "/register");

  @Inject private transient SiteMaps maps;
  @Inject private transient RecentAnswers recent;
  @Inject private transient SitePages sitePages;
  @Inject private transient Settings settings;

  @Override
  protected void routes(Routes at) {
    at.get("/robots.txt", this::robots).open();
    at.get("/sitemap.xml", this::map).open();
    at.get("/sitemaps/{file}", this::map).open();
  }

  private Reply map(HttpServletRequest request) {
    String path = Routes.path(request);
    return recent.find(List.of(path, sitePages.revision()), () -> made(path)).reply();
  }

  private CachedAnswer made(String path) {
    try {
      byte[] xml =
          "/sitemap.xml".equals(path)
              ? maps.whole()
              : maps.file(path.substring(path.lastIndexOf('/') + 1));
      return new CachedAnswer("application/xml", xml);
    } catch (XMLStreamException e) {
      // Nothing is written but to memory.
      throw new IllegalStateException(e);
    }
  }

  private Reply robots(HttpServletRequest request) {
    String text =
        NOT_FOR_CRAWLERS.stream()
            .map(path -> "Disallow: " + path + "\n")
            .collect(
                Collectors.joining(
                    "",
                    "User-agent: *\n",
                    "\nSitemap: " + settings.publicUrl() + "/sitemap.xml\n"));
    return new CachedAnswer("text/plain", text.getBytes(StandardCharsets.UTF_8)).reply();
  }
}
