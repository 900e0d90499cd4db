package org.inkgate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import java.util.List;
import java.util.Map;
import org.inkgate.testing.Answer;
import org.inkgate.testing.DeployedInkgate;
import org.inkgate.testing.HttpApi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A page speaks the language its reader chose or the browser asks for; JSON speaks English. */
class LanguageIT extends DeployedInkgate {

  private static final String[] GERMAN = {"Accept", "text/html", "Accept-Language", "de"};

  private HttpApi browser;

  @BeforeEach
  void connect() {
    browser = HttpApi.browser(base);
  }

  @Test
  void aBrowserThatAsksForGermanGetsGerman() {
    Answer page = browser.get("/login", GERMAN);
    assertTrue(page.body().contains("<html lang=\"de\" dir=\"ltr\">"), page::toString);
    assertTrue(page.body().contains("<h1 class=\"heading\">Anmelden</h1>"), page::toString);
    assertEquals("de", page.header("Content-Language").orElseThrow());
    String vary = String.join(", ", page.headers("Vary"));
    assertTrue(vary.contains("Accept-Language") && vary.contains("Cookie"), vary);
  }

  @Test
  void aReaderWhoChoosesALanguageReadsItWhateverTheBrowserAsksFor() {
    Answer chosen = choose("ar", "/login?next=%2Faccount");
    assertEquals(303, chosen.status(), chosen::toString);
    assertEquals("/login?next=%2Faccount", chosen.header("Location").orElseThrow());
    String cookie = chosen.headers("Set-Cookie").get(0);
    assertTrue(cookie.startsWith("language=ar"), cookie);
    assertTrue(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), cookie);
    assertTrue(cookie.contains("Max-Age=31536000"), cookie);
    Answer page = browser.get("/register", GERMAN);
    assertTrue(page.body().contains("<html lang=\"ar\" dir=\"rtl\">"), page::toString);
    assertEquals("ar", page.header("Content-Language").orElseThrow());
  }

  @Test
  void choosingALanguageComesBackToThePageAndToNoOtherHost() {
    for (String next : List.of("https://example.org/", "//example.org", "/\\example.org", "")) {
      assertEquals("/", choose("fr", next).header("Location").orElseThrow());
    }
    assertEquals("/blogs?page=2", choose("fr", "/blogs?page=2").header("Location").orElseThrow());
  }

  @Test
  void aLanguageNobodySpeaksHereIsRefused() {
    Answer refused = choose("tlh", "/");
    assertEquals(400, refused.status(), refused::toString);
    assertTrue(refused.headers("Set-Cookie").isEmpty(), refused::toString);
  }

  @Test
  void anotherSiteChoosesNothing() {
    Answer refused =
        browser.postForm(
            "/language", Map.of("language", "ja"), "Origin", "https://elsewhere.example");
    assertEquals(403, refused.status(), refused::toString);
  }

  @Test
  void aFailedFormSaysWhyInFrenchAndKeepsWhatWasTyped() {
    Answer failed =
        browser.postForm(
            "/register",
            Map.of("username", "zoé!", "email", "nulle part", "password", "court"),
            "Accept",
            "text/html",
            "Accept-Language",
            "fr");
    assertEquals(400, failed.status(), failed::toString);
    assertTrue(failed.body().contains("doit être une adresse e-mail correcte"), failed::toString);
    assertTrue(failed.body().contains("doit avoir au moins 8 caractères"), failed::toString);
    assertTrue(failed.body().contains("value=\"zoé!\""), failed::toString);
    assertTrue(failed.body().contains("value=\"nulle part\""), failed::toString);
    assertFalse(failed.body().contains("must "), failed::toString);
  }

  @Test
  void aFailedLoginSaysWhyInJapanese() {
    Answer failed =
        browser.postForm(
            "/login",
            Map.of("username", "nobody", "password", "nothing at all"),
            "Accept",
            "text/html",
            "Accept-Language",
            "ja");
    assertEquals(404, failed.status(), failed::toString);
    assertTrue(failed.body().contains("登録されていません"), failed::toString);
    assertTrue(failed.body().contains("value=\"nobody\""), failed::toString);
  }

  @Test
  void aMissingPageIsMissedInSpanish() {
    Answer missing = browser.get("/nowhere", "Accept", "text/html", "Accept-Language", "es");
    assertEquals(404, missing.status());
    assertTrue(missing.body().contains("No hay nada en esta dirección."), missing::toString);
  }

  @Test
  void jsonSpeaksEnglishWhateverIsAskedFor() {
    Answer failed =
        program.postJson(
            "/login",
            Json.createObjectBuilder().add("username", "nobody").add("password", "x").build(),
            "Accept-Language",
            "de");
    assertEquals(404, failed.status());
    assertEquals("User not found", failed.json().getString("Message"));
    assertEquals(
        "is not known here",
        failed.json().getJsonObject("errors").getJsonArray("username").getString(0));
    assertTrue(failed.header("Content-Language").isEmpty(), failed::toString);
  }

  private Answer choose(String language, String next) {
    return browser.postForm("/language", Map.of("language", language, "next", next));
  }
}
