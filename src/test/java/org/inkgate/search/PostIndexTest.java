package org.inkgate.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.inkgate.posts.PostQuery;
import org.inkgate.posts.PostWords;
import org.inkgate.testing.Cost;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found by which words, in which order, and how it is shown. */
class PostIndexTest {

  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

  private static final long COFFEE = 1;
  private static final long HOUSES = 2;
  private static final long HORSES = 3;
  private static final long ROADS = 4;
  private static final long TOKYO = 5;
  private static final long BOOKS = 6;
  private static final long MARKUP = 7;
  private static final long SEOUL = 8;

  @TempDir private Path folder;
  private PostIndex index;

  @BeforeEach
  void fill() throws IOException {
    index = PostIndex.open(folder);
    index.put(
        List.of(
            post(
                COFFEE,
                "Brewing at home",
                "There are many ways of brewing. I was running to the kitchen for the well-known"
                    + " coffee that my neighbours drink in the morning.",
                "coffee",
                "kitchen"),
            post(
                HOUSES,
                "Häuser am Meer",
                "Die Häuser stehen nicht weit vom Strand, und der Wind weht über die Straße."),
            post(
                HORSES,
                "Les chevaux du matin",
                "L’été dernier, les chevaux couraient dans la prairie. Nous avons mangé au café."),
            post(
                ROADS,
                "Los caminos de la sierra",
                "Caminábamos por los senderos cuando las montañas aparecieron entre las nubes."),
            post(TOKYO, "東京の検索エンジン", "今日は全文検索エンジンについて書きます。黒猫が窓の外を見ていた。"),
            post(
                BOOKS,
                "الكتب في المكتبة",
                "قرأت كتابًا جديدًا في المكتبة أمس، وكانت الكتب على الرفوف مرتبة."),
            post(MARKUP, "<script>alert(\"x\")</script>", "if (a < b && c > d) return 'needle';"),
            post(SEOUL, "서울의 커피", "中文全文检索，也可以找到。")));
    index.commit();
  }

  @AfterEach
  void close() throws IOException {
    index.close();
  }

  @ParameterizedTest
  @CsvSource({
    "running, 1",
    "runs, 1",
    "COFFEE, 1",
    "neighbour, 1",
    "kitch, 1",
    "brew, 1",
    "well-known, 1",
    "wellknown, ",
    "häuser, 2",
    "Haus, 2",
    "hauser, 2",
    "Haeuser, 2",
    "strasse, 2",
    "STRASSE, 2",
    "hausers, 2",
    "cheval, 3",
    "chevaux, 3",
    "été, 3",
    "ete, 3",
    "l'été, 3",
    "mangés, 3",
    "cafe, 3",
    "montaña, 4",
    "montana, 4",
    "camino, 4",
    "検索, 5",
    "検索エンジン, 5",
    "全文検索, 5",
    "索検, ",
    "猫, 5",
    "ｴﾝｼﾞﾝ, 5",
    "كتاب, 6",
    "المكتبة, 6",
    "مكتبة, 6",
    "كتابا, 6",
    "커피, 8",
    "全文检索, 8",
    "script, 7",
    "nothing-of-this, ",
  })
  void wordsAreFoundInTheirForms(String words, Long post) throws IOException {
    assertEquals(post == null ? List.of() : List.of(post), ids(words));
  }

  @ParameterizedTest
  @CsvSource({
    "'\"many ways of brewing\"', 1",
    "'“many ways of brewing”', 1",
    "'\"ways many of brewing\"', ",
    "'\"way of brewing\"', ",
    "'\"全文検索エンジン\"', 5",
    "'\"in the morning\" kitchen', 1",
    "'\"in the morning\" häuser', ",
    "'how do I find many ways of brewing?', 1",
  })
  void quotesAreTakenToTheLetterAndQuestionsAreNot(String words, Long post) throws IOException {
    assertEquals(post == null ? List.of() : List.of(post), ids(words));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*", "?", "\"", "\"\"", "title:coffee", "+-&&||!(){}[]^~*?:\\/", "AND", "OR NOT", "a AND",
        "[1 TO 2]", "{", "/regex", "coffee~100000", "coffee^99999999999", "\\", "\\u0000", "<", "%",
        "' OR 1=1 --", "\ud83d", "\u202e", "=en:run", "…", "  .  "
      })
  void anyTextIsAQuery(String words) throws IOException {
    index.find(query(words, 1, 20), NOW);
    index.find(query(words + " coffee \"" + words, 1, 20), NOW);
  }

  @Test
  void aVeryLongQueryIsAnswered() throws IOException {
    assertTrue(index.find(query("coffee ".repeat(2000), 1, 20), NOW).total() > 0);
    index.find(query("x".repeat(8000), 1, 20), NOW);
    index.find(query("検索".repeat(2000), 1, 20), NOW);
  }

  @Test
  void aTitleGoesBeforeATagAndATagBeforeTheText() throws IOException {
    String rest = "Some other words that stand here for the length of it. ";
    index.put(
        List.of(
            post(21, "Something", rest + "The zebra."),
            post(22, "Something", rest, "zebra"),
            post(23, "The zebra", rest)));
    index.commit();
    assertEquals(List.of(23L, 22L, 21L), ids("zebra"));
  }

  @Test
  void aPageAtATime() throws IOException {
    for (long id = 100; id < 105; id++) {
      index.put(List.of(post(id, "The zebra", "The zebra.")));
    }
    index.commit();
    assertEquals(2, index.find(query("zebra", 2, 2), NOW).hits().size());
    assertEquals(1, index.find(query("zebra", 3, 2), NOW).hits().size());
    assertEquals(0, index.find(query("zebra", 4, 2), NOW).hits().size());
    assertEquals(0, index.find(query("zebra", 1_000_000, 100), NOW).hits().size());
    assertEquals(5, index.find(query("zebra", 4, 2), NOW).total());
  }

  @Test
  void aScheduledPostIsFoundWhenItsTimeHasCome() throws IOException {
    Instant later = NOW.plus(Duration.ofHours(1));
    index.put(List.of(new PostWords(30, 1, "The zebra", List.of(), "Text.", "ada", later)));
    index.commit();
    assertEquals(List.of(), ids("zebra"));
    assertEquals(1, index.find(query("zebra", 1, 20), later).total());
  }

  @Test
  void tagAndAuthorNarrowTheSearch() throws IOException {
    Optional<String> words = Optional.of("coffee");
    Optional<String> none = Optional.empty();
    assertEquals(1, total(new PostQuery(1, 20, Optional.of("kitchen"), none, none(), words)));
    assertEquals(0, total(new PostQuery(1, 20, Optional.of("kit"), none, none(), words)));
    assertEquals(1, total(new PostQuery(1, 20, none, Optional.of("ada"), none(), words)));
    assertEquals(0, total(new PostQuery(1, 20, none, Optional.of("eve"), none(), words)));
  }

  @Test
  void whatIsFoundIsMarkedAndTheRestEscaped() throws IOException {
    Found.Hit code = hit("needle");
    assertTrue(code.excerpt().contains("a &lt; b &amp;&amp; c &gt; d"), code::excerpt);
    assertTrue(code.excerpt().contains("&#39;<mark>needle</mark>&#39;"), code::excerpt);
    assertEquals("&lt;<mark>script</mark>&gt;", hit("script").title().substring(0, 27));
    assertTrue(hit("runs").excerpt().contains("<mark>running</mark>"));
    assertTrue(hit("neighb").excerpt().contains("<mark>neighbours</mark>"));
    assertTrue(hit("haus").title().contains("<mark>Häuser</mark>"));
    assertTrue(hit("検索エンジン").title().contains("<mark>検索エンジン</mark>"), hit("検索エンジン")::title);
    assertTrue(hit("猫").excerpt().contains("黒<mark>猫</mark>が"), hit("猫")::excerpt);
    assertTrue(hit("كتب").title().contains("<mark>الكتب</mark>"), hit("كتب")::title);
  }

  @ParameterizedTest
  @DisplayName("security 78: excerpts of a page of the longest posts cost no second")
  @ValueSource(strings = {"zebra ", "zebra's. ", "検索", "zebra\n\n", "a zebra, <b>&", "zebra-"})
  void excerptsOfLongPostsAreCheap(String unit) throws IOException {
    String body = unit.repeat(200_000 / unit.length());
    index.put(LongStream.range(50, 70).mapToObj(id -> post(id, "Long", body)).toList());
    index.commit();
    StringBuilder phrases = new StringBuilder();
    StringBuilder joined = new StringBuilder();
    for (int i = 2; i < 34; i++) {
      phrases.append('"').append("zebra ".repeat(i)).append('"');
      joined.append("zebra-".repeat(i)).append(' ');
    }
    for (String words :
        List.of("zebra", "検索", "zebra ".repeat(1_000), phrases.toString(), joined.toString())) {
      Cost.within(Cost.MOST, unit, () -> index.find(query(words, 1, 20), NOW));
    }
  }

  @Test
  void anExcerptIsShortHoweverLongTheSentence() throws IOException {
    index.put(List.of(post(40, "Long", "word ".repeat(5000) + "zebra" + " word".repeat(5000))));
    index.commit();
    String excerpt = hit("zebra").excerpt();
    assertTrue(excerpt.startsWith("… ") && excerpt.endsWith(" …"), excerpt);
    assertTrue(excerpt.contains("<mark>zebra</mark>"), excerpt);
    assertTrue(excerpt.length() < 600, excerpt);
  }

  @Test
  void aChangedPostIsFoundByItsNewWordsAndARemovedOneNoMore() throws IOException {
    index.put(List.of(new PostWords(COFFEE, 2, "Tea", List.of(), "Leaves.", "ada", NOW)));
    index.remove(List.of(HOUSES));
    index.commit();
    assertEquals(List.of(), ids("brewing"));
    assertEquals(List.of(COFFEE), ids("leaves"));
    assertEquals(List.of(), ids("häuser"));
    assertEquals(2, index.versions(0, Long.MAX_VALUE).get(COFFEE));
    assertFalse(index.versions(0, Long.MAX_VALUE).containsKey(HOUSES));
    assertEquals(Map.of(COFFEE, 2L), index.versions(COFFEE - 1, COFFEE));
    assertFalse(index.versions(COFFEE, Long.MAX_VALUE).containsKey(COFFEE));
  }

  @Test
  void openedAgainItKnowsWhatItHolds() throws IOException {
    Map<Long, Long> before = index.versions(0, Long.MAX_VALUE);
    index.close();
    index = PostIndex.open(folder);
    assertEquals(before, index.versions(0, Long.MAX_VALUE));
    assertEquals(List.of(COFFEE), ids("brewing"));
  }

  @Test
  void aDamagedIndexIsBegunAnew() throws IOException {
    index.close();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(one -> one.toString().contains("segments")).toList()) {
        Files.write(file, "rubbish".getBytes(StandardCharsets.UTF_8));
      }
    }
    index = PostIndex.open(folder);
    assertEquals(Map.of(), index.versions(0, Long.MAX_VALUE));
    index.put(List.of(post(COFFEE, "Coffee", "Beans.")));
    index.commit();
    index.close();
    index = PostIndex.open(folder);
    assertEquals(List.of(COFFEE), ids("beans"));
  }

  @Test
  void whereAnotherHasTheFolderItIsKeptInMemory() throws IOException {
    PostIndex second = PostIndex.open(folder);
    assertEquals(Map.of(), second.versions(0, Long.MAX_VALUE));
    second.close();
    assertEquals(List.of(COFFEE), ids("brewing"));
  }

  private long total(PostQuery query) throws IOException {
    return index.find(query, NOW).total();
  }

  private Found.Hit hit(String words) throws IOException {
    return index.find(query(words, 1, 20), NOW).hits().get(0);
  }

  private List<Long> ids(String words) throws IOException {
    return index.find(query(words, 1, 20), NOW).hits().stream().map(Found.Hit::id).toList();
  }

  private static PostQuery query(String words, int page, int size) {
    return new PostQuery(
        page, size, Optional.empty(), Optional.empty(), none(), Optional.of(words));
  }

  private static <T> Optional<T> none() {
    return Optional.empty();
  }

  private static PostWords post(long id, String title, String body, String... tags) {
    return new PostWords(id, 1, title, List.of(tags), body, "ada", NOW.minusSeconds(id));
  }
}
