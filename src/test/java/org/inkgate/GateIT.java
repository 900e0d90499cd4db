package org.inkgate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.inkgate.http.Route;
import org.inkgate.testing.Answer;
import org.inkgate.testing.DeployedInkgate;
import org.inkgate.testing.InkgateRoutes;
import org.inkgate.testing.Member;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the gate lets through without a token: what is listed as open, and nothing else. */
class GateIT extends DeployedInkgate {

  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "SURPRISE");

  @Test
  @DisplayName("security 26: every URL is closed unless its route is open")
  void everyUrlIsClosedUnlessItsRouteIsOpen() {
    Map<String, List<Route>> byPath =
        InkgateRoutes.all().stream().collect(Collectors.groupingBy(Route::path));
    Map<String, Integer> notClosed = new TreeMap<>();
    byPath.forEach(
        (path, routes) -> {
          for (String method : METHODS) {
            Answer answer = program.send(method, example(path), BodyPublishers.noBody());
            if (!isOpen(method, routes) && !isRefusedByTheGate(answer)) {
              notClosed.put(method + " " + path, answer.status());
            }
          }
        });
    assertEquals(Map.of(), notClosed);
  }

  /** OPTIONS only tells which methods there are: it is open where another one is. */
  private static boolean isOpen(String method, List<Route> routes) {
    String asked = "HEAD".equals(method) ? "GET" : method;
    return routes.stream()
        .filter(route -> "OPTIONS".equals(method) || asked.equals(route.method()))
        .anyMatch(route -> route.access() == Route.Access.ANYONE);
  }

  private static boolean isRefusedByTheGate(Answer answer) {
    return answer.status() == 401
        && answer.header("WWW-Authenticate").orElse("").equals("Bearer realm=\"inkgate\"");
  }

  private static String example(String path) {
    return path.replaceAll("\\{[^}]*}", "anything");
  }

  @Test
  void everyOpenRouteAnswersWithoutAToken() {
    for (Route route : InkgateRoutes.all()) {
      if (route.access() == Route.Access.ANYONE) {
        Answer answer =
            program.send(route.method(), example(route.path()), BodyPublishers.noBody());
        // A refresh without a refresh token is refused too, but not by the gate.
        assertFalse(isRefusedByTheGate(answer), () -> route + " answered " + answer);
        assertTrue(answer.status() < 500, () -> route + " answered " + answer);
      }
    }
  }

  @Test
  void headAnswersWithTheHeadersOfGet() {
    Member admin = Member.register(program, "header");
    String post = admin.path(Member.draft("Header", "word ".repeat(1000)));
    Set<String> paths = new TreeSet<>(Set.of(post, post + "/comments", "/blogs?size=1"));
    InkgateRoutes.all().stream()
        // The metrics count this very request.
        .filter(route -> "GET".equals(route.method()) && !"/metrics".equals(route.path()))
        .forEach(route -> paths.add(example(route.path())));
    Map<String, String> different = new TreeMap<>();
    for (String path : paths) {
      for (String accept : List.of("text/html", "application/json")) {
        String[] asked = {
          "Accept", accept, "Accept-Encoding", "gzip", "Authorization", "Bearer " + admin.token()
        };
        Answer get = program.get(path, asked);
        Answer head = program.send("HEAD", path, BodyPublishers.noBody(), asked);
        Set<String> missing = headers(get);
        missing.removeAll(headers(head));
        // Which may be absent: the length is not known before the body is made.
        missing.removeIf(line -> line.matches("(?i)(content-length|transfer-encoding)=.*"));
        boolean same = missing.isEmpty() && headers(get).containsAll(headers(head));
        if (get.status() != head.status() || !same) {
          different.put(path + " " + accept, headers(get) + " and " + headers(head));
        }
      }
    }
    assertEquals(Map.of(), different);
  }

  /**
   * Without what is new in each answer, or is the connection's: a server closes it now and then.
   */
  private static Set<String> headers(Answer answer) {
    return answer.headers().map().entrySet().stream()
        .filter(
            it ->
                !Set.of("date", "x-request-id", "connection")
                    .contains(it.getKey().toLowerCase(Locale.ROOT)))
        .map(Object::toString)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  @DisplayName("security 26: an unknown path is closed too")
  void aPathThatNobodyKnowsIsClosedToo() {
    assertEquals(401, program.get("/nobody/knows").status());
    assertEquals(401, program.get("/blogs/a/b/c").status());
    // What the server itself would answer
    for (String path : List.of("/openapi", "/health", "/metrics.jsp", "/WEB-INF/web.xml")) {
      int status = program.get(path).status();
      assertTrue(status == 401 || status == 404, path + " answered " + status);
    }
  }

  @Test
  void aBrowserIsToldThatAPageIsMissing() {
    assertEquals(404, program.get("/nobody/knows", "Accept", "text/html").status());
  }

  @Test
  @DisplayName("security 24: a browser is sent to log in, a program is not")
  void aBrowserIsSentToLogInAndAProgramIsNot() {
    Answer browser = program.get("/blogs/new?from=here", "Accept", "text/html");
    assertEquals(303, browser.status());
    assertEquals(
        "/login?next=%2Fblogs%2Fnew%3Ffrom%3Dhere", browser.header("Location").orElseThrow());
    for (String accept : List.of("*/*", "application/json", "text/html;q=0.1,application/json")) {
      assertEquals(401, program.get("/blogs/new", "Accept", accept).status());
    }
  }

  /**
   * Spellings by which a path could mean one thing to the gate and another to a servlet. The path
   * takes POST only, so that a request that gets past the gate shows as a 405.
   */
  @ParameterizedTest
  @DisplayName("security 25: no variant of a path gets past the gate")
  @ValueSource(
      strings = {
        "/admin/keys/rotate",
        "//admin/keys/rotate",
        "/admin/keys//rotate",
        "/./admin/keys/rotate",
        "/admin/keys/./rotate",
        "/admin/keys/x/../rotate",
        "/login/../admin/keys/rotate",
        "/admin/keys/%2e/rotate",
        "/admin/keys/x/%2e%2e/rotate",
        "/admin/keys%2frotate",
        "/admin/keys%2Frotate",
        "/admin/keys/%72otate",
        "/admin/keys/ro%74ate",
        "/admin/keys/%2572otate",
        "/admin/keys/rotate;x=y",
        "/admin;x=y/keys/rotate",
        "/style.css;/../admin/keys/rotate",
        "/admin/keys/rotate/",
        "/admin/keys/rotate.",
        "/admin/keys/rotate%00",
        "/admin/keys/rotate%20",
        "/ADMIN/keys/rotate",
        "/admin/keys/ROTATE",
        "/admin/keys\\rotate",
        "/admin/keys/%c0%aerotate",
        "http://elsewhere.example/admin/keys/rotate",
      })
  void noSpellingOfAPathGetsPast(String path) {
    for (String accept : List.of("text/html", "application/json")) {
      String answer =
          program.raw(
              "GET "
                  + path
                  + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAccept: "
                  + accept
                  + "\r\n\r\n");
      String status = answer.substring(9, 12);
      assertTrue(Set.of("303", "400", "401", "404").contains(status), () -> path + ": " + answer);
    }
  }

  @Test
  void anotherMethodInAHeaderOrAFieldChangesNothing() {
    for (String header : List.of("X-HTTP-Method-Override", "X-Method-Override", "X-HTTP-Method")) {
      assertEquals(
          401, program.send("POST", "/blogs", BodyPublishers.noBody(), header, "GET").status());
      assertEquals(200, program.get("/blogs", header, "POST").status());
    }
    assertNotEquals(204, program.postForm("/blogs/x/delete", Map.of("_method", "GET")).status());
  }
}
