package org.inkgate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.inkgate.testing.Answer;
import org.inkgate.testing.HttpApi;
import org.inkgate.testing.Member;
import org.inkgate.testing.Pictures;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must hold on every database alike. */
@ExtendWith(ArquillianExtension.class)
abstract class DatabaseContract {

  /** How many register at once on an empty database, before any other test. */
  private static final int RACERS = 10;

  /** Limits that a race for the last place must not pass. */
  static final Map<String, String> LIMITS =
      Map.of("LIMIT_TOKENS", "3", "LIMIT_MEDIA", "3", "LIMIT_COMMENTS", "4");

  private static final AtomicInteger NAMES = new AtomicInteger();

  private static List<Answer> firstToRegister;

  @ArquillianResource private URL url;

  HttpApi program;

  /** Forgets the race of the database that was tested before this one. */
  static void forgetRace() {
    firstToRegister = null;
  }

  @BeforeEach
  void raceForTheFirstPlace() throws Exception {
    program = HttpApi.program(url.toURI());
    if (firstToRegister == null) {
      firstToRegister =
          atOnce(RACERS, i -> program.postJson("/register", Member.registration("racer-" + i)));
    }
  }

  @Test
  void ofAllWhoRegisterFirstOneBecomesAdministrator() {
    Map<String, Integer> roles = new TreeMap<>();
    for (Answer answer : firstToRegister) {
      assertEquals(201, answer.status(), answer::toString);
      roles.merge(answer.json().getString("role"), 1, Integer::sum);
    }
    assertEquals(Map.of("admin", 1, "author", RACERS - 1), roles);
  }

  @Test
  void ofAllWhoWantANameOneGetsIt() throws Exception {
    String name = newName();
    List<Answer> answers =
        atOnce(
            10,
            i ->
                program.postJson(
                    "/register", Member.registration(i % 2 == 0 ? name : name.toUpperCase())));
    assertEquals(Map.of(201, 1, 409, 9), statuses(answers));
    assertEquals(
        Set.of(Set.of("username", "email")),
        answers.stream()
            .filter(answer -> answer.status() == 409)
            .map(answer -> answer.json().getJsonObject("errors").keySet())
            .collect(Collectors.toSet()));
  }

  @Test
  void ofAllWhoWantAnAddressOneGetsIt() throws Exception {
    String address = newName() + "@example.org";
    List<Answer> answers =
        atOnce(
            6,
            i ->
                program.postJson(
                    "/register",
                    Json.createObjectBuilder(Member.registration(newName()))
                        .add("email", address)
                        .build()));
    assertEquals(Map.of(201, 1, 409, 5), statuses(answers));
  }

  @Test
  void viewsAreAddedToWhatIsCountedAlready() {
    Member member = newMember();
    String path = member.path(Member.draft("Read twice", "b"));
    String[] reader = {"Accept", "text/html", "User-Agent", "Mozilla/5.0 Firefox/140.0"};
    for (int views = 1; views <= 2; views++) {
      assertEquals(200, program.get(path, reader).status());
      awaitViews(member, views);
    }
    assertEquals(204, member.delete(path).status());
  }

  @Test
  @DisplayName("security 81: of all who race for the last places of a quota no more get in")
  void ofAllWhoRaceForTheLastPlacesNoMoreGetIn() throws Exception {
    Member member = newMember();
    JsonObjectBuilder token =
        Json.createObjectBuilder()
            .add("name", "n")
            .add("scopes", Json.createArrayBuilder().add("blog:read"));
    String wanted = token.build().toString();
    List<Answer> tokens =
        atOnce(8, i -> program.sendJson("POST", "/account/tokens", wanted, member.with()));
    assertEquals(Map.of(201, 3, 507, 5), statuses(tokens));

    // 0.9 MB each.
    List<byte[]> images = IntStream.range(0, 6).mapToObj(i -> Pictures.noise(600, 500)).toList();
    List<Answer> uploads =
        atOnce(6, i -> program.postFile("/media", images.get(i), "x.png", Map.of(), member.with()));
    assertEquals(Map.of(201, 3, 507, 3), statuses(uploads));

    String path = newMember().path(Member.draft("Raced for", "b"));
    String comment = Json.createObjectBuilder().add("body", "c").build().toString();
    List<Answer> comments =
        atOnce(8, i -> program.sendJson("POST", path + "/comments", comment, member.with()));
    assertEquals(Map.of(201, 4, 507, 4), statuses(comments));
  }

  /** Views are written every few seconds. */
  private static void awaitViews(Member member, int views) {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    int seen = -1;
    while (seen != views) {
      assertTrue(System.nanoTime() < deadline, seen + " views, not " + views);
      JsonObject posts = member.get("/account/posts").json();
      assertEquals(1, posts.getJsonObject("counts").getInt("published"));
      seen = posts.getJsonArray("posts").getJsonObject(0).getInt("views_30_days");
    }
  }

  @Test
  @DisplayName("security 57: fifty equal titles at once get fifty slugs")
  void fiftyEqualTitlesAtOnceGetFiftySlugs() throws Exception {
    Member member = newMember();
    List<Answer> answers = atOnce(50, i -> member.write("One title for all", "b"));
    assertEquals(Map.of(201, 50), statuses(answers));
    Set<String> paths = new HashSet<>();
    answers.forEach(answer -> paths.add(answer.header("Location").orElseThrow()));
    assertEquals(50, paths.size());
    for (String path : paths) {
      assertEquals(200, program.get(path).status());
      assertTrue(path.length() <= "/blogs/".length() + 80, path);
    }
  }

  @Test
  @DisplayName("security 70: one form sent twenty times at once makes one post")
  void oneFormSentTwentyTimesAtOnceMakesOnePost() throws Exception {
    Member member = newMember();
    Map<String, String> form =
        Map.of("title", "Sent twice", "body", "b", "idempotency_key", "key-" + newName());
    List<Answer> answers = atOnce(20, i -> program.postForm("/blogs", form, member.with()));
    assertEquals(Map.of(303, 20), statuses(answers));
    assertEquals(
        1,
        answers.stream().map(answer -> answer.header("Location").orElseThrow()).distinct().count());
    assertEquals(1, program.get("/blogs?author=" + member.name()).json().getInt("total"));
  }

  @Test
  void ofManyChangesToOneVersionOneSucceeds() throws Exception {
    Member member = newMember();
    String path = member.path(Member.draft("t", "b"));
    String etag = program.get(path).header("ETag").orElseThrow();
    List<Answer> answers =
        atOnce(10, i -> member.send("PUT", path, Member.draft("t", "by " + i), "If-Match", etag));
    assertEquals(Map.of(200, 1, 412, 9), statuses(answers));
  }

  @Test
  void changesAndDeletionsAtOnceEndInNoError() throws Exception {
    Member member = newMember();
    String path = member.path(Member.draft("t", "b").add("tags", tags("a", "b")));
    List<Answer> answers =
        atOnce(
            12,
            i ->
                i % 4 == 3
                    ? member.delete(path)
                    : member.send(
                        "PUT", path, Member.draft("t", "by " + i).add("tags", tags("x" + i))));
    // Without a precondition no change is refused for another one: only for there being no post.
    assertTrue(Set.of(200, 204, 404).containsAll(statuses(answers).keySet()), answers::toString);
    assertEquals(1, statuses(answers).get(204), answers::toString);
    assertEquals(404, program.get(path).status(), answers::toString);
  }

  @Test
  void changesOfDifferentPartsAtOnceAllStay() throws Exception {
    Member member = newMember();
    String path = member.path(Member.draft("t", "b").add("tags", tags("a", "b")));
    List<JsonObjectBuilder> parts =
        List.of(
            Json.createObjectBuilder().add("title", "changed title"),
            Json.createObjectBuilder().add("body", "changed body"),
            Json.createObjectBuilder().add("tags", tags("b", "a")),
            Json.createObjectBuilder().add("summary", "changed summary"));
    List<Answer> answers = atOnce(4, i -> member.send("PATCH", path, parts.get(i)));
    assertEquals(Map.of(200, 4), statuses(answers), answers::toString);
    JsonObject post = program.get(path).json();
    assertEquals("changed title", post.getString("title"));
    assertEquals("changed body", post.getString("body"));
    assertEquals("changed summary", post.getString("summary"));
    assertEquals(tags("b", "a").build(), post.getJsonArray("tags"));
  }

  @Test
  void anyListOfTagsFollowsAnyOther() {
    new TagLists(newMember()).replaceEachOther();
  }

  @Test
  void tagsAreOneWordWhateverTheirCase() {
    Member member = newMember();
    String word = "Word-" + member.name();
    String first = member.path(Member.draft("First", "b").add("tags", tags(word, "C++")));
    String small = word.toLowerCase(Locale.ROOT);
    Answer second = member.write(Member.draft("Second", "b").add("tags", tags(small, "x", "X")));
    assertEquals(tags(word, "x").build(), second.json().getJsonArray("tags"));
    String loud = word.toUpperCase(Locale.ROOT);
    assertEquals(2, program.get("/blogs?tag=" + loud).json().getInt("total"));
    assertEquals(2, program.get("/blogs?q=b&tag=" + loud).json().getInt("total"));
    assertEquals(2, program.get("/api/articles?tag=" + loud).json().getInt("articlesCount"));
    assertTrue(program.get("/feed.atom?tag=" + loud).body().contains(first));
    assertEquals(1, program.get("/tags?prefix=" + loud).json().getInt("total"));
    Answer moved = program.get("/tags/" + loud + "?size=1");
    assertEquals(308, moved.status());
    assertEquals("/tags/" + word + "?size=1", moved.header("Location").orElseThrow());
    assertEquals(2, program.get("/tags/" + word).json().getInt("total"));
    assertEquals(404, program.get("/tags/no-" + small).status());
    assertEquals(404, program.get("/tags/no-" + small, "Accept", "text/html").status());
    assertEquals(200, program.get("/tags/C++").status());
    assertEquals(200, program.get("/tags/C%2B%2B").status());
    assertEquals(308, program.get("/tags/c%2b%2b").status());
    assertEquals("/tags/C%2B%2B", program.get("/tags/c++").header("Location").orElseThrow());
    String author = member.name().toUpperCase(Locale.ROOT);
    assertEquals(2, program.get("/blogs?author=" + author).json().getInt("total"));
    assertEquals(2, program.get("/blogs?q=b&author=" + author).json().getInt("total"));
    assertEquals(2, program.get("/api/articles?author=" + author).json().getInt("articlesCount"));
    assertTrue(program.get("/feed.atom?author=" + author).body().contains(first));
    // The spelling of a draft is nothing that others learn.
    Member stranger = newMember();
    String secret = "Secret-" + member.name();
    member.path(Member.draft("Draft", "b").add("tags", tags(secret)).add("status", "draft"));
    String guessed = secret.toLowerCase(Locale.ROOT);
    assertEquals(404, stranger.get("/tags/" + guessed).status());
    Answer guess = stranger.write(Member.draft("Guess", "b").add("tags", tags(guessed)));
    assertEquals(tags(guessed).build(), guess.json().getJsonArray("tags"));
  }

  @Test
  @DisplayName("security 75: an ETag of a deleted post matches no later post at its address")
  void anEtagNamesOneVersionOfOnePost() {
    Member member = newMember();
    JsonObjectBuilder draft = Member.draft("Here", "b").add("slug", "here-" + member.name());
    jakarta.json.JsonObject text = draft.build();
    Answer first = member.write(Json.createObjectBuilder(text));
    String path = first.header("Location").orElseThrow();
    String etag = first.header("ETag").orElseThrow();
    assertEquals(etag, program.get(path).header("ETag").orElseThrow());
    assertEquals(204, member.delete(path, "If-Match", etag).status());
    assertEquals(path, member.path(Json.createObjectBuilder(text)));
    assertEquals(412, member.delete(path, "If-Match", etag).status());
    assertEquals(412, member.send("PUT", path, Member.draft("t", "b"), "If-Match", etag).status());
    assertEquals(200, program.get(path, "If-None-Match", etag).status());
    String form = etag.replace("\"", "");
    Map<String, String> fields = Map.of("title", "t", "body", "c", "version", form);
    assertEquals(412, program.postForm(path + "/edit", fields, member.with()).status());
    String now = program.get(path).header("ETag").orElseThrow();
    assertEquals(304, program.get(path, "If-None-Match", now).status());
    assertEquals(204, member.delete(path, "If-Match", now).status());
  }

  @Test
  void theSearchAndTheMapFollowThePosts() {
    Member member = newMember();
    String word = member.name().replaceAll("[^a-z0-9]", "") + "zebra";
    String path = member.path(Member.draft("t", word).add("tags", tags("a", "b")));
    assertEquals(1, program.get("/blogs?q=" + word).json().getInt("total"));
    assertTrue(program.get("/sitemap.xml").body().contains(path + "<"));
    assertTrue(program.get("/feed.atom?tag=b&author=" + member.name()).body().contains(path));
    assertEquals(204, member.delete(path).status());
    assertEquals(0, program.get("/blogs?q=" + word).json().getInt("total"));
  }

  @ParameterizedTest
  @DisplayName("security 57: titles of every script have a slug of at most 80 characters")
  @ValueSource(
      strings = {
        "日本語のタイトル",
        "😀😀😀",
        "שלום עולם",
        "مرحبا بالعالم",
        "\u202Ertl",
        "!!!",
        "new",
        "長い題名長い題名長い題名長い題名長い題名長い題名長い題名長い題名長い題名長い題名長い題名"
      })
  void titlesOfEveryScriptHaveASlug(String title) {
    Answer answer = newMember().write(title, "b");
    assertEquals(201, answer.status(), answer::toString);
    String slug = answer.json().getString("slug");
    assertTrue(slug.matches("[a-z0-9]+(-[a-z0-9]+)*") && slug.length() <= 80, slug);
    assertEquals(title, program.get("/blogs/" + slug).json().getString("title"));
  }

  @Test
  @DisplayName("security 55: texts are stored as they were sent")
  void textsAreStoredAsTheyWereSent() {
    Member member = newMember();
    String text =
        "a\tb\n\n"
            + "  é e\u0301 ß 日本語 😀👩‍👩‍👧 \u202eabc\u202c \ufeff\ufffd\u0001\u007f 'x' \"y\" \\ %"
            + " _ ; --";
    Answer answer =
        member.write(
            Member.draft(text.replace("\n", ""), text).add("tags", tags("日本語 😀", "it's", "ÄÖ")));
    assertEquals(201, answer.status(), answer::toString);
    JsonObject post = program.get(answer.header("Location").orElseThrow()).json();
    assertEquals(text, post.getString("body"));
    assertEquals(text.replace("\n", ""), post.getString("title"));
    assertEquals("[\"日本語 😀\",\"it's\",\"ÄÖ\"]", post.getJsonArray("tags").toString());
  }

  @Test
  void longTextsAreStoredWhole() {
    Member member = newMember();
    for (String character : List.of("x", "日", "😀")) {
      String body = character.repeat(200_000 / character.length());
      String title = character.repeat(200 / character.length());
      String path =
          member.path(
              Member.draft(title, body)
                  .add("tags", tags(character.repeat(50 / character.length()))));
      JsonObject post = program.get(path).json();
      assertEquals(body, post.getString("body"));
      assertEquals(title, post.getString("title"));
      String longer = "y" + body.substring(character.length());
      assertEquals(200, member.send("PUT", path, Member.draft(title, longer)).status());
      assertEquals(longer, program.get(path).json().getString("body"));
    }
  }

  @Test
  void imagesAreStoredWhole() throws Exception {
    // Noise, so that it takes more than one piece
    byte[] png = Pictures.noise(640, 400);
    Member member = newMember();
    List<Answer> answers =
        atOnce(4, i -> program.postFile("/media", png, "n.png", Map.of(), member.with()));
    assertEquals(Map.of(201, 4), statuses(answers));
    String path = answers.get(0).header("Location").orElseThrow();
    assertTrue(png.length > 300_000);
    assertTrue(Arrays.equals(png, program.download(path)));
    assertEquals(
        480, ImageIO.read(new ByteArrayInputStream(program.download(path + "?w=480"))).getWidth());
    assertEquals(1, member.get("/media").json().getInt("total"));
    String id = answers.get(0).json().getString("id");
    assertEquals(200, member.get("/media/" + id + "/delete", "Accept", "text/html").status());
    assertEquals(204, member.delete("/media/" + id).status());
    assertEquals(404, program.get(path).status());
  }

  @Test
  void listsAreNewestFirstAndPagedWithoutGaps() {
    Member member = newMember();
    List<String> paths = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      paths.add(0, member.path(Member.draft("Number " + i, "b")));
    }
    List<String> listed = new ArrayList<>();
    for (int page = 1; page <= 3; page++) {
      program
          .get("/blogs?size=3&page=" + page + "&author=" + member.name())
          .json()
          .getJsonArray("posts")
          .getValuesAs(JsonObject.class)
          .forEach(post -> listed.add(post.getString("url")));
    }
    assertEquals(paths, listed);
  }

  @Test
  void datesAreReadAsTheyWereAnswered() {
    Member member = newMember();
    Answer created =
        member.write(
            Member.draft("Later", "b")
                .add("status", "scheduled")
                .add("publish_at", "9999-12-31T23:59:59.999999999+00:00"));
    assertEquals(201, created.status(), created::toString);
    JsonObject read = member.get(created.header("Location").orElseThrow()).json();
    for (String date : List.of("created_at", "updated_at", "publish_at")) {
      assertEquals(created.json().getString(date), read.getString(date));
    }
    assertEquals(
        201,
        member
            .write(
                Member.draft("Then", "b")
                    .add("status", "scheduled")
                    .add("publish_at", "1970-01-01T00:00:00Z"))
            .status());
  }

  @Test
  void tagsAndAuthorsSelectPosts() {
    Member member = newMember();
    String tag = "tag of " + member.name();
    String path = member.path(Member.draft("Tagged", "b").add("tags", tags("other", tag)));
    member.path(Member.draft("Not tagged", "b"));
    String query = "/blogs?tag=" + tag.replace(" ", "%20");
    JsonObject list = program.get(query).json();
    assertEquals(1, list.getInt("total"));
    JsonObject post = list.getJsonArray("posts").getJsonObject(0);
    assertEquals(path, post.getString("url"));
    assertEquals(2, post.getJsonArray("tags").size());
    assertEquals(2, program.get("/blogs?author=" + member.name()).json().getInt("total"));
    assertEquals(200, member.send("PATCH", path, onlyTags()).status());
    assertEquals(0, program.get(query).json().getInt("total"));
  }

  @Test
  void tagsMonthsAndNeighboursAreFound() {
    Member member = newMember();
    String tag = "Count_" + member.name();
    String first = member.path(Member.draft("Counted first", "b").add("tags", tags("x", tag)));
    String second = member.path(Member.draft("Counted second", "b").add("tags", tags("y", tag)));
    JsonObject counts = program.get("/tags?prefix=" + tag.toLowerCase(Locale.ROOT)).json();
    assertEquals(1, counts.getInt("total"), counts::toString);
    assertEquals(2, counts.getJsonArray("tags").getJsonObject(0).getInt("posts"));
    JsonObject month = program.get("/archive").json().getJsonArray("months").getJsonObject(0);
    assertTrue(month.getInt("posts") >= 2 && month.getInt("month") <= 12, month::toString);
    String page = program.get(second, "Accept", "text/html").body();
    assertTrue(page.contains("<link rel=\"prev\" href=\"" + first + "\">"), page);
    assertTrue(page.split("id=\"related\"")[1].contains("href=\"" + first + "\""), page);
  }

  private static JsonObjectBuilder onlyTags() {
    return Json.createObjectBuilder().add("tags", tags("other"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"tag=x'y", "author=%25", "tag=%5C", "tag=%F0%9F%98%80", "page=1000000&size=100"})
  void oddQueriesFindNothing(String query) {
    Answer answer = program.get("/blogs?" + query);
    assertEquals(200, answer.status(), answer::toString);
    assertEquals(0, answer.json().getJsonArray("posts").size());
  }

  @Test
  void namesAndAddressesTooLongForTheDatabaseAreRefused() {
    assertEquals(
        404,
        program.postJson("/login", Member.credentials("x".repeat(100_000), "whatever")).status());
    assertEquals(200, program.get("/blogs?tag=" + "x".repeat(5_000)).status());
    assertEquals(404, program.get("/blogs/" + "x".repeat(5_000)).status());
    // A capital dotted I becomes two characters in small letters.
    String label = "İ".repeat(20) + ".";
    Answer answer =
        program.postJson(
            "/register",
            Json.createObjectBuilder(Member.registration(newName()))
                .add("email", "İ".repeat(60) + "@" + label.repeat(8) + "example")
                .build());
    assertTrue(Set.of(201, 400).contains(answer.status()), answer::toString);
  }

  @Test
  void commentsAnswersAndDeletionsAtOnceEndInNoError() throws Exception {
    Member author = newMember();
    String path = author.path(Member.draft("t", "b"));
    JsonObjectBuilder first = Json.createObjectBuilder().add("body", "first");
    Answer begun = author.send("POST", path + "/comments", first);
    assertEquals(201, begun.status(), begun::toString);
    String answer =
        Json.createObjectBuilder()
            .add("body", "日本語 😀")
            .add("parent", begun.json().getInt("id"))
            .build()
            .toString();
    String[] token = newMember().with();
    List<Answer> answers =
        atOnce(
            8,
            i ->
                switch (i) {
                  case 6 -> author.delete(begun.json().getString("url"));
                  case 7 -> author.delete(path);
                  default -> program.sendJson("POST", path + "/comments", answer, token);
                });
    // Refused is only what stands below a comment or a post that is gone.
    answers.subList(0, 6).stream()
        .forEach(each -> assertTrue(Set.of(201, 400, 404).contains(each.status()), each::toString));
    assertTrue(Set.of(204, 404).contains(answers.get(6).status()), answers::toString);
    assertEquals(204, answers.get(7).status(), answers::toString);
    assertEquals(404, program.get(path).status());
    assertEquals(404, program.get(begun.json().getString("url")).status());
  }

  @Test
  void aDeletedPostTakesAllAlongThatBelongsToIt() {
    Member author = newMember();
    String old = "old-" + author.name();
    String moved = "/blogs/moved-" + author.name();
    JsonObjectBuilder begun = Member.draft("t", "b").add("slug", old).add("tags", tags("a"));
    assertEquals("/blogs/" + old, author.path(begun));
    JsonObjectBuilder change = Member.draft("t", "c").add("slug", moved.substring(7));
    assertEquals(200, author.send("PUT", "/blogs/" + old, change).status());
    assertEquals(2, author.get(moved + "/revisions").json().getInt("total"));
    JsonObjectBuilder words = Json.createObjectBuilder().add("body", "first");
    JsonObject comment = author.send("POST", moved + "/comments", words).json();
    words = Json.createObjectBuilder().add("body", "second").add("parent", comment.getInt("id"));
    assertEquals(201, newMember().send("POST", moved + "/comments", words).status());
    JsonObjectBuilder rule = Json.createObjectBuilder().add("moderation", "closed");
    assertEquals(200, author.send("PUT", moved + "/comments/settings", rule).status());
    JsonObjectBuilder reviewer = Json.createObjectBuilder().add("recipient", "Ada");
    JsonObject link = author.send("POST", moved + "/review-links", reviewer).json();
    JsonObjectBuilder typed = Member.draft("t", "typed").add("version", 2);
    assertEquals(200, author.send("PUT", moved + "/working-copy", typed).status());
    program.get(moved, "Accept", "text/html", "User-Agent", "Mozilla/5.0 Firefox/140.0");
    awaitViews(author, 1);

    assertEquals(204, author.delete(moved).status());
    for (String path : List.of(moved, "/blogs/" + old, comment.getString("url"))) {
      assertEquals(404, program.get(path).status(), path);
    }
    assertEquals(404, program.get(URI.create(link.getString("url")).getPath()).status());
    assertEquals(0, author.get("/account/posts").json().getJsonArray("posts").size());
    // Its addresses are free again.
    author.path(Member.draft("t", "b").add("slug", old));
    author.path(Member.draft("t", "b").add("slug", moved.substring(7)));
  }

  private Member newMember() {
    return Member.register(program, newName());
  }

  private static String newName() {
    return "member-" + NAMES.incrementAndGet();
  }

  private static jakarta.json.JsonArrayBuilder tags(String... tags) {
    return Json.createArrayBuilder(List.of(tags));
  }

  private static Map<Integer, Integer> statuses(List<Answer> answers) {
    Map<Integer, Integer> statuses = new TreeMap<>();
    answers.forEach(answer -> statuses.merge(answer.status(), 1, Integer::sum));
    return statuses;
  }

  /** Does something many times, all starting in the same moment. */
  private static List<Answer> atOnce(int times, IntFunction<Answer> call) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(times);
    CountDownLatch ready = new CountDownLatch(times);
    try {
      List<Callable<Answer>> calls =
          IntStream.range(0, times)
              .mapToObj(
                  i ->
                      (Callable<Answer>)
                          () -> {
                            ready.countDown();
                            ready.await();
                            return call.apply(i);
                          })
              .toList();
      List<Answer> answers = new ArrayList<>();
      for (Future<Answer> answer : threads.invokeAll(calls)) {
        answers.add(answer.get());
      }
      return answers;
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }
}
