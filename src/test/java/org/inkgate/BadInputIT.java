package org.inkgate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.inkgate.testing.Answer;
import org.inkgate.testing.DeployedInkgate;
import org.inkgate.testing.Member;
import org.inkgate.testing.OtherServer;
import org.inkgate.testing.ServerLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input of every kind gets a clear 4xx in Inkgate's own words. */
class BadInputIT extends DeployedInkgate {

  private static final int LIMIT = 1024 * 1024;
  private static final String JSON = "application/json";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String MULTIPART = "multipart/form-data; boundary=b";

  private Member member;

  @BeforeEach
  void connect() {
    program.postJson("/register", Member.registration("tester"));
    member = Member.logIn(program, "tester");
  }

  // JSON

  static Stream<String> badJson() {
    String lines =
        """
        {
        null
        []
        {"title":"t","title":"u","body":"b"}
        {"title":1,"body":"b"}
        {"title":"t","body":{}}
        {"title":"t","body":"b","tags":{}}
        {"title":"t\\u0000","body":"b"}
        {"title":"\\ud83d","body":"b"}
        {"title":"t","body":"\\ude00\\ud83d"}
        {"title":"t","body":"b","tags":["\\u0000"]}
        {"title":"t","body":"b","publish_at":"-999999-01-01T00:00:00Z"}
        {"title":1e999999999,"body":"b"}
        """;
    int deep = 100_000;
    return Stream.concat(
        lines.lines(),
        Stream.of(
            "",
            " ",
            "\uFEFF{\"title\":\"t\",\"body\":\"b\"}",
            "{\"title\":" + "1".repeat(1_000_000) + "}",
            "{\"title\":" + "1".repeat(1_000_000),
            "{\"title\":" + "[".repeat(1000) + "]".repeat(1000) + ",\"body\":\"b\"}",
            "[".repeat(deep),
            "{\"title\":" + "[".repeat(deep),
            "{\"title\":" + "[".repeat(deep) + "]".repeat(deep) + "}",
            "{\"title\":".repeat(deep),
            "{\"title\":\"" + "t".repeat(201) + "\",\"body\":\"b\"}",
            "{\"title\":\"t\",\"body\":\"" + "b".repeat(200_001) + "\"}"));
  }

  @ParameterizedTest
  @DisplayName("security 48: JSON that is doubtful in any way is a 400")
  @MethodSource("badJson")
  void badJson(String body) {
    assertRefused(400, send("/blogs", JSON, body.getBytes(StandardCharsets.UTF_8)));
    assertRefused(400, send("/login", JSON, body.getBytes(StandardCharsets.UTF_8)));
  }

  static Stream<byte[]> badUtf8() {
    return Stream.of(
            "\u00ff", "\u00c3(", "\u00c0\u00ae", "\u00ed\u00a0\u0080", "\u00f4\u0090\u0080\u0080")
        .map(text -> text.getBytes(StandardCharsets.ISO_8859_1));
  }

  @ParameterizedTest
  @DisplayName("security 48: bad UTF-8 is a 400, in JSON, forms and multipart")
  @MethodSource("badUtf8")
  void badUtf8(byte[] bytes) {
    assertRefused(400, send("/blogs", JSON, join("{\"title\":\"", bytes, "\",\"body\":\"b\"}")));
    assertRefused(400, send("/blogs", FORM, join("title=", bytes, "&body=b")));
    assertRefused(400, send("/blogs", MULTIPART, join(part("title"), bytes, "\r\n--b--\r\n")));
  }

  @ParameterizedTest
  @DisplayName("security 55: unusual characters are kept")
  @ValueSource(strings = {"\\ud83d\\ude00", "\\u200f\\u202e", "\\ufffd", "\\u2028", "\\u007f"})
  void unusualCharactersAreKept(String escaped) {
    Answer answer =
        send(
            "/blogs",
            JSON,
            ("{\"title\":\"x" + escaped + "y\",\"body\":\"b" + escaped + "\"}")
                .getBytes(StandardCharsets.UTF_8));
    assertEquals(201, answer.status(), answer::toString);
    String title = program.get(answer.header("Location").orElseThrow()).json().getString("title");
    String expected =
        jakarta.json.Json.createReader(new java.io.StringReader("[\"x" + escaped + "y\"]"))
            .readArray()
            .getString(0);
    assertEquals(expected, title);
  }

  // Media types

  @ParameterizedTest
  @DisplayName("security 49: any other media type is a 415")
  @ValueSource(
      strings = {
        "text/plain",
        "text/html",
        "application/xml",
        "application/octet-stream",
        "application/json; charset=utf-16",
        "application/x-www-form-urlencoded; charset=iso-8859-1",
        "nonsense",
        ";",
        "application/json/x"
      })
  void otherMediaTypes(String type) {
    byte[] body = "{\"title\":\"t\",\"body\":\"b\"}".getBytes(StandardCharsets.UTF_8);
    assertRefused(415, send("/blogs", type, body));
    assertRefused(415, send("/login", type, body));
  }

  @Test
  @DisplayName("security 49: no media type is a 415")
  void noMediaTypeAtAll() {
    assertRefused(415, program.send("POST", "/login", BodyPublishers.ofString("{}")));
    assertRefused(415, program.send("POST", "/login", BodyPublishers.noBody()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json;charset=UTF-8", "APPLICATION/JSON; charset=\"utf-8\""})
  void otherSpellingsOfAMediaTypeAreFine(String type) {
    byte[] body = "{\"title\":\"t\",\"body\":\"b\"}".getBytes(StandardCharsets.UTF_8);
    assertEquals(201, send("/blogs", type, body).status());
  }

  // Size

  @ParameterizedTest
  @DisplayName("security 50: a body over its limit is a 413, announced or not")
  @CsvSource({"/blogs, true", "/blogs, false", "/login, true", "/login, false"})
  void tooLarge(String path, boolean chunked) {
    String text = "x".repeat(2 * LIMIT);
    assertTooLarge(path, JSON, "{\"title\":\"" + text + "\"}", chunked);
    assertTooLarge(path, FORM, "title=" + text, chunked);
    assertTooLarge(path, MULTIPART, part("title") + text + "\r\n--b--\r\n", chunked);
  }

  private void assertTooLarge(String path, String type, String body, boolean chunked) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    BodyPublisher publisher =
        chunked
            ? BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes))
            : BodyPublishers.ofByteArray(bytes);
    try {
      assertRefused(413, program.send("POST", path, publisher, member.with("Content-Type", type)));
    } catch (java.io.UncheckedIOException closedWhileSending) {
      // The server need not read to the end; what it says can be read by who listens meanwhile.
      String answer = program.rawAnswer(head(path, type) + length(bytes.length, chunked) + "\r\n");
      assertTrue(chunked || answer.startsWith("HTTP/1.1 413"), answer);
    }
  }

  @Test
  @DisplayName("security 50: a body announced as too large is refused before it is sent")
  void aBodyAnnouncedAsTooLargeIsRefusedBeforeItIsSent() {
    // WildFly refuses what is longer than all that Inkgate takes by itself, with a bare 400.
    long huge = OtherServer.is("wildfly") ? 268_435_456L : 100_000_000_000L;
    for (String type : List.of(JSON, FORM, MULTIPART)) {
      for (long length : List.of(LIMIT + 1L, huge)) {
        String answer = program.rawAnswer(head("/blogs", type) + length(length, false) + "\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 413"), answer);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"h2c", "websocket", "TLS/1.0, x"})
  void anOfferOfAnotherProtocolIsPassedOver(String protocols) {
    String offering =
        head("/preview", JSON)
            + "Connection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABk\r\nUpgrade: "
            + protocols
            + "\r\n";
    String json = "{\"body\":\"It was read.\"}";
    String whole = offering + length(json.length(), false) + "\r\n" + json;
    String chunks =
        offering
            + length(0, true)
            + "\r\n"
            + Integer.toHexString(json.length())
            + "\r\n"
            + json
            + "\r\n0\r\n\r\n";
    // One connection: each is read to its end and no further.
    String answers = program.raw(whole + chunks + whole);
    assertEquals(4, answers.split("HTTP/1\\.1 200 ").length, answers);
    assertEquals(4, answers.split("It was read").length, answers);
    String tooLong = program.rawAnswer(offering + length(LIMIT + 1L, false) + "\r\n");
    assertTrue(tooLong.startsWith("HTTP/1.1 413"), tooLong);
  }

  @ParameterizedTest
  @DisplayName("security 50: uploads have a limit for each kind")
  @CsvSource({
    "/media, 10551296",
    "/account/avatar, 10551296",
    "/admin/site/logo, 10551296",
    "/admin/import, 210763776"
  })
  void anUploadAnnouncedAsTooLargeIsRefusedBeforeItIsSent(String path, long most) {
    String answer = program.rawAnswer(head(path, MULTIPART) + length(most + 1, false) + "\r\n");
    assertTrue(answer.startsWith("HTTP/1.1 413"), answer);
    assertTrue(answer.contains(String.valueOf(most)), answer);
  }

  @ParameterizedTest
  @DisplayName("security 50: a multipart body without an end is refused once it is too long")
  @ValueSource(strings = {"/login", "/blogs", "/preview"})
  void aBodyWithoutAnEndIsRefusedOnceItIsTooLong(String path) {
    // The server counts when it has read a buffer.
    String begun = part("title") + "x".repeat(LIMIT + 16 * 1024);
    String answer =
        program.rawAnswer(head(path, MULTIPART) + length(0, true) + "\r\n" + chunk(begun));
    assertTrue(answer.startsWith("HTTP/1.1 413"), answer);
    assertTrue(answer.contains(String.valueOf(LIMIT)), answer);
  }

  @ParameterizedTest
  @DisplayName(
      "security 50: an upload without a credential is not read, as there is no form to keep in it")
  @ValueSource(strings = {"/admin/import", "/media", "/account/avatar"})
  void anUploadWithoutASessionIsNotRead(String path) {
    String answer =
        program.rawAnswer(
            "POST "
                + path
                + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\nContent-Type: "
                + MULTIPART
                + "\r\n"
                + length(0, true)
                + "\r\n"
                + chunk(part("file") + "x".repeat(LIMIT / 2)));
    assertTrue(answer.startsWith("HTTP/1.1 401"), answer);
  }

  private static String chunk(String text) {
    return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
  }

  private String head(String path, String type) {
    return "POST "
        + path
        + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
        + member.token()
        + "\r\nContent-Type: "
        + type
        + "\r\n";
  }

  private static String length(long length, boolean chunked) {
    return chunked ? "Transfer-Encoding: chunked\r\n" : "Content-Length: " + length + "\r\n";
  }

  @Test
  @DisplayName("security 51: more than a thousand fields are a 400")
  void tooManyParameters() {
    String form =
        IntStream.range(0, 1001).mapToObj(i -> "f" + i + "=x").collect(Collectors.joining("&"));
    assertRefused(400, send("/blogs", FORM, form.getBytes(StandardCharsets.UTF_8)));
    assertRefused(400, send("/login", FORM, form.getBytes(StandardCharsets.UTF_8)));
    String parts =
        IntStream.range(0, 1001)
            .mapToObj(i -> part("f" + i) + "x\r\n")
            .collect(Collectors.joining("", "", "--b--\r\n"));
    assertRefused(400, send("/blogs", MULTIPART, parts.getBytes(StandardCharsets.UTF_8)));
  }

  // Multipart and forms

  @Test
  void multipartIsAForm() {
    String body =
        part("title")
            + "Tïtle 😀\r\n"
            + part("body")
            + "one\r\ntwo\r\n"
            + part("tags")
            + "a,b\r\n--b--\r\n";
    Answer answer = send("/blogs", MULTIPART, body.getBytes(StandardCharsets.UTF_8));
    assertEquals(201, answer.status(), answer::toString);
    assertEquals("Tïtle 😀", answer.json().getString("title"));
    assertEquals("one\ntwo", answer.json().getString("body"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "multipart/form-data; x",
        "multipart/form-data; ``",
        "multipart/form-data; --b",
        "multipart/form-data\\, boundary=; --b",
      })
  void multipartWithoutABoundary(String type, String body) {
    assertRefused(
        400, send("/blogs", type.replace("\\,", ";"), body.getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nothing",
        "--b",
        "--b\r\n",
        "--b\r\nContent-Disposition: form-data; name=\"title\"",
        "--b\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nx",
        "--b\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nx\r\n--b",
        "--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--\r\n",
        "--b\r\n\r\nx\r\n--b--\r\n",
        "--c\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nx\r\n--c--\r\n",
        "--b\r\n"
            + "Content-Disposition: form-data; name=\"title\"; filename=\"../../x\"\r\n\r\n"
            + "x\r\n"
            + "--b--\r\n",
        "--b\r\n"
            + "Content-Disposition: form-data; name=\"title\"; filename=\"x\u0000y\"\r\n\r\n"
            + "x\r\n"
            + "--b--\r\n",
      })
  void multipartThatIsBroken(String body) {
    assertRefused(400, send("/blogs", MULTIPART, body.getBytes(StandardCharsets.UTF_8)));
    assertRefused(400, send("/login", MULTIPART, body.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void multipartWithAnEndlessHeader() {
    String body =
        "--b\r\nContent-Disposition: form-data; name=\""
            + "n".repeat(500_000)
            + "\"\r\n\r\nx\r\n--b--\r\n";
    assertRefused(400, send("/blogs", MULTIPART, body.getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "title=%&body=b",
        "title=%zz&body=b",
        "title=%f&body=b",
        "title=%ff&body=b",
        "title=%c0%ae&body=b",
        "title=t%00&body=b",
        "title=t&body=%ed%a0%80",
        "%=x",
        ""
      })
  void badForms(String form) {
    assertRefused(400, send("/blogs", FORM, form.getBytes(StandardCharsets.UTF_8)));
    Answer page =
        program.send(
            "POST",
            "/login",
            BodyPublishers.ofString(form),
            "Content-Type",
            FORM,
            "Accept",
            "text/html");
    assertEquals(400, page.status(), page::toString);
    assertOurs(page);
  }

  // Queries, paths and headers

  @ParameterizedTest
  @ValueSource(
      strings = {
        "page=0",
        "page=-1",
        "page=abc",
        "page=1.5",
        "page=99999999999999999999",
        "size=0",
        "size=1000",
        "status=gone",
        "page=%zz",
        "tag=%",
        "tag=%f",
        "tag=%ff",
        "tag=%c0%ae",
        "tag=%00",
        "author=x%00",
        "x=%00",
      })
  void badQueries(String query) {
    for (String path : List.of("/blogs", "/")) {
      for (String accept : List.of("text/html", "application/json")) {
        String answer = raw("GET", path + "?" + query, "Accept: " + accept);
        assertTrue(answer.startsWith("HTTP/1.1 400"), answer);
        assertOurs(answer);
      }
    }
  }

  @Test
  @DisplayName("security 51: more than a thousand parameters are a 400")
  void tooManyParametersInTheQuery() {
    assertTrue(raw("GET", "/blogs?" + "a=1&".repeat(1001)).startsWith("HTTP/1.1 400"));
    assertTrue(raw("GET", "/blogs?" + "a=1&".repeat(999) + "page=2").startsWith("HTTP/1.1 200"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tag=%F0%9F%98%80",
        "tag=%E2%80%AE",
        "author='%20OR%20''='",
        "q=%3Cscript%3E",
        "page=1&page=x",
        "=",
        "&&",
        "tag"
      })
  void unusualQueriesAreFine(String query) {
    for (String accept : List.of("text/html", "application/json")) {
      String answer = raw("GET", "/blogs?" + query, "Accept: " + accept);
      assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//blogs",
        "/blogs//x",
        "/./blogs",
        "/blogs/../blogs",
        "/blogs/%2e%2e/blogs",
        "/blogs%2fx",
        "/blogs/x%00",
        "/blogs;x=y",
        "/blogs/x;jsessionid=1",
        "/blogs/%252e",
        "/blogs\\x",
        "/blogs/x.",
        "/Blogs",
        "/WEB-INF/web.xml",
        "/web-inf/web.xml",
        "/META-INF/MANIFEST.MF",
        "/WEB-INF%2fweb.xml",
        "/x/%0d%0aX-Forged:%20yes",
        "/blogs/%0d%0aX-Forged:%20yes",
      })
  void oddPathsLeadNowhere(String path) {
    for (String accept : List.of("text/html", "application/json")) {
      String answer =
          raw("GET", path, "Accept: " + accept, "Authorization: Bearer " + member.token());
      assertTrue(answer.matches("(?s)HTTP/1\\.1 40[04].*"), answer);
      assertFalse(answer.contains("<web-app"), answer);
      assertFalse(answer.contains("\r\nX-Forged"), answer);
      assertOurs(answer);
    }
  }

  @ParameterizedTest
  @CsvSource({"/blogs/, /blogs", "/blogs/x/, /blogs/x"})
  void aSlashTooManyLeadsToTheOpenPage(String path, String page) {
    String answer = raw("GET", path, "Accept: text/html");
    assertTrue(answer.startsWith("HTTP/1.1 308"), answer);
    assertTrue(answer.contains("\r\nLocation: " + page + "\r\n"), answer);
    assertOurs(answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Accept: ;",
        "Accept: ;;;,,,;q=",
        "Accept: text/html;q=NaN",
        "Authorization: Bearer",
        "Authorization: Bearer  ",
        "Authorization: Basic dGVzdDp0ZXN0",
        "Authorization: Bearer \u0001",
        "Cookie: inkgate_access=x; inkgate_refresh=y",
        "Cookie: =; ;;\"",
        "Cookie: inkgate_access=\"",
        "If-None-Match: \"v99999999999999999999\"",
        "If-Match: \"v99999999999999999999\"",
        "If-Modified-Since: yesterday",
        "Range: bytes=9-1",
        "Content-Type: ;",
        "Origin: null",
        "Sec-Fetch-Site: x",
        "X-Forwarded-For: \u00ff",
        "User-Agent: \u009b\u0085x",
        "Accept-Language: ;;;",
        "Accept-Encoding: x;q=9",
        "Expect: something",
      })
  void oddHeadersDoNoHarm(String header) {
    for (String request : List.of("GET /blogs", "GET /blogs/x", "GET /style.css", "PUT /blogs/x")) {
      String[] words = request.split(" ");
      String answer = raw(words[0], words[1], header);
      assertTrue(answer.matches("(?s)HTTP/1\\.1 [234].*"), answer);
      assertOurs(answer);
    }
  }

  @Test
  @DisplayName("security 56: input can't forge a line of the log")
  void nobodyForgesALogLine() {
    String forged = "x\r\nINFO event=login.succeeded user=\"root\"\u0085\u2028\u202e";
    assertRefused(404, program.postJson("/login", Member.credentials(forged, "wrong")));
    List<String> lines =
        ServerLog.lines().stream().filter(line -> line.contains("login.succeeded user=")).toList();
    assertFalse(lines.isEmpty());
    assertTrue(lines.stream().allMatch(line -> line.contains("user=?root?")), lines::toString);
  }

  // Helpers

  private Answer send(String path, String type, byte[] body) {
    return program.send(
        "POST", path, BodyPublishers.ofByteArray(body), member.with("Content-Type", type));
  }

  private String raw(String method, String path, String... headers) {
    String more = Stream.of(headers).map(header -> header + "\r\n").collect(Collectors.joining());
    return program.raw(
        method
            + " "
            + new String(path.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)
            + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
            + more
            + "\r\n");
  }

  private static String part(String name) {
    return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n";
  }

  private static byte[] join(String before, byte[] bytes, String after) {
    String middle = new String(bytes, StandardCharsets.ISO_8859_1);
    return (before + middle + after).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void assertRefused(int status, Answer answer) {
    assertEquals(status, answer.status(), answer::toString);
    assertEquals(status, answer.json().getInt("status"));
    assertFalse(answer.json().getString("request_id").isEmpty());
    assertOurs(answer);
  }

  private static void assertOurs(Answer answer) {
    assertOurs(answer.toString());
  }

  /** No server's page, version or stack trace. */
  private static void assertOurs(String answer) {
    String text = answer.toLowerCase(Locale.ROOT);
    for (String word : List.of("payara", "glassfish", "grizzly", "tomcat", "exception", "\tat ")) {
      assertFalse(text.contains(word), answer);
    }
  }
}
