package org.inkgate.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.inkgate.http.Route;
import org.junit.jupiter.api.Test;

class PageListTest {

  private static final String DATA = "data or a file, no page";
  private static final String REDIRECT = "a browser is led to another page of the list";

  /** What may be asked for by GET and is not looked at, and why. */
  private static final Map<String, String> NO_PAGES =
      Map.ofEntries(
          Map.entry("/.well-known/change-password", REDIRECT),
          Map.entry("/.well-known/jwks.json", DATA),
          Map.entry("/admin/backup/backup.zip", DATA),
          Map.entry("/admin/comments/settings", REDIRECT),
          Map.entry("/admin/export/markdown.zip", DATA),
          Map.entry("/admin/export/site.json", DATA),
          Map.entry("/admin/users/{id}/tokens", REDIRECT),
          Map.entry("/blogs/{slug}/comments", REDIRECT),
          Map.entry("/blogs/{slug}/working-copy", DATA),
          Map.entry("/comments/{id}", REDIRECT),
          Map.entry("/favicon.svg", DATA),
          Map.entry("/feed.atom", DATA),
          Map.entry("/feed.json", DATA),
          Map.entry("/feed.rss", DATA),
          Map.entry("/health/live", DATA),
          Map.entry("/health/ready", DATA),
          Map.entry("/media/{id}", DATA),
          Map.entry("/metrics", DATA),
          Map.entry("/openapi.yaml", DATA),
          Map.entry("/robots.txt", DATA),
          Map.entry("/scripts/{file}", DATA),
          Map.entry("/site.css", DATA),
          Map.entry("/sitemap.xml", DATA),
          Map.entry("/sitemaps/{file}", DATA),
          Map.entry("/style.css", DATA),
          Map.entry("/viewer/{file}", DATA));

  /** The names that stand for a whole path. */
  private static final Map<String, String> PATHS =
      Map.of(
          "post", "/blogs/one",
          "arabic", "/blogs/one",
          "japanese", "/blogs/one",
          "long", "/blogs/one",
          "draft", "/blogs/one",
          "review", "/review/one",
          "reset", "/password/reset");

  @Test
  void everyPageIsLookedAt() {
    List<String> looked = PageList.paths(PATHS);
    Set<String> routes =
        InkgateRoutes.all().stream()
            .filter(route -> route.method().equals("GET") && !route.takesTokenScheme())
            .map(Route::path)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> covered =
        routes.stream()
            .filter(route -> looked.stream().anyMatch(path -> leadsTo(route, path, routes)))
            .collect(Collectors.toCollection(TreeSet::new));
    covered.addAll(NO_PAGES.keySet());
    assertEquals(routes, covered);
  }

  /** Whether a path is one of a route's, and of none that says it to the letter. */
  private static boolean leadsTo(String route, String path, Set<String> routes) {
    return path.equals(route) || !routes.contains(path) && pattern(route).matcher(path).matches();
  }

  private static Pattern pattern(String route) {
    return Pattern.compile(route.replace(".", "\\.").replaceAll("\\{[a-z]+}", "[^/]+"));
  }
}
