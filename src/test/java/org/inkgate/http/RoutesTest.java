package org.inkgate.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {

  private String handled = "nothing";

  private final Routes routes =
      new Routes()
          .on("GET", "/posts", (request, response) -> handled = "list")
          .on("POST", "/posts", (request, response) -> handled = "create")
          .on("GET", "/posts/new", (request, response) -> handled = "form")
          .on("GET", "/posts/{slug}", (request, response) -> handled = Routes.segment(request, 2))
          .on("DELETE", "/posts/{slug}", (request, response) -> handled = "delete")
          .on("POST", "/posts/{slug}/edit", (request, response) -> handled = "edit");

  @ParameterizedTest
  @CsvSource({
    "GET, /posts, , list",
    "HEAD, /posts, , list",
    "POST, /posts, , create",
    "GET, /posts, /new, form",
    "GET, /posts, /a-slug, a-slug",
    "DELETE, /posts, /a, delete",
    "POST, /posts, /a/edit, edit",
  })
  void findsTheHandler(String method, String servletPath, String pathInfo, String expected)
      throws IOException, ServletException {
    dispatch(method, servletPath, pathInfo);
    assertEquals(expected, handled);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/a/", "/a/edit/", "/a/b", "//", "/a//edit"})
  void saysNotFoundForAPathOfNobody(String pathInfo) {
    assertEquals(404, refusal("GET", pathInfo).status());
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, , 'GET, HEAD, OPTIONS, POST'",
    "TRACE, , 'GET, HEAD, OPTIONS, POST'",
    "get, , 'GET, HEAD, OPTIONS, POST'",
    "POST, /a, 'DELETE, GET, HEAD, OPTIONS'",
    "POST, /new, 'GET, HEAD, OPTIONS'",
    "GET, /a/edit, 'OPTIONS, POST'",
    "HEAD, /a/edit, 'OPTIONS, POST'",
  })
  void saysWhichMethodsAreAllowed(String method, String pathInfo, String allow) {
    Problem refusal = refusal(method, pathInfo);
    assertEquals(405, refusal.status());
    assertEquals(allow, refusal.headers().get("Allow"));
    assertEquals("nothing", handled);
  }

  @Test
  void answersOptions() throws IOException, ServletException {
    Exchange exchange = dispatch("OPTIONS", "/posts", "/a");
    assertEquals(204, exchange.status());
    assertEquals("DELETE, GET, HEAD, OPTIONS", exchange.header("Allow"));
  }

  private Problem refusal(String method, String pathInfo) {
    return assertThrows(RequestFailedException.class, () -> dispatch(method, "/posts", pathInfo))
        .problem();
  }

  private Exchange dispatch(String method, String servletPath, String pathInfo)
      throws IOException, ServletException {
    Exchange exchange = new Exchange(method, servletPath, pathInfo);
    routes.dispatch(exchange.request(), exchange.response());
    return exchange;
  }
}
