package org.inkgate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.sessions.JqwikSession;
import org.inkgate.testing.Answer;
import org.inkgate.testing.Member;

/** Replaces random lists of tags by others, in every way there is, and reads them back. */
final class TagLists {

  private static final int PAIRS = 240;

  /** Few, so that lists share tags; some differ in case only, one begins another. */
  private static final List<String> WORDS =
      List.of(
          "photo", "Photo", "health", "Travel", "TRAVEL", "a", "aa", "C++", "c#", "日本語 😀", "É",
          "it's", "ß", "x/y", "100 %", "a\\b");

  /** Gives a post these tags in one way. */
  private interface Way {
    Answer set(String path, List<String> tags);
  }

  private final Member member;
  private final String path;
  private final List<Way> ways =
      List.of(this::put, this::patch, this::autosave, this::form, this::conduit, this::restore);

  TagLists(Member member) {
    this.member = member;
    this.path = member.path(Member.draft("Tagged at random", "b"));
  }

  void replaceEachOther() {
    long seed = System.nanoTime();
    for (List<String> tags : lists(seed)) {
      Way way = ways.get(Math.floorMod(tags.hashCode(), ways.size()));
      Answer answer = way.set(path, tags);
      // 303 is what a form is answered.
      assertEquals(answer.status() == 303 ? 303 : 200, answer.status(), () -> tags + " " + answer);
      assertEquals(tags, read(), () -> "Not as sent, seed " + seed);
    }
  }

  /** Lists in which no tag comes twice, in whatever case. */
  private static List<List<String>> lists(long seed) {
    List<List<String>> lists = new ArrayList<>();
    Function<String, Object> key = tag -> tag.toLowerCase(Locale.ROOT);
    JqwikSession.run(
        () -> {
          RandomGenerator<List<String>> random =
              Arbitraries.of(WORDS).list().uniqueElements(key).ofMaxSize(7).generator(PAIRS);
          Random numbers = new Random(seed);
          Stream.generate(() -> random.next(numbers).value()).limit(PAIRS).forEach(lists::add);
        });
    return lists;
  }

  private List<String> read() {
    return read(member.get(path).json());
  }

  private static List<String> read(JsonObject post) {
    return post.getJsonArray("tags").getValuesAs(JsonString::getString);
  }

  private Answer put(String at, List<String> tags) {
    return member.send(
        "PUT", at, Member.draft("Tagged", "b").add("tags", Json.createArrayBuilder(tags)));
  }

  private Answer patch(String at, List<String> tags) {
    return member.send(
        "PATCH", at, Json.createObjectBuilder().add("tags", Json.createArrayBuilder(tags)));
  }

  private Answer autosave(String at, List<String> tags) {
    return member.send(
        "PATCH",
        at,
        Json.createObjectBuilder().add("tags", Json.createArrayBuilder(tags)),
        "Inkgate-Autosave",
        "?1",
        "If-Match",
        member.get(at).header("ETag").orElseThrow());
  }

  private Answer form(String at, List<String> tags) {
    String version = member.get(at).header("ETag").orElseThrow().replace("\"", "");
    return member
        .api()
        .postForm(
            at + "/edit",
            Map.of("title", "t", "body", "b", "tags", String.join(",", tags), "version", version),
            member.with());
  }

  private Answer conduit(String at, List<String> tags) {
    return member.send(
        "PUT",
        at.replace("/blogs/", "/api/articles/"),
        Json.createObjectBuilder()
            .add(
                "article",
                Json.createObjectBuilder().add("tagList", Json.createArrayBuilder(tags))));
  }

  /** Brings back a revision that said so, after another one. */
  private Answer restore(String at, List<String> tags) {
    assertEquals(200, put(at, tags).status());
    int number =
        member
            .get(at + "/revisions")
            .json()
            .getJsonArray("revisions")
            .getJsonObject(0)
            .getInt("number");
    List<String> turned = new ArrayList<>(tags);
    Collections.reverse(turned);
    turned.add("between");
    assertEquals(200, put(at, turned).status());
    return member.send(
        "POST", at + "/revisions/" + number + "/restore", Json.createObjectBuilder());
  }
}
