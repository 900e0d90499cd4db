package org.inkgate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.inkgate.testing.Answer;
import org.inkgate.testing.Member;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Representations, methods and headers that all resources have in common. */
class NegotiationIT extends ContractTestBase {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/html | text/html",
        "text/html,application/xhtml+xml,*/*;q=0.8 | text/html",
        "application/json | application/json",
        "*/* | application/json",
        "; | application/json",
      })
  void theFaceIsWhatAcceptAsksFor(String accept, String type) {
    String path = newMember().path(Member.draft("t", "b"));
    assertTrue(contentType(program.get("/", "Accept", accept)).startsWith(type));
    assertTrue(contentType(program.get(path, "Accept", accept)).startsWith(type));
    String problem = type.equals("application/json") ? "application/problem+json" : type;
    Answer missing = program.get("/blogs/none-such", "Accept", accept);
    assertEquals(404, missing.status());
    assertTrue(contentType(missing).startsWith(problem));
  }

  @Test
  void withoutAcceptAProgramIsAssumed() {
    assertTrue(contentType(program.get("/")).startsWith("application/json"));
  }

  @Test
  void headIsGetWithoutABody() {
    String path = newMember().path(Member.draft("t", "b"));
    for (String each : List.of("/", "/blogs", path, "/login", "/style.css", "/blogs/none-such")) {
      Answer get = program.get(each);
      Answer head = program.send("HEAD", each, BodyPublishers.noBody());
      assertEquals(get.status(), head.status(), each);
      assertEquals("", head.body(), each);
      assertEquals(get.header("Content-Type"), head.header("Content-Type"), each);
      assertEquals(get.header("ETag"), head.header("ETag"), each);
    }
  }

  @ParameterizedTest
  @DisplayName("security 49: a wrong method is a 405 and told the right ones")
  @CsvSource(
      delimiter = ';',
      value = {
        "/login; PUT; GET, HEAD, OPTIONS, POST",
        "/login; DELETE; GET, HEAD, OPTIONS, POST",
        "/register; PATCH; GET, HEAD, OPTIONS, POST",
        "/token/refresh; GET; OPTIONS, POST",
        "/.well-known/jwks.json; POST; GET, HEAD, OPTIONS",
        "/blogs; DELETE; GET, HEAD, OPTIONS, POST",
        "/blogs; SURPRISE; GET, HEAD, OPTIONS, POST",
        "/blogs/any; POST; DELETE, GET, HEAD, OPTIONS, PATCH, PUT",
        "/blogs/new; POST; GET, HEAD, OPTIONS",
        "/blogs/any/publish; GET; OPTIONS, POST",
        "/logout; GET; OPTIONS, POST",
        "/style.css; POST; GET, HEAD, OPTIONS",
        "/style.css; PUT; GET, HEAD, OPTIONS",
        "/style.css; DELETE; GET, HEAD, OPTIONS",
        "/style.css; PATCH; GET, HEAD, OPTIONS",
      })
  void aWrongMethodIsToldTheRightOnes(String path, String method, String allow) {
    Member member = newMember();
    Answer answer = program.send(method, path, BodyPublishers.noBody(), member.with());
    assertProblem(405, answer);
    assertEquals(allow, answer.header("Allow").orElseThrow());
    Answer options = program.send("OPTIONS", path, BodyPublishers.noBody(), member.with());
    assertEquals(204, options.status());
    assertEquals(allow, options.header("Allow").orElseThrow());
  }

  @Test
  void aWriteToNoFileIsNotFound() {
    assertProblem(
        404,
        program.send("PUT", "/no/such/file", BodyPublishers.ofString("x"), newMember().with()));
  }

  @Test
  @DisplayName("security 64: TRACE is a 405")
  void traceIsNotAllowed() {
    String answer =
        program.raw(
            "TRACE / HTTP/1.1\r\nHost: localhost\r\nX-Secret: s\r\nConnection: close\r\n\r\n");
    assertTrue(answer.startsWith("HTTP/1.1 405"), answer);
    assertTrue(answer.contains("\r\nAllow: "), answer);
    assertFalse(answer.contains("X-Secret"), answer);
  }

  @Test
  @DisplayName("security 58: every answer carries the security headers, errors too")
  void everyAnswerCarriesTheSecurityHeaders() {
    Member member = newMember();
    String path = member.path(Member.draft("t", "b"));
    List<Answer> answers =
        List.of(
            program.get("/", HTML),
            program.get("/"),
            program.get(path),
            program.get(path, "If-None-Match", "*"),
            program.get("/style.css"),
            program.get("/favicon.svg"),
            program.get("/.well-known/jwks.json"),
            program.get("/login", HTML),
            program.get("/blogs/new", HTML),
            program.get("/blogs/new"),
            program.get("/nothing/here", HTML),
            program.get("/blogs/none-such"),
            program.get("/blogs?page=0"),
            program.sendJson("POST", "/login", "{"),
            program.send("PUT", "/login", BodyPublishers.noBody()),
            program.send("OPTIONS", "/login", BodyPublishers.noBody()),
            program.send("HEAD", "/login", BodyPublishers.noBody()),
            member.write("t", "b"),
            member.delete(path),
            program.get("/blogs//x"));
    for (Answer answer : answers) {
      String policy = answer.header("Content-Security-Policy").orElse("");
      for (String part :
          List.of(
              "default-src 'self'",
              "object-src 'none'",
              "base-uri 'none'",
              "frame-ancestors 'none'")) {
        assertTrue(policy.contains(part), answer::toString);
      }
      assertFalse(policy.contains("unsafe"), policy);
      assertEquals("nosniff", answer.header("X-Content-Type-Options").orElse(""), answer::toString);
      assertTrue(answer.header("Referrer-Policy").isPresent(), answer::toString);
      assertTrue(answer.header("X-Request-Id").isPresent(), answer::toString);
      assertTrue(answer.header("Server").isEmpty(), answer::toString);
      assertTrue(answer.header("X-Powered-By").isEmpty(), answer::toString);
      assertTrue(answer.header("Access-Control-Allow-Origin").isEmpty(), answer::toString);
      assertTrue(answer.header("Strict-Transport-Security").isEmpty(), "only on HTTPS");
      answer
          .header("Content-Type")
          .ifPresent(type -> assertTrue(type.toLowerCase().contains("charset=utf-8"), type));
    }
  }
}
