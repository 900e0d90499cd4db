package org.inkgate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.inkgate.http.Routes;
import org.inkgate.testing.Answer;
import org.inkgate.testing.DeployedInkgate;
import org.inkgate.testing.WebXml;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the gate lets through without a token: what is listed as open, and nothing else. */
class GateIT extends DeployedInkgate {

  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "SURPRISE");

  @Test
  @DisplayName("security 26: every URL is closed unless listed as open")
  void everyUrlIsClosedUnlessListedAsOpen() {
    Set<String> open = open();
    Map<String, Integer> notClosed = new TreeMap<>();
    for (String path : paths()) {
      // OPTIONS only tells which methods there are: it may be open where another one is.
      boolean anyOpen = METHODS.stream().anyMatch(method -> open.contains(method + " " + path));
      for (String method : METHODS) {
        String asked = "HEAD".equals(method) ? "GET" : method;
        if (!open.contains(asked + " " + path) && !("OPTIONS".equals(method) && anyOpen)) {
          Answer answer =
              program.send(method, path.replace("*", "anything"), BodyPublishers.noBody());
          if (answer.status() != 401) {
            notClosed.put(method + " " + path, answer.status());
          }
        }
      }
    }
    assertEquals(Map.of(), notClosed);
  }

  @Test
  void everyUrlListedAsOpenAnswersWithoutAToken() {
    for (String line : open()) {
      String[] words = line.split(" ");
      Answer answer =
          program.send(words[0], words[1].replace("*", "anything"), BodyPublishers.noBody());
      // A refresh without a refresh token is refused too, but not by the gate.
      assertFalse(
          answer.header("WWW-Authenticate").orElse("").equals("Bearer realm=\"inkgate\""),
          () -> line + " answered " + answer);
      assertTrue(answer.status() < 500, () -> line + " answered " + answer);
    }
  }

  @Test
  @DisplayName("security 26: a path that nobody knows is closed too")
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

  /** Spellings by which a path could mean one thing to the gate and another to a servlet. */
  @ParameterizedTest
  @DisplayName("security 25: no variant of a path gets past the gate")
  @ValueSource(
      strings = {
        "//blogs/new",
        "/blogs//new",
        "/./blogs/new",
        "/blogs/./new",
        "/blogs/x/../new",
        "/login/../blogs/new",
        "/blogs/%2e/new",
        "/blogs/x/%2e%2e/new",
        "/blogs%2fnew",
        "/blogs%2Fnew",
        "/blogs/%6eew",
        "/blogs/n%65w",
        "/blogs/%256eew",
        "/blogs/new;x=y",
        "/blogs;x=y/new",
        "/style.css;/../blogs/new",
        "/blogs/new/",
        "/blogs/new.",
        "/blogs/new%00",
        "/blogs/new%20",
        "/BLOGS/new",
        "/blogs/NEW",
        "/blogs\\new",
        "/blogs/%c0%aenew",
        "http://elsewhere.example/blogs/new",
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
      assertFalse(answer.contains("New post"), () -> path + ": " + answer);
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

  /** What the gate leaves open, a line for each method; what is closed again is left out. */
  private static Set<String> open() {
    Set<String> open = new TreeSet<>();
    for (String line : WebXml.read().openLines()) {
      String[] words = line.split(" ");
      boolean closes = "token".equals(words[0]);
      int first = closes ? 1 : 0;
      // OPTIONS only tells the methods, and does so wherever a path is open at all.
      List<String> methods = new ArrayList<>(List.of((words[first] + ",OPTIONS").split(",")));
      if (methods.remove("*")) {
        methods.addAll(METHODS);
        methods.remove("HEAD");
      }
      for (String method : methods) {
        if (closes) {
          open.remove(method + " " + words[first + 1]);
        } else {
          open.add(method + " " + words[first + 1]);
        }
      }
    }
    return open;
  }

  /** Every path that a servlet is mapped to or knows a route for, "*" for what may be anything. */
  private static Set<String> paths() {
    Set<String> paths = new TreeSet<>();
    WebXml webXml = WebXml.read();
    for (String servlet : webXml.servletClasses()) {
      paths.addAll(webXml.paths(servlet));
      paths.addAll(routes(servlet));
    }
    return paths;
  }

  /** The paths of the servlet's {@link Routes}, which are nobody's business but a test's. */
  private static Set<String> routes(String servletClass) {
    try {
      Class<?> type = Class.forName(servletClass);
      Object servlet = type.getDeclaredConstructor().newInstance();
      Set<String> paths = new TreeSet<>();
      for (Object route : (List<?>) read(read(servlet, "routes"), "routes")) {
        String path = String.join("/", (String[]) read(route, "pattern"));
        paths.add(path.replaceAll("\\{[^}]*}", "*"));
      }
      return paths;
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(servletClass + " does not say its routes", e);
    }
  }

  private static Object read(Object object, String name) throws ReflectiveOperationException {
    Field field = object.getClass().getDeclaredField(name);
    field.setAccessible(true);
    return field.get(object);
  }
}
