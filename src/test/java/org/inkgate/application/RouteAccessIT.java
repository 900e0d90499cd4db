package org.inkgate.application;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URL;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.inkgate.http.Route;
import org.inkgate.testing.Answer;
import org.inkgate.testing.HttpApi;
import org.inkgate.testing.InkgateArchive;
import org.inkgate.testing.InkgateProcess;
import org.inkgate.testing.InkgateRoutes;
import org.inkgate.testing.Pictures;
import org.inkgate.testing.WrongClock;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Holds access.txt: the status that each kind of caller is answered with at each route. Names in
 * paths stand for what the author owns; it is made anew when a request has changed it.
 */
@ExtendWith(ArquillianExtension.class)
class RouteAccessIT {

  private static final Path LIST = Path.of("src", "test", "resources", "access.txt");
  private static final Path FOUND = Path.of("target", "access.txt");
  private static final Path DATA = InkgateProcess.newDataFolder();

  /** After these the caller has to log in again. */
  private static final Set<String> ENDING =
      Set.of("POST /logout", "DELETE /account/sessions", "POST /account/sessions/end-others");

  /** Where a message of HttpApi has the answer's status. */
  private static final Pattern STATUS = Pattern.compile("\n(\\d{3}) \\{");

  private static final Set<String> UPLOADS =
      Set.of("POST /media", "POST /account/avatar", "POST /admin/site/logo", "POST /admin/import");

  @ArquillianResource private URL url;

  private final Properties bodies = new Properties();
  private RouteCallers callers;
  private RouteTargets targets;
  private int sent;

  private final List<String> undescribed = new ArrayList<>();

  /** What each caller can do that anonymous ones can't. */
  private final Map<String, Set<String>> opened = new HashMap<>();

  @Deployment(testable = false)
  static WebArchive inkgate() {
    Map<String, String> settings =
        Map.of(
            "DATA_DIR", DATA.toString(),
            "TRUSTED_PROXIES", "127.0.0.0/8,::1",
            "METRICS", "admin",
            "LIMIT_TOKENS", "10000",
            "LIMIT_COMMENT_PACE", "10000");
    return InkgateArchive.with(settings).addClass(WrongClock.class);
  }

  /** A difference is meant: then copy target/access.txt over the file. */
  @Test
  @DisplayName(
      "security 22, 26, 27: what each caller, each scope among them, is answered at each route")
  void theListIsTrue() throws Exception {
    bodies.load(RouteAccessIT.class.getResourceAsStream("/access-bodies.properties"));
    callers = new RouteCallers(url.toURI(), DATA);
    targets = new RouteTargets(callers);
    StringBuilder table = new StringBuilder();
    for (int i = 0; i < callers.all().size(); i++) {
      table.append("%2d %s%n".formatted(i + 1, callers.all().get(i)));
    }
    table.append(heading());
    for (Route route : InkgateRoutes.all()) {
      for (String post : posts(route.path())) {
        table.append(row(route, post));
      }
    }
    Files.writeString(FOUND, table);
    assertEquals(Files.readString(LIST), table.toString());
    assertEquals(List.of(), undescribed);
    // What scrapes, and what takes the nightly backup, can do nothing else.
    assertEquals(Set.of("GET /metrics"), opened.get("metrics:read"));
    assertEquals(Set.of("GET /admin/backup/backup.zip"), opened.get("backup:read"));
    assertEquals(bodies.stringPropertyNames(), routesWithBodies(), "a body without a route");
  }

  private Set<String> routesWithBodies() {
    Set<String> names = new TreeSet<>();
    InkgateRoutes.all().forEach(route -> names.add(name(route)));
    names.retainAll(bodies.stringPropertyNames());
    return names;
  }

  private String heading() {
    StringBuilder heading = new StringBuilder(" ".repeat(62));
    for (int i = 1; i <= callers.all().size(); i++) {
      heading.append("%4d".formatted(i));
    }
    return heading.append('\n').toString();
  }

  private static List<String> posts(String path) {
    return path.startsWith("/blogs/{slug}") ? List.of("draft", "published") : List.of("");
  }

  private static String name(Route route) {
    return route.method() + " " + route.path();
  }

  private String row(Route route, String post) throws IOException {
    List<String> cells = new ArrayList<>();
    boolean closed = false;
    for (String caller : callers.all()) {
      int status = ask(route, post, caller);
      closed |= "anonymous".equals(caller) && status == 401;
      if (closed && status < 400) {
        opened.computeIfAbsent(caller, none -> new TreeSet<>()).add(name(route));
      }
      cells.add("%4d".formatted(status));
      if (status < 400 && !"GET".equals(route.method())) {
        targets.changed();
        if (ENDING.contains(name(route))) {
          callers.renew(caller);
          // It may have been the session that makes the targets.
          targets = new RouteTargets(callers);
        }
      }
    }
    String line = "%-6s %-44s %-9s ".formatted(route.method(), route.path(), post);
    return line + String.join("", cells) + "\n";
  }

  /** The status; what openapi.yaml says otherwise of it is told at the end. */
  private int ask(Route route, String post, String caller) {
    try {
      return asked(route, post, caller);
    } catch (AssertionError e) {
      Matcher status = STATUS.matcher(e.getMessage());
      if (!status.find()) {
        throw e;
      }
      undescribed.add(caller + ": " + e.getMessage().lines().findFirst().orElse(""));
      return Integer.parseInt(status.group(1));
    }
  }

  private int asked(Route route, String post, String caller) {
    HttpApi api = callers.api(caller);
    String path =
        "GET /media/{id}".equals(name(route)) ? targets.file() : targets.path(route.path(), post);
    String[] headers = callers.headers(caller);
    sent++;
    if (UPLOADS.contains(name(route))) {
      byte[] picture = Pictures.noise(300 + sent % 100, 300);
      return api.postFile(path, picture, "a.png", Map.of(), headers).status();
    }
    if (Set.of("GET", "DELETE").contains(route.method())) {
      return api.send(route.method(), path, BodyPublishers.noBody(), headers).status();
    }
    String body = bodies.getProperty(name(route), "{}").replace("#", String.valueOf(sent));
    Answer answer = api.sendJson(route.method(), path, body, headers);
    return answer.status();
  }
}
