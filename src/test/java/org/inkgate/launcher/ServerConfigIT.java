package org.inkgate.launcher;

import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.inkgate.testing.Answer;
import org.inkgate.testing.HttpApi;
import org.inkgate.testing.InkgateProcess;
import org.inkgate.testing.Member;
import org.inkgate.testing.ServerLog;
import org.inkgate.testing.SlowClients;
import org.inkgate.testing.Waiting;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
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
  @DisplayName("security 62: no version, and no name of the server")
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
  @DisplayName("security 62: what the server refuses itself tells nothing about it")
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

  private static final int SLOW = 700;
  private static final String SLOW_POST =
      "POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
          + "Content-Length: 1000\r\n\r\n{";

  @Test
  @DisplayName("security 82: 700 clients that send a byte and wait do not stop the server")
  void slowSendersHoldNoThread() {
    try (SlowClients slow = new SlowClients(inkgate.uri())) {
      slow.send(SLOW, SLOW_POST);
      assertAlive(api);
      assertEquals(404, api.postJson("/login", Member.credentials("nobody", "wrong")).status());
    }
  }

  @Test
  @DisplayName("security 82: nor do 700 of them that have sent more than the server waits for")
  void slowSendersOfLongBodiesAreBounded() {
    String begun = "x".repeat(70_000);
    try (SlowClients slow = new SlowClients(inkgate.uri())) {
      slow.send(SLOW, SLOW_POST.replace("1000", "1000000") + begun);
      assertAlive(api);
      Answer refused = api.postJson("/login", Member.credentials("nobody", "w".repeat(100_000)));
      assertEquals(429, refused.status(), refused::toString);
      assertTrue(refused.header("Retry-After").isPresent());
      // Another client is not affected.
      Answer other =
          api.postJson(
              "/login",
              Member.credentials("nobody", "w".repeat(100_000)),
              "X-Forwarded-For",
              "192.0.2.44");
      assertEquals(404, other.status(), other::toString);
    }
  }

  private static final int UNTAKEN = 40;
  private static final int RECEIVE_BUFFER = 16 * 1024;

  @Test
  @DisplayName("security 82: who sends a request, or takes an answer, byte by byte is sent away")
  void whoTricklesIsSentAway() throws Exception {
    String post = "POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
    String upload = "POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data;";
    try (SlowClients slow = new SlowClients(inkgate.uri());
        Socket reader = new Socket()) {
      reader.setReceiveBufferSize(RECEIVE_BUFFER);
      reader.connect(new InetSocketAddress("localhost", inkgate.port()));
      // More than the system keeps for a connection, so that a thread waits to write it.
      String read = "GET /openapi.yaml HTTP/1.1\r\nHost: localhost\r\n\r\n";
      reader.getOutputStream().write(read.repeat(UNTAKEN).getBytes(StandardCharsets.ISO_8859_1));
      slow.send(5, "GET /");
      slow.send(5, "GET / HTTP/1.1\r\nHost: localhost\r\nX: ");
      slow.send(5, post + "Content-Length: 5000\r\n\r\n{");
      slow.send(5, post + "Content-Length: 500000\r\n\r\n{");
      slow.send(5, post + "Transfer-Encoding: chunked\r\n\r\n10000\r\n{");
      slow.send(5, upload + "boundary=x\r\nContent-Length: 900000\r\n\r\n--x\r\n");
      assertAlive(api);
      // As long as any client may stall
      TimeUnit.SECONDS.sleep(65);
      Waiting.until(() -> slow.connected() == 0);
      long file = Files.size(Path.of("webapp/openapi.yaml"));
      long taken = rest(reader);
      assertTrue(taken < UNTAKEN * file, taken + " bytes");
    }
  }

  /** How many bytes still come, until the connection ends. */
  private static long rest(Socket socket) throws IOException {
    socket.setSoTimeout(5000);
    long bytes = 0;
    byte[] part = new byte[RECEIVE_BUFFER];
    try {
      for (int read = 0; read >= 0; read = socket.getInputStream().read(part)) {
        bytes += read;
      }
    } catch (SocketException reset) {
      return bytes;
    }
    return bytes;
  }

  @Test
  @DisplayName("security 82: nor through nginx")
  void slowClientsDoNotStopItThroughNginx() throws Exception {
    try (Nginx nginx = Nginx.before(inkgate.port());
        SlowClients slow = new SlowClients(nginx.tls(), nginx.trust().getSocketFactory())) {
      slow.send(SLOW, SLOW_POST);
      HttpClient client = nginx.client();
      for (int i = 0; i < 5; i++) {
        HttpResponse<String> live = client.send(get(nginx.tls(), "/health/live"), ofString());
        assertEquals(200, live.statusCode());
      }
      assertAlive(api);
    }
  }

  @Test
  @DisplayName("security 82: nor through HAProxy, whose check goes on")
  void slowClientsDoNotStopItThroughHaProxy() throws Exception {
    try (HaProxy haproxy = HaProxy.before(inkgate.port());
        SlowClients slow = new SlowClients(haproxy.uri())) {
      HttpApi through = HttpApi.program(haproxy.uri());
      Waiting.until(() -> isLive(through));
      slow.send(SLOW, SLOW_POST);
      assertAlive(through);
      assertEquals(200, through.get("/blogs").status());
    }
  }

  private static boolean isLive(HttpApi through) {
    try {
      return through.get("/health/live").status() == 200;
    } catch (UncheckedIOException notYet) {
      return false;
    }
  }

  private static void assertAlive(HttpApi server) {
    for (int i = 0; i < 5; i++) {
      assertEquals(200, server.get("/health/live").status());
    }
  }

  @Test
  @DisplayName("security 83: half a body and an end is one line in the log at most")
  void anAbortedRequestIsOneLineInTheLogAtMost() throws Exception {
    Path log = data.resolve("log").resolve("server.0.log");
    int before = Files.readAllLines(log).size();
    for (int i = 0; i < 10; i++) {
      try (Socket socket = new Socket("localhost", inkgate.port())) {
        socket.getOutputStream().write(sent("half_body_27KB_log"));
      }
      try (Socket socket = new Socket("localhost", inkgate.port())) {
        String chunked = "Transfer-Encoding: chunked\r\nExpect: 100-continue\r\n\r\n5\r\n{";
        String request = "POST /login HTTP/1.1\r\nHost: localhost\r\n" + chunked;
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      }
    }
    String end = api.get("/blogs").header("X-Request-Id").orElseThrow();
    ServerLog.await(() -> Files.readAllLines(log), it -> it.contains(end));
    List<String> lines =
        Files.readAllLines(log).stream()
            .skip(before)
            .filter(line -> !line.contains("org.inkgate.access"))
            .toList();
    assertTrue(lines.size() <= 20, () -> String.join("\n", lines));
    assertTrue(lines.stream().noneMatch(line -> line.contains("\tat ")), lines::toString);
  }

  @Test
  @DisplayName("security 83: security events have a log of their own")
  void securityEventsHaveALogOfTheirOwn() throws Exception {
    Answer failed = api.postJson("/login", Member.credentials("nobody", "wrong"));
    String id = failed.header("X-Request-Id").orElseThrow();
    Path log = data.resolve("log").resolve("security.0.log");
    String line = ServerLog.await(() -> Files.readAllLines(log), it -> it.contains(id));
    assertTrue(line.contains("event=login.failed"), line);
    assertTrue(
        Files.readAllLines(log).stream().allMatch(it -> it.contains("org.inkgate.security")));
  }

  @Test
  @DisplayName("security 93: a byte above 0x7F in a header refuses nothing")
  void aByteAbove7FRefusesNothing() throws IOException {
    String cookie = exchange(sent("nonascii_cookie"));
    assertTrue(cookie.startsWith("HTTP/1.1 200 "), cookie);
    for (String header : List.of("X: J\u00fcrgen", "User-Agent: \u00ff", "Cookie: \u00e9=1; a=b")) {
      String answer = api.raw("GET /blogs HTTP/1.1\r\n" + header + "\r\n" + END);
      assertTrue(answer.startsWith("HTTP/1.1 200 "), header + ": " + answer);
    }
  }

  @ParameterizedTest
  @DisplayName("security 93: control characters in a header are a 400 of ours")
  @ValueSource(strings = {"a\0b", "a\rb", "\u0001", "a\u001fb", "a\u007f", "\u000b", "a\u0008b"})
  void controlCharactersAreRefused(String value) throws IOException {
    String answer = api.raw("GET /blogs HTTP/1.1\r\nX: " + value + "\r\n" + END);
    assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
    assertTrue(answer.contains("control character"), answer);
    String cookie = exchange(sent("cookie_ctl_0x01"));
    assertTrue(cookie.startsWith("HTTP/1.1 400 "), cookie);
  }

  @Test
  void optionsOfTheWholeServer() throws IOException {
    String answer = exchange(sent("options_star"));
    assertTrue(answer.startsWith("HTTP/1.1 204 "), answer);
    assertTrue(answer.contains("\r\nAllow: GET, HEAD, POST"), answer);
  }

  private static byte[] sent(String name) throws IOException {
    return Files.readAllBytes(Path.of("src/test/resources/http", name + ".http"));
  }

  private static String exchange(byte[] request) throws IOException {
    try (Socket socket = new Socket("localhost", inkgate.port())) {
      socket.getOutputStream().write(request);
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
