package org.inkgate.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URL;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.inkgate.testing.Answer;
import org.inkgate.testing.HttpApi;
import org.inkgate.testing.InkgateArchive;
import org.inkgate.testing.Member;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an operator's programs ask: is it well, and how much has it done? */
@ExtendWith(ArquillianExtension.class)
class OperationsIT {

  @ArquillianResource private URL url;

  private HttpApi program;

  @Deployment(testable = false)
  static WebArchive inkgate() {
    return InkgateArchive.with(Map.of("ACCESS_LOG", "on"));
  }

  @BeforeEach
  void connect() throws Exception {
    program = HttpApi.program(url.toURI());
  }

  @Test
  void aHealthyNodeSaysSo() {
    assertEquals("UP", program.get("/health/live").json().getString("status"));
    Answer ready = program.get("/health/ready");
    assertEquals(200, ready.status());
    assertEquals(
        "database", ready.json().getJsonArray("checks").getJsonObject(0).getString("name"));
    assertEquals("no-store", ready.header("Cache-Control").orElseThrow());
  }

  @Test
  void healthIsReadOnlyAndHasTwoQuestions() {
    assertEquals(401, program.get("/health/other").status());
    Answer post = program.send("POST", "/health/live", BodyPublishers.noBody());
    assertEquals(401, post.status());
  }

  @Test
  void everyRequestIsCountedByPatternAndStatus() {
    String series = "_count{method=\"GET\",pattern=\"/blogs/*\",status=\"404\"}";
    double before = value(series);
    program.get("/blogs/no-such-post");
    program.get("/blogs/nor-this-one");
    assertEquals(before + 2, value(series));
  }

  @Test
  void refusalsAreCountedByReason() {
    String series = "inkgate_problems_total{status=\"401\",type=\"invalid-token\"}";
    double before = value(series);
    program.get("/account", "Authorization", "Bearer no.such.token");
    assertEquals(before + 1, value(series));
  }

  @Test
  void loginsAreCounted() {
    Member.register(program, "counted");
    double before = value("inkgate_events_total{event=\"login.succeeded\"}");
    Member.logIn(program, "counted");
    assertEquals(before + 1, value("inkgate_events_total{event=\"login.succeeded\"}"));
  }

  @Test
  void memoryAndTheHashQueueAreShown() {
    String metrics = program.get("/metrics").body();
    assertTrue(metrics.contains("jvm_memory_used_bytes{area=\"heap\"}"), metrics);
    assertTrue(metrics.contains("inkgate_password_hashes_waiting "), metrics);
  }

  @Test
  void metricsNameNobody() {
    Member.register(program, "discreet");
    program.get("/blogs?author=discreet&q=secret");
    assertFalse(program.get("/metrics").body().contains("discreet"));
  }

  /** The value of the series whose line holds this text; 0 when there is none yet. */
  private double value(String series) {
    Answer metrics = program.get("/metrics");
    assertEquals(200, metrics.status());
    Matcher line =
        Pattern.compile(".*" + Pattern.quote(series) + " ([0-9.E]+)").matcher(metrics.body());
    return line.find() ? Double.parseDouble(line.group(1)) : 0;
  }
}
