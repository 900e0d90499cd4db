package org.inkgate.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.inkgate.http.texts.Language;
import org.inkgate.http.texts.Message;
import org.inkgate.http.texts.Texts;
import org.junit.jupiter.api.Test;

/** A problem is told to programs in English, and by a page in the reader's language. */
class ProblemTest {

  private static final Texts GERMAN = Texts.in(Language.DE);

  @Test
  void aPageSpeaksTheReadersLanguageAndKeepsWhatBelongsToTheProtocol() {
    Problem problem =
        Problem.notFound().at("page", "site.problem.whole-number").with("Allow", "GET");
    assertEquals("Nicht gefunden", problem.title().in(GERMAN));
    assertEquals("Unter dieser Adresse ist nichts.", problem.detail().in(GERMAN));
    assertEquals(Map.of("page", List.of("muss eine ganze Zahl sein")), problem.errors(GERMAN));
    assertEquals("not-found", problem.type());
    assertEquals(Map.of("Allow", "GET"), problem.headers());
  }

  @Test
  void aProgramIsToldInEnglish() {
    JsonObject json =
        Problem.of(409, "already-taken", "accounts.problem.not-free", "username")
            .titled("accounts.problem.already-taken")
            .at("username", "accounts.problem.taken")
            .toJson("/register", "id");
    assertEquals("urn:inkgate:problem:already-taken", json.getString("type"));
    assertEquals("Already taken", json.getString("title"));
    assertEquals("Already taken", json.getString("Message"));
    assertEquals("Not free: username", json.getString("detail"));
    assertEquals("{\"username\":[\"is already taken\"]}", json.get("errors").toString());
  }

  @Test
  void theTitleIsThatOfTheStatusUnlessOneSaysMore() {
    assertEquals("Conflict", Problem.of(409, "x", "site.problem.busy").title().english());
    assertEquals(
        "Gone",
        Problem.of(409, "x", "site.problem.busy").titled("site.status.410").title().english());
  }

  @Test
  void whatAClientSentIsNeverTranslated() {
    Message message = Message.of("posts.problem.not-this-tag", "Forbidden");
    assertEquals("This token writes only posts that carry the tag Forbidden.", message.english());
    assertEquals(
        "Dieses Token schreibt nur Beiträge mit dem Schlagwort Forbidden.", message.in(GERMAN));
    assertEquals(
        "This token writes only posts that carry the tag it’s {0}.",
        Message.of("posts.problem.not-this-tag", "it’s {0}").english());
  }

  @Test
  void aMessageInsideAMessageIsSaidInTheSameLanguage() {
    Message message = Message.of("site.problem.not-json", Message.of("site.problem.json-form"));
    assertEquals(
        "The body is not the JSON object it should be: it is not well-formed.", message.english());
    String french = message.in(Texts.in(Language.FR));
    assertEquals("il est mal formé.", french.substring(french.length() - 17));
  }

  @Test
  void programsGetAsciiApostrophesAndPlainNumbers() {
    assertEquals(
        "The access token's signature does not verify.",
        Message.of("tokens.problem.signature").english());
    assertEquals(
        "La firma del token de acceso no es correcta.",
        Message.of("tokens.problem.signature").in(Texts.in(Language.ES)));
    assertEquals(
        "The body must not be longer than 1048576 bytes.",
        Message.of("site.problem.body-large", 1_048_576).english());
  }
}
