package org.inkgate.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** One reply, as a program and as a browser gets it. */
class ReplyTest {

  private static final Supplier<JsonObjectBuilder> JSON =
      () -> Json.createObjectBuilder().add("a", 1);

  private static final Supplier<JsonObjectBuilder> UNASKED =
      () -> {
        throw new AssertionError("made for nobody");
      };

  private final Exchange program =
      new Exchange("GET", "/", null).with("Accept", "application/json");
  private final Exchange browser = new Exchange("GET", "/", null).with("Accept", "text/html");

  @Test
  void aProgramGetsJsonThatNoCacheKeeps() throws IOException {
    write(
        Reply.json(JSON)
            .orPage(
                "unasked.jte",
                () -> {
                  throw new AssertionError("made for nobody");
                }),
        program);
    assertEquals(200, program.status());
    assertEquals("no-store", program.header("Cache-Control"));
    assertEquals("{\"a\":1}", program.body());
  }

  @Test
  void whatWasMadeHasAPath() throws IOException {
    write(Reply.created("/things/1", JSON), program);
    assertEquals(201, program.status());
    assertEquals("/things/1", program.header("Location"));
    write(Reply.created("/things/1", UNASKED), browser);
    assertEquals(303, browser.status());
    assertEquals("/things/1", browser.header("Location"));
    assertEquals("no-store", browser.header("Cache-Control"));
  }

  @Test
  void whatIsGoneHasNoBody() throws IOException {
    write(Reply.gone("/things"), program);
    assertEquals(204, program.status());
    assertEquals("", program.body());
    write(Reply.gone("/things"), browser);
    assertEquals("/things", browser.header("Location"));
  }

  @Test
  void aPageOfAListLeadsAProgramToTheOthers() throws IOException {
    write(Reply.list(new Listing<>(List.of("x"), 2, 1, 3), JSON), program);
    assertEquals(
        "</?page=1>; rel=\"first\", </?page=1>; rel=\"prev\", </?page=3>; rel=\"next\","
            + " </?page=3>; rel=\"last\"",
        program.header("Link"));
  }

  @Test
  void aFailureLeavesNothingOfTheReplyBehind() {
    assertThrows(AssertionError.class, () -> write(Reply.created("/things/1", UNASKED), program));
    assertEquals(200, program.status());
    assertNull(program.header("Location"));
  }

  @Test
  void aFormIsPreparedForABrowserOnly() {
    FailedForm.offer(
        program.request(),
        "unasked.jte",
        () -> {
          throw new AssertionError("made for nobody");
        });
    FailedForm.offer(browser.request(), "form.jte", () -> Map.of());
    assertEquals(
        "form.jte",
        FailedForm.of(browser.request(), Problem.badRequest("site.problem.http"))
            .orElseThrow()
            .template());
  }

  private static void write(Reply reply, Exchange exchange) throws IOException {
    reply.write(exchange.request(), exchange.response(), null);
  }
}
