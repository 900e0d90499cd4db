package org.inkgate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.inkgate.testing.Answer;
import org.inkgate.testing.DeployedInkgate;
import org.inkgate.testing.Member;
import org.junit.jupiter.api.BeforeEach;

/** A deployed server with an administrator, whose contract is tested as ordinary authors. */
abstract class ContractTestBase extends DeployedInkgate {

  static final AtomicInteger NAMES = new AtomicInteger();

  static final String[] HTML = {"Accept", "text/html"};

  @BeforeEach
  void connect() {
    // The first account becomes the administrator; the tests want ordinary authors.
    program.postJson("/register", Member.registration("administrator"));
  }

  static JsonObjectBuilder scheduled(String at) {
    return Member.draft("Later", "b").add("status", "scheduled").add("publish_at", at);
  }

  static String newName() {
    return "member-" + NAMES.incrementAndGet();
  }

  Member newMember() {
    return Member.register(program, newName());
  }

  /** Every problem has the members that the design lists. */
  static void assertProblem(int status, Answer answer) {
    assertEquals(status, answer.status(), answer::toString);
    assertTrue(contentType(answer).startsWith("application/problem+json"), answer::toString);
    JsonObject problem = answer.json();
    assertTrue(
        problem
            .keySet()
            .containsAll(
                Set.of("type", "title", "status", "detail", "instance", "Message", "request_id")),
        answer::toString);
    assertEquals(status, problem.getInt("status"));
    assertEquals(problem.getString("title"), problem.getString("Message"));
    assertEquals(answer.header("X-Request-Id").orElseThrow(), problem.getString("request_id"));
    assertEquals("no-store", answer.header("Cache-Control").orElseThrow());
  }

  static JsonObject errors(Answer answer) {
    return answer.json().getJsonObject("errors");
  }

  static String contentType(Answer answer) {
    return answer.header("Content-Type").orElse("");
  }
}
