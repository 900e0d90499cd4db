package org.inkgate.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.time.Duration;
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

  private static final byte[] ABC = {'a', 'b', 'c'};

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
  void aBrowserMayGetAReplyOfItsOwn() throws IOException {
    Reply reply =
        Reply.json(UNASKED)
            .also(response -> response.setHeader("Set-Cookie", "a=1"))
            .orElse(() -> Reply.seeOther("/there"));
    write(reply, browser);
    assertEquals(303, browser.status());
    assertEquals("a=1", browser.header("Set-Cookie"));
  }

  @Test
  void whatAProgramHasIsNotSentAgain() throws IOException {
    program.with("If-None-Match", "\"2\"");
    write(Reply.json(JSON).version("\"1\"").keptIf(true), program);
    assertEquals(200, program.status());
    assertEquals("\"1\"", program.header("ETag"));
    Exchange again =
        new Exchange("GET", "/", null)
            .with("Accept", "application/json")
            .with("If-None-Match", "\"1\"");
    write(Reply.json(UNASKED).version("\"1\"").keptByClient(), again);
    assertEquals(304, again.status());
    assertEquals("private, no-cache", again.header("Cache-Control"));
    assertEquals("", again.body());
  }

  @Test
  void onlyTheVeryDateCountsAsNotModifiedSince() throws IOException {
    program.with("If-Modified-Since", "Monday");
    write(Reply.json(JSON).version("\"1\"").lastModified("Sunday"), program);
    assertEquals(200, program.status());
    write(Reply.json(UNASKED).version("\"1\"").lastModified("Monday"), program);
    assertEquals(304, program.status());
  }

  @Test
  void cachesKeepWhatTheyAreTold() throws IOException {
    assertEquals("public, max-age=60", caching(Reply.json(JSON).keptFor(Duration.ofMinutes(1))));
    assertEquals("public, max-age=31536000, immutable", caching(Reply.json(JSON).keptForever()));
    assertEquals(
        "private, max-age=31536000, immutable",
        caching(
            Reply.json(JSON)
                .also(response -> response.setHeader("Set-Cookie", "a=1"))
                .keptForever()));
    assertEquals("no-cache", caching(Reply.moved("/there")));
    assertNull(caching(Reply.gone("/").cachingUnsaid()));
  }

  private static String caching(Reply reply) throws IOException {
    Exchange exchange = new Exchange("GET", "/", null).with("Accept", "application/json");
    write(reply, exchange);
    return exchange.header("Cache-Control");
  }

  @Test
  void aFileSaysNothingBeforeItBegins() throws IOException {
    Reply failing =
        Reply.file(
            "application/zip",
            "attachment",
            3,
            start -> {
              throw new IOException("not begun");
            });
    assertThrows(IOException.class, () -> write(failing, program));
    assertNull(program.header("Content-Disposition"));
    Reply file = Reply.file("application/zip", "attachment", 3, it -> it.begin().write(ABC));
    write(file, program);
    assertEquals("abc", program.body());
    Exchange head = new Exchange("HEAD", "/", null);
    write(file, head);
    assertEquals("attachment", head.header("Content-Disposition"));
    assertEquals("", head.body());
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
