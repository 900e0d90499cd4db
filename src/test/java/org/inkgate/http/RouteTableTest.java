package org.inkgate.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTableTest {

  private String handled = "nothing";

  private final RouteTable table =
      table(
          at -> {
            at.get("/", to("home")).open();
            at.get("/posts", to("list")).open();
            at.post("/posts", to("create"));
            at.get("/posts/new", to("form"));
            at.get("/posts/{slug}", request -> to(Routes.segment(request, 2)).reply(request))
                .open();
            at.delete("/posts/{slug}", to("delete"));
            at.post("/posts/{slug}/edit", to("edit"));
            at.post("/files", to("upload")).uploads(5_000_000);
            at.get("/files", to("files")).administrator();
            at.file("/style.css");
          });

  private Route.Replier to(String name) {
    return request -> {
      handled = name;
      return Reply.done();
    };
  }

  private static RouteTable table(Consumer<Routes> routes) {
    return new RouteTable(
        List.of(
            new RoutedServlet() {
              private static final long serialVersionUID = 1L;

              @Override
              protected void routes(Routes at) {
                routes.accept(at);
              }
            }));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /, home",
    "GET, /posts, list",
    "HEAD, /posts, list",
    "POST, /posts, create",
    "GET, /posts/new, form",
    "GET, /posts/a-slug, a-slug",
    "DELETE, /posts/a, delete",
    "POST, /posts/a/edit, edit",
    "POST, /posts/new/edit, edit",
  })
  void findsTheHandler(String method, String path, String expected)
      throws IOException, ServletException {
    pass(method, path);
    assertEquals(expected, handled);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "//",
        "/posts/",
        "/posts/a/",
        "/posts/a/edit/",
        "/posts/a/b",
        "/posts//",
        "/posts//edit",
        "/POSTS",
        "posts",
        "/{slug}",
        "/posts/a/edit/b",
      })
  void aPathOfNoRouteIsNotFoundAndClosed(String path) {
    assertEquals(404, refusal("GET", path).status());
    for (String method : List.of("GET", "POST", "OPTIONS")) {
      assertFalse(table.find(method, path).isOpen());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, /posts, 'GET, HEAD, OPTIONS, POST'",
    "TRACE, /posts, 'GET, HEAD, OPTIONS, POST'",
    "get, /posts, 'GET, HEAD, OPTIONS, POST'",
    "POST, /posts/a, 'DELETE, GET, HEAD, OPTIONS'",
    "POST, /posts/new, 'GET, HEAD, OPTIONS'",
    "GET, /posts/a/edit, 'OPTIONS, POST'",
    "HEAD, /posts/a/edit, 'OPTIONS, POST'",
    "POST, /style.css, 'GET, HEAD, OPTIONS'",
  })
  void saysWhichMethodsAreAllowed(String method, String path, String allow) {
    Problem refusal = refusal(method, path);
    assertEquals(405, refusal.status());
    assertEquals(allow, refusal.headers().get("Allow"));
    assertEquals("nothing", handled);
    assertFalse(table.find(method, path).isOpen(), "what has no route is closed");
  }

  @Test
  void answersOptions() throws IOException, ServletException {
    Exchange exchange = pass("OPTIONS", "/posts/a");
    assertEquals(204, exchange.status());
    assertEquals("DELETE, GET, HEAD, OPTIONS", exchange.header("Allow"));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /posts, true",
    "HEAD, /posts, true",
    "OPTIONS, /posts, true",
    "POST, /posts, false",
    "GET, /posts/new, false",
    "OPTIONS, /posts/new, false",
    "GET, /posts/a, true",
    "DELETE, /posts/a, false",
    "GET, /files, false",
    "GET, /style.css, true",
  })
  void isOpenWhereTheRouteSaysSo(String method, String path, boolean open) {
    assertEquals(open, table.find(method, path).isOpen());
  }

  @Test
  void onlyAdministratorsPassWhereTheRouteSaysSo() {
    assertTrue(table.find("GET", "/files").isForAdministrators());
    assertFalse(table.find("POST", "/files").isForAdministrators());
  }

  @Test
  void theServerSpoolsNoMoreThanARouteTakes() {
    assertEquals(
        Map.of(
            "",
            1_048_576L,
            "/posts",
            1_048_576L,
            "/posts/new",
            1_048_576L,
            "/posts/*",
            1_048_576L,
            "/files",
            5_000_000L),
        table.urlPatterns());
  }

  @Test
  void routesThatTheServerCouldNotTellApartStopTheStart() {
    for (Consumer<Routes> wrong :
        List.<Consumer<Routes>>of(
            at -> {
              at.get("/a/{x}", to("one"));
              at.get("/a/{y}", to("other"));
            },
            at -> {
              at.get("/a/{x}", to("one"));
              at.post("/{y}/b", to("other"));
            },
            at -> at.post("/a/{x}", to("upload")).uploads(5_000_000),
            at -> at.put("/a", to("put")).idempotent())) {
      assertThrows(IllegalStateException.class, () -> table(wrong));
    }
    assertThrows(NullPointerException.class, () -> table(at -> at.get("/a", null)));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /posts/, /posts",
    "HEAD, /posts/a/, /posts/a",
    "POST, /posts/,",
    "OPTIONS, /posts/,",
    "GET, /posts/new/,",
    "GET, /files/,",
    "GET, /posts/a/edit/,",
    "GET, //posts/,",
    "GET, /posts//,",
    "GET, /posts,",
  })
  void aSlashTooManyLeadsToOpenPagesOnly(String method, String path, String open) {
    Exchange exchange = new Exchange(method, path, null);
    table.resolve(exchange.request());
    assertEquals(Optional.ofNullable(open), RouteMatch.openWithoutSlash(exchange.request()));
  }

  private Problem refusal(String method, String path) {
    return assertThrows(RequestFailedException.class, () -> pass(method, path)).problem();
  }

  private Exchange pass(String method, String path) throws IOException, ServletException {
    Exchange exchange = new Exchange(method, path, null);
    table.resolve(exchange.request());
    new RouteFilter()
        .doFilter(
            exchange.request(),
            exchange.response(),
            (request, response) ->
                RouteMatch.of(exchange.request())
                    .route()
                    .orElseThrow()
                    .answer(exchange.request(), exchange.response()));
    return exchange;
  }
}
