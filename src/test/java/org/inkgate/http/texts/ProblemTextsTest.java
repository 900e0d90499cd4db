package org.inkgate.http.texts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.inkgate.http.ClientWords;
import org.inkgate.http.Problem;
import org.inkgate.tokens.TokenRefusedException;
import org.junit.jupiter.api.Test;

/** Holds that whatever a problem says is said in the reader's language. */
class ProblemTextsTest {

  @Test
  void whateverAProblemSaysStandsInABundle() throws IOException {
    Set<String> missing = new TreeSet<>(said());
    missing.removeIf(text -> found(text).isPresent());
    assertEquals(Set.of(), missing, "add each to your room's bundle, as ROOM.problem.NAME");
  }

  /** Else a text would be said half in one language, half in another. */
  @Test
  void noSentenceIsTakenForAShorterOne() throws IOException {
    Set<String> half = new TreeSet<>(said());
    half.removeIf(
        text ->
            found(text).stream()
                .flatMap(it -> it.arguments().stream())
                .allMatch(it -> it.contains("7") || !it.contains(" ") || found(it).isPresent()));
    assertEquals(Set.of(), half, "add each to your room's bundle, as ROOM.problem.NAME");
  }

  @Test
  void whateverStandsInABundleIsSaid() throws IOException {
    Set<String> unsaid = new TreeSet<>();
    Texts.ROOMS.forEach(room -> unsaid.addAll(Texts.in(Language.EN).keys(room)));
    unsaid.removeIf(key -> !key.contains(ProblemTexts.KEYS));
    said().forEach(text -> found(text).ifPresent(it -> unsaid.remove(it.key())));
    assertEquals(Set.of(), unsaid);
  }

  @Test
  void everyRoomThatNamesAProblemOrAFieldIsAsked() throws IOException {
    Set<String> rooms = new TreeSet<>();
    for (Path bundle : files(Path.of("src/main/resources/messages"))) {
      String text = Files.readString(bundle);
      if (text.contains(ProblemTexts.KEYS) || text.contains(".field.")) {
        rooms.add(bundle.getFileName().toString().replaceFirst("[_.].*", ""));
      }
    }
    assertEquals(List.copyOf(rooms), Texts.ROOMS, "Texts.ROOMS, in order");
  }

  @Test
  void whatVariesIsKept() {
    assertEquals(
        "muss 3 bis 20 Zeichen lang sein",
        Texts.in(Language.DE).said("size must be between 3 and 20"));
  }

  @Test
  void aTextInsideATextIsSaidToo() {
    String said =
        Texts.in(Language.FR)
            .said("The body is not the JSON object it should be: it is not well-formed.");
    assertTrue(said.endsWith("il est mal formé."), said);
  }

  @Test
  void anApostropheIsNoObstacle() {
    assertEquals(
        "La firma del token de acceso no es correcta.",
        Texts.in(Language.ES).said("The access token's signature does not verify."));
  }

  @Test
  void whatNobodyTranslatedIsSaidInEnglish() {
    assertEquals("Mind the gap", Texts.in(Language.JA).said("Mind the gap"));
  }

  @Test
  void aPageSpeaksTheReadersLanguageAndKeepsWhatBelongsToTheProtocol() {
    Problem problem =
        new Problem(404, "not-found", "Not Found", "There is nothing at this address.")
            .at("page", "must be a whole number")
            .with("Allow", "GET");
    Problem said = problem.in(Texts.in(Language.DE));
    assertEquals("Nicht gefunden", said.title());
    assertEquals("Unter dieser Adresse ist nichts.", said.detail());
    assertEquals(Map.of("page", List.of("muss eine ganze Zahl sein")), said.errors());
    assertEquals("not-found", said.type());
    assertEquals(Map.of("Allow", "GET"), said.headers());
  }

  @Test
  void aFieldNobodyNamedIsReadAsItIsWritten() {
    assertEquals("Neues Passwort", Texts.in(Language.DE).label("new_password"));
    assertEquals("Favourite colour", Texts.in(Language.DE).label("favourite_colour"));
  }

  /** A text that is passed on may get its full stop there. */
  private static Optional<ProblemTexts.Found> found(String text) {
    return ProblemTexts.find(text).or(() -> ProblemTexts.find(text + "."));
  }

  /** What the sources tell clients, and the two places that tell in another way. */
  private static Set<String> said() throws IOException {
    Set<String> said = ClientWords.in(files(Path.of("src/main/java")));
    Arrays.stream(TokenRefusedException.Reason.values())
        .forEach(reason -> said.add(reason.description() + "."));
    Properties messages = new Properties();
    try (Reader reader =
        Files.newBufferedReader(Path.of("src/main/resources/ValidationMessages.properties"))) {
      messages.load(reader);
    }
    messages.values().forEach(it -> said.add(it.toString().replaceAll("\\{\\w+}", "7").strip()));
    return said;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .filter(it -> it.toString().toLowerCase(Locale.ROOT).matches(".*\\.(java|properties)"))
          .sorted()
          .collect(Collectors.toCollection(ArrayList::new));
    }
  }
}
