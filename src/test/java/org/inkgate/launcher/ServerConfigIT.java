package org.inkgate.launcher;

import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.inkgate.testing.Answer;
import org.inkgate.testing.HttpApi;
import org.inkgate.testing.InkgateProcess;
import org.inkgate.testing.ServerLog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server itself answers, where no filter of the application is asked. */
class ServerConfigIT {

  private static final String END = "Host: localhost\r\nConnection: close\r\n\r\n";

  private static Path data;
  private static InkgateProcess inkgate;
  private static HttpApi api;

  @BeforeAll
  static void start() {
    data = InkgateProcess.newDataFolder();
    inkgate =
        InkgateProcess.start(data, Map.of("TRUSTED_PROXIES", "127.0.0.1", "ACCESS_LOG", "on"));
    api = HttpApi.program(inkgate.uri());
  }

  @AfterAll
  static void stop() {
    if (inkgate != null) {
      inkgate.close();
    }
  }

  @Test
  void acceptsEachOfOurCommands() throws IOException {
    List<String> results =
        Files.readAllLines(data.resolve("log").resolve("server.0.log")).stream()
            .filter(line -> line.contains("Boot Command "))
            .toList();
    assertFalse(results.isEmpty());
    assertTrue(
        results.stream().allMatch(line -> line.contains("returned with result SUCCESS")),
        results::toString);
  }

  @Test
  void doesNotSayWhatServesThis() {
    Answer answer = api.get("/");
    assertEquals(Optional.empty(), answer.header("Server"));
    assertEquals(Optional.empty(), answer.header("X-Powered-By"));
  }

  static Stream<String> badRequests() {
    return Stream.of(
        "GET /zz/%zz HTTP/1.1\r\n" + END,
        "GET /% HTTP/1.1\r\n" + END,
        "GET /blogs/%f HTTP/1.1\r\n" + END,
        "GET /%00 HTTP/1.1\r\n" + END,
        "GET /%ff HTTP/1.1\r\n" + END,
        "GET /%c0%af HTTP/1.1\r\n" + END,
        "GET /a\0b HTTP/1.1\r\n" + END,
        "GET /a\\b HTTP/1.1\r\n" + END,
        "GET /../x HTTP/1.1\r\n" + END,
        "GET nowhere HTTP/1.1\r\n" + END,
        "GET /WEB-INF/web.xml HTTP/1.1\r\n" + END,
        "TRACE / HTTP/1.1\r\n" + END,
        "GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
        "GET / HTTP/1.1\r\nno colon\r\n" + END,
        "GET / HTTP/1.1\r\nX: \0\r\n" + END,
        "GET / HTTP/1.1\r\nX: " + "x".repeat(20_000) + "\r\n" + END,
        "GET /" + "x".repeat(20_000) + " HTTP/1.1\r\n" + END,
        "GET / HTTP/1.1\r\n" + "X: x\r\n".repeat(200) + END,
        "POST /login HTTP/1.1\r\nContent-Length: -1\r\n" + END,
        "POST /login HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n" + END + "ab");
  }

  @ParameterizedTest
  @MethodSource("badRequests")
  void answersABadRequestWithAPlain4xx(String request) {
    String answer = api.raw(request);
    assertTrue(answer.startsWith("HTTP/1.1 4"), answer);
    assertFalse(answer.contains("Payara"), answer);
    assertFalse(answer.contains("Exception"), answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/metrics/base", "/openapi", "/health/nothing"})
  void showsNothingOfMicroProfile(String path) {
    int status = api.get(path).status();
    assertTrue(status >= 400 && status < 500, () -> path + " answers " + status);
  }

  @Test
  void nginxBringsHttpsAndSaysWhoAsks() throws Exception {
    try (Nginx nginx = Nginx.before(inkgate.port())) {
      HttpClient client = nginx.client();
      HttpResponse<String> plain = client.send(get(nginx.plain(), "/tags?x=1"), ofString());
      assertEquals(301, plain.statusCode());
      assertEquals("https://localhost/tags?x=1", plain.headers().firstValue("Location").get());

      HttpResponse<String> asked =
          client.send(get(nginx.tls(), "/login?through=nginx"), ofString());
      assertEquals(200, asked.statusCode());
      assertEquals(HttpClient.Version.HTTP_2, asked.version());
      // Only where a request came by HTTPS does Inkgate say so.
      assertTrue(asked.headers().firstValue("Strict-Transport-Security").isPresent());
      String id = asked.headers().firstValue("X-Request-Id").orElseThrow();
      String line =
          ServerLog.await(
              () -> Files.readAllLines(data.resolve("log").resolve("server.0.log")),
              it -> it.contains("org.inkgate.access") && it.contains(id));
      assertTrue(line.contains("address=127.0.0.1 "), line);
    }
  }

  /** What a client claims who is behind a proxy of its own. */
  private static HttpRequest get(URI server, String path) {
    return HttpRequest.newBuilder(server.resolve(path))
        .header("Accept", "text/html")
        .header("X-Forwarded-For", "192.0.2.7")
        .header("Forwarded", "for=192.0.2.8;proto=http")
        .build();
  }
}
