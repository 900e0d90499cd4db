package org.inkgate.conduit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URL;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.inkgate.testing.Answer;
import org.inkgate.testing.HttpApi;
import org.inkgate.testing.InkgateArchive;
import org.inkgate.testing.Member;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The RealWorld API's calls one by one, in its specification's order and shapes. */
@ExtendWith(ArquillianExtension.class)
class ConduitIT {

  private static final AtomicInteger NAMES = new AtomicInteger();
  private static final String APP = "https://app.example.org";
  private static final String SITE = "https://blog.example.org";
  private static final String DATE = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";

  private static final Set<String> USER = Set.of("email", "token", "username", "bio", "image");
  private static final Set<String> PROFILE = Set.of("username", "bio", "image", "following");
  private static final Set<String> COMMENT =
      Set.of("id", "createdAt", "updatedAt", "body", "author");
  private static final Set<String> LISTED =
      Set.of(
          "slug",
          "title",
          "description",
          "tagList",
          "createdAt",
          "updatedAt",
          "favorited",
          "favoritesCount",
          "author");
  private static final Set<String> ARTICLE =
      Set.of(
          "slug",
          "title",
          "description",
          "body",
          "tagList",
          "createdAt",
          "updatedAt",
          "favorited",
          "favoritesCount",
          "author");

  @ArquillianResource private URL url;

  private HttpApi program;
  private Conduit anonymous;

  @Deployment(testable = false)
  static WebArchive inkgate() {
    return InkgateArchive.with(
        Map.of(
            "CORS_ORIGINS", APP,
            "PUBLIC_URL", SITE,
            "COMMON_PASSWORDS", "allowed",
            "REGISTRATION", "open",
            "REGISTRATION_ROLE", "author"));
  }

  @BeforeEach
  void connect() throws Exception {
    program = HttpApi.program(url.toURI());
    // The first account becomes the administrator; the tests want ordinary users.
    program.postJson("/register", Member.registration("chief"));
    anonymous = Conduit.anonymous(program);
  }

  private static String newName() {
    return "reader-" + NAMES.incrementAndGet();
  }

  private Conduit newUser() {
    return anonymous.registered(newName());
  }

  private static String newTitle() {
    return "Title " + NAMES.incrementAndGet();
  }

  // Users

  @Test
  void registration() {
    String name = newName();
    Answer answer = anonymous.register(name);
    JsonObject user = content(201, "user", USER, answer);
    assertEquals(name, user.getString("username"));
    assertEquals(name + "@example.org", user.getString("email"));
    assertTrue(user.isNull("bio"));
    assertTrue(user.isNull("image"));
    assertEquals(200, anonymous.as(answer).get("/user").status());
    assertEquals("application/json;charset=UTF-8", answer.header("Content-Type").orElseThrow());
    assertEquals("no-store", answer.header("Cache-Control").orElseThrow());
  }

  @Test
  void authentication() {
    String name = newName();
    anonymous.register(name);
    Answer answer = anonymous.logIn(name + "@example.org", Conduit.PASSWORD);
    assertEquals(name, content(200, "user", USER, answer).getString("username"));
    assertEquals(200, anonymous.as(answer).get("/user").status());
  }

  @Test
  void registrationIsRefusedByField() {
    String name = newName();
    anonymous.register(name);
    assertErrors(409, "username: has already been taken", register(name, "x" + name));
    assertErrors(409, "email: has already been taken", register("x" + name, name));
    assertErrors(422, "username: can't be blank", register("", newName()));
    assertErrors(422, "email: can't be blank", user(newName(), "", Conduit.PASSWORD));
    assertErrors(422, "password: can't be blank", user(newName(), newName() + "@x.org", ""));
    assertErrors(
        422,
        "password: must have at least 8 characters",
        user(newName(), newName() + "@x.org", "short"));
  }

  private Answer register(String name, String mailbox) {
    return user(name, mailbox + "@example.org", Conduit.PASSWORD);
  }

  private Answer user(String name, String email, String password) {
    return anonymous.post(
        "/users",
        "user",
        Conduit.object().add("username", name).add("email", email).add("password", password));
  }

  @Test
  void aLoginIsRefusedWithoutTellingWhetherTheAddressIsKnown() {
    String name = newName();
    anonymous.register(name);
    Answer wrong = anonymous.logIn(name + "@example.org", "not the password");
    Answer unknown = anonymous.logIn(newName() + "@example.org", "not the password");
    assertErrors(401, "credentials: invalid", wrong);
    assertErrors(401, "credentials: invalid", unknown);
    assertErrors(422, "email: can't be blank", anonymous.logIn("", "x"));
    assertErrors(422, "password: can't be blank", anonymous.logIn("a@example.org", ""));
  }

  @Test
  void manyWrongPasswordsMakeWaitByNameAndByAddressTogether() {
    String name = newName();
    anonymous.register(name);
    for (int i = 0; i < 5; i++) {
      anonymous.logIn(name + "@example.org", "not the password");
    }
    Answer waiting = anonymous.logIn(name + "@example.org", Conduit.PASSWORD);
    assertEquals(429, waiting.status(), waiting::toString);
    assertTrue(waiting.header("Retry-After").isPresent());
    assertTrue(waiting.json().getJsonObject("errors").containsKey("user"), waiting::toString);
    assertEquals(
        429, program.postJson("/login", Member.credentials(name, Conduit.PASSWORD)).status());
  }

  @Test
  void theCurrentUser() {
    Conduit user = newUser();
    JsonObject shown = content(200, "user", USER, user.get("/user"));
    assertEquals(user.token(), shown.getString("token"));
    assertErrors(401, "token: is missing", anonymous.get("/user"));
  }

  @Test
  void theUserIsUpdated() {
    String name = newName();
    Conduit user = anonymous.registered(name);
    JsonObject updated =
        content(
            200,
            "user",
            USER,
            user.put(
                "/user",
                "user",
                Conduit.object()
                    .add("username", name)
                    .add("email", "new-" + name + "@example.org")
                    .add("bio", "I like pies")
                    .add("image", "https://images.example.org/me.png?size=1")));
    assertEquals("new-" + name + "@example.org", updated.getString("email"));
    assertEquals("I like pies", updated.getString("bio"));
    assertEquals("https://images.example.org/me.png?size=1", updated.getString("image"));
    assertEquals(updated, user.get("/user").json().getJsonObject("user"));

    JsonObject bioOnly = put(user, Conduit.object().add("bio", "Pies!"));
    assertEquals("Pies!", bioOnly.getString("bio"));
    assertEquals(updated.getString("image"), bioOnly.getString("image"));
    JsonObject cleared = put(user, Conduit.object().addNull("bio").add("image", ""));
    assertTrue(cleared.isNull("bio"));
    assertTrue(cleared.isNull("image"));
  }

  private static JsonObject put(Conduit user, JsonObjectBuilder change) {
    return content(200, "user", USER, user.put("/user", "user", change));
  }

  @Test
  void aPictureOnThisServerStandsOnItsPagesToo() {
    Conduit user = newUser();
    String image = SITE + "/media/picture.png";
    assertEquals(image, put(user, Conduit.object().add("image", image)).getString("image"));
    Answer profile = program.get("/account/profile", "Authorization", "Bearer " + user.token());
    assertEquals("/media/picture.png", profile.json().getString("avatar"));
    // One on another server would tell that server who reads here.
    put(user, Conduit.object().add("image", "https://images.example.org/x.png"));
    profile = program.get("/account/profile", "Authorization", "Bearer " + user.token());
    assertEquals("", profile.json().getString("avatar"));
  }

  @Test
  void aNewPasswordEndsTheOldTokenAndAnswersWithANewOne() {
    String name = newName();
    Conduit user = anonymous.registered(name);
    Answer changed =
        user.put("/user", "user", Conduit.object().add("password", "another horse battery"));
    content(200, "user", USER, changed);
    assertEquals(401, user.get("/user").status());
    assertEquals(200, user.as(changed).get("/user").status());
    assertEquals(200, anonymous.logIn(name + "@example.org", "another horse battery").status());
  }

  @Test
  void anUpdateIsRefusedByField() {
    String other = newName();
    anonymous.register(other);
    Conduit user = newUser();
    assertErrors(409, "username: has already been taken", change(user, "username", other));
    assertErrors(
        422,
        "username: must be 3 to 32 letters, digits, \"-\" or \"_\", and begin with a letter or"
            + " digit",
        change(user, "username", "no name"));
    assertErrors(422, "password: can't be blank", change(user, "password", ""));
    assertErrors(
        422,
        "password: can't be blank",
        user.put("/user", "user", Conduit.object().addNull("password")));
    assertErrors(422, "username: can't be blank", change(user, "username", ""));
    assertErrors(422, "email: can't be blank", change(user, "email", ""));
    assertErrors(
        409, "email: has already been taken", change(user, "email", other + "@example.org"));
    assertErrors(422, "password: must have at least 8 characters", change(user, "password", "x"));
    assertErrors(
        422,
        "image: must be an address that begins with https:// or http://",
        change(user, "image", "javascript:alert(1)"));
    assertErrors(401, "token: is missing", change(anonymous, "bio", "x"));
  }

  @Test
  void aUserNameCanBeChangedAndTheOldOneLeadsOn() {
    String before = newName();
    String after = newName();
    Conduit user = anonymous.registered(before);
    JsonObject renamed = put(user, Conduit.object().add("username", after));
    assertEquals(after, renamed.getString("username"));
    assertEquals(
        after,
        content(200, "profile", PROFILE, anonymous.get("/profiles/" + before))
            .getString("username"));
    Answer page = program.get("/authors/" + before, "Accept", "text/html");
    assertEquals(308, page.status(), page::toString);
    assertEquals("/authors/" + after, page.header("Location").orElseThrow());
    assertEquals(200, program.get("/authors/" + after, "Accept", "text/html").status());

    assertErrors(409, "username: has already been taken", register(before, newName()));
    assertErrors(409, "username: has already been taken", change(newUser(), "username", before));
    assertEquals(
        before,
        put(user, Conduit.object().add("username", before)).getString("username"),
        "and back");
    assertErrors(409, "username: has already been taken", register(after, newName()));
  }

  /** The examples of docs.realworld.show, in their order. */
  @Test
  void aClientThatFollowsTheSpecificationMeetsNoRefusal() {
    Answer registered =
        anonymous.post(
            "/users",
            "user",
            Conduit.object()
                .add("username", "Jacob")
                .add("email", "jake@jake.jake")
                .add("password", "jakejake"));
    content(201, "user", USER, registered);
    Answer loggedIn = anonymous.logIn("jake@jake.jake", "jakejake");
    content(200, "user", USER, loggedIn);
    Conduit jake = anonymous.as(loggedIn);
    content(200, "user", USER, jake.get("/user"));
    JsonObject updated =
        put(
            jake,
            Conduit.object()
                .add("email", "jake@jake.jake")
                .add("bio", "I like to skateboard")
                .add("image", "https://i.stack.imgur.com/xHWG8.jpg"));
    assertEquals("I like to skateboard", updated.getString("bio"));

    Conduit celeb = newUser();
    String name = celeb.get("/user").json().getJsonObject("user").getString("username");
    content(200, "profile", PROFILE, jake.post("/profiles/" + name + "/follow"));
    content(200, "profile", PROFILE, jake.delete("/profiles/" + name + "/follow"));

    Answer created =
        jake.post(
            "/articles",
            "article",
            Conduit.object()
                .add("title", "How to train your dragon")
                .add("description", "Ever wonder how?")
                .add("body", "You have to believe")
                .add(
                    "tagList",
                    Json.createArrayBuilder(List.of("reactjs", "angularjs", "dragons"))));
    JsonObject article = content(201, "article", ARTICLE, created);
    String path = "/articles/" + article.getString("slug");
    assertEquals("/articles/how-to-train-your-dragon", path);
    content(200, "article", ARTICLE, anonymous.get(path));
    Answer retitled =
        jake.put(path, "article", Conduit.object().add("title", "Did you train your dragon?"));
    path = "/articles/" + content(200, "article", ARTICLE, retitled).getString("slug");
    Answer comment =
        celeb.post(
            path + "/comments",
            "comment",
            Conduit.object().add("body", "His name was my name too."));
    assertTrue(comment.status() == 200 || comment.status() == 201, comment::toString);
    int id = comment.json().getJsonObject("comment").getInt("id");
    assertEquals(200, anonymous.get(path + "/comments").status());
    assertTrue(celeb.delete(path + "/comments/" + id).status() < 300);
    content(200, "article", ARTICLE, celeb.post(path + "/favorite"));
    content(200, "article", ARTICLE, celeb.delete(path + "/favorite"));
    assertEquals(200, jake.get("/articles/feed").status());
    assertEquals(200, anonymous.get("/articles?author=Jacob&limit=20&offset=0").status());
    assertEquals(200, anonymous.get("/tags").status());
    assertTrue(jake.delete(path).status() < 300);
  }

  private static Answer change(Conduit user, String field, String text) {
    return user.put("/user", "user", Conduit.object().add(field, text));
  }

  // Profiles

  @Test
  void aProfileIsShownFollowedAndUnfollowed() {
    String name = newName();
    anonymous.register(name);
    Conduit reader = newUser();
    String path = "/profiles/" + name;
    assertFalse(content(200, "profile", PROFILE, anonymous.get(path)).getBoolean("following"));
    Answer followed = reader.post(path + "/follow");
    assertTrue(content(200, "profile", PROFILE, followed).getBoolean("following"));
    // Twice is once.
    assertEquals(200, reader.post(path + "/follow").status());
    assertTrue(content(200, "profile", PROFILE, reader.get(path)).getBoolean("following"));
    assertFalse(content(200, "profile", PROFILE, anonymous.get(path)).getBoolean("following"));
    Answer unfollowed = reader.delete(path + "/follow");
    assertFalse(content(200, "profile", PROFILE, unfollowed).getBoolean("following"));

    assertErrors(404, "profile: not found", anonymous.get("/profiles/nobody-here"));
    assertErrors(404, "profile: not found", reader.post("/profiles/nobody-here/follow"));
    assertErrors(401, "token: is missing", anonymous.post(path + "/follow"));
    assertErrors(401, "token: is missing", anonymous.delete(path + "/follow"));
  }

  // Articles

  @Test
  void anArticleIsCreatedReadUpdatedAndDeleted() {
    String name = newName();
    Conduit author = anonymous.registered(name);
    String title = newTitle();
    JsonObject created = content(201, "article", ARTICLE, author.publish(title, "zebra", "ape"));
    assertEquals(title, created.getString("title"));
    assertEquals("About " + title, created.getString("description"));
    assertEquals("The *body* of " + title, created.getString("body"));
    assertEquals(List.of("zebra", "ape"), texts(created.getJsonArray("tagList")));
    assertTrue(created.getString("createdAt").matches(DATE), created::toString);
    assertTrue(created.getString("updatedAt").matches(DATE), created::toString);
    assertFalse(created.getBoolean("favorited"));
    assertEquals(0, created.getInt("favoritesCount"));
    assertEquals(PROFILE, created.getJsonObject("author").keySet());
    assertEquals(name, created.getJsonObject("author").getString("username"));

    String path = "/articles/" + created.getString("slug");
    assertEquals(created, content(200, "article", ARTICLE, anonymous.get(path)));

    Answer body = author.put(path, "article", Conduit.object().add("body", "With two hands"));
    JsonObject updated = content(200, "article", ARTICLE, body);
    assertEquals("With two hands", updated.getString("body"));
    assertEquals(title, updated.getString("title"));
    assertEquals(List.of("zebra", "ape"), texts(updated.getJsonArray("tagList")));
    assertEquals(created.getString("createdAt"), updated.getString("createdAt"));

    String other = newTitle();
    Answer renamed =
        author.put(
            path,
            "article",
            Conduit.object().add("title", other).add("tagList", JsonValue.EMPTY_JSON_ARRAY));
    JsonObject moved = content(200, "article", ARTICLE, renamed);
    assertEquals(other.toLowerCase().replace(' ', '-'), moved.getString("slug"));
    assertEquals(List.of(), texts(moved.getJsonArray("tagList")));
    assertEquals(moved, content(200, "article", ARTICLE, anonymous.get(path)), "the old address");

    Answer deleted = author.delete("/articles/" + moved.getString("slug"));
    assertEquals(204, deleted.status());
    assertEquals("", deleted.body());
    assertErrors(404, "article: not found", anonymous.get(path));
  }

  @Test
  void aTitleThatAnotherArticleHasLeavesTheAddressAsItIs() {
    Conduit author = newUser();
    String taken = newTitle();
    author.published(taken);
    String path = author.published(newTitle());
    Answer renamed = author.put(path, "article", Conduit.object().add("title", taken));
    JsonObject article = content(200, "article", ARTICLE, renamed);
    assertEquals(taken, article.getString("title"));
    assertEquals(path, "/articles/" + article.getString("slug"));
  }

  @Test
  void anArticleIsRefusedByField() {
    Conduit author = newUser();
    assertErrors(
        422,
        "body: can't be blank, description: can't be blank, title: can't be blank",
        author.post("/articles", "article", Conduit.object()));
    String path = author.published(newTitle());
    assertErrors(
        422,
        "title: can't be blank",
        author.put(path, "article", Conduit.object().add("title", " ")));
    assertErrors(
        422,
        "tagList: must be an array of strings",
        author.put(path, "article", Conduit.object().addNull("tagList")));
    assertErrors(
        422,
        "description: must not be longer than 300 characters",
        author.put(path, "article", Conduit.object().add("description", "x".repeat(301))));
    assertErrors(401, "token: is missing", anonymous.publish(newTitle()));
    assertErrors(401, "token: is missing", anonymous.put(path, "article", Conduit.object()));
    assertErrors(401, "token: is missing", anonymous.delete(path));
  }

  @Test
  void anotherUsersArticleIsForbidden() {
    String path = newUser().published(newTitle());
    Conduit other = newUser();
    assertErrors(403, "article: forbidden", other.put(path, "article", Conduit.object()));
    assertErrors(403, "article: forbidden", other.delete(path));
    String missing = "/articles/no-such-article";
    assertErrors(404, "article: not found", other.get(missing));
    assertErrors(404, "article: not found", other.put(missing, "article", Conduit.object()));
    assertErrors(404, "article: not found", other.delete(missing));
    assertErrors(404, "article: not found", other.post(missing + "/favorite"));
    assertErrors(404, "article: not found", other.delete(missing + "/favorite"));
    assertErrors(404, "article: not found", other.get(missing + "/comments"));
  }

  @Test
  void articlesAreListedNewestFirstAndFiltered() {
    String name = newName();
    Conduit author = anonymous.registered(name);
    String tag = newName();
    String first = author.published(newTitle(), tag);
    String second = author.published(newTitle(), tag, "other");
    String third = author.published(newTitle());

    JsonObject byAuthor = list("?author=" + name);
    assertEquals(List.of(third, second, first), paths(byAuthor));
    assertEquals(3, byAuthor.getInt("articlesCount"));
    for (JsonObject article : articles(byAuthor)) {
      assertEquals(LISTED, article.keySet());
      assertEquals(PROFILE, article.getJsonObject("author").keySet());
    }
    assertEquals(List.of(second, first), paths(list("?tag=" + tag)));
    assertEquals(List.of(second), paths(list("?author=" + name + "&limit=1&offset=1")));
    assertEquals(3, list("?author=" + name + "&limit=1&offset=1").getInt("articlesCount"));
    assertEquals(List.of(), paths(list("?author=" + name + "&offset=3")));
    assertEquals(3, articles(list("?author=" + name + "&limit=500&offset=0")).size());
    assertEquals(List.of(), paths(list("?author=nobody-here")));

    Conduit reader = newUser();
    String readerName = reader.get("/user").json().getJsonObject("user").getString("username");
    reader.post(second + "/favorite");
    assertEquals(List.of(second), paths(list("?favorited=" + readerName)));
    assertEquals(1, list("?favorited=" + readerName).getInt("articlesCount"));
    assertEquals(List.of(), paths(list("?favorited=nobody-here")));
    assertTrue(
        articles(reader.get("/articles?favorited=" + readerName).json())
            .get(0)
            .getBoolean("favorited"));
    assertFalse(articles(list("?favorited=" + readerName)).get(0).getBoolean("favorited"));

    for (String wrong : List.of("limit=0", "limit=x", "offset=-1", "limit=-5", "offset=1e3")) {
      assertEquals(422, anonymous.get("/articles?" + wrong).status(), wrong);
    }
  }

  @Test
  void theFeedHoldsWhatThoseWriteWhomOneFollows() {
    String name = newName();
    Conduit author = anonymous.registered(name);
    Conduit reader = newUser();
    String before = author.published(newTitle());
    newUser().published(newTitle());
    assertEquals(0, reader.get("/articles/feed").json().getInt("articlesCount"));
    reader.post("/profiles/" + name + "/follow");
    String after = author.published(newTitle());
    JsonObject feed = reader.get("/articles/feed").json();
    assertEquals(List.of(after, before), paths(feed));
    assertEquals(2, feed.getInt("articlesCount"));
    assertTrue(articles(feed).get(0).getJsonObject("author").getBoolean("following"));
    assertEquals(LISTED, articles(feed).get(0).keySet());
    JsonObject part = reader.get("/articles/feed?limit=1&offset=1").json();
    assertEquals(List.of(before), paths(part));
    reader.delete("/profiles/" + name + "/follow");
    assertEquals(List.of(), paths(reader.get("/articles/feed").json()));
    assertErrors(401, "token: is missing", anonymous.get("/articles/feed"));
  }

  @Test
  void anArticleIsFavouredAndUnfavoured() {
    String path = newUser().published(newTitle());
    Conduit reader = newUser();
    JsonObject liked = content(200, "article", ARTICLE, reader.post(path + "/favorite"));
    assertTrue(liked.getBoolean("favorited"));
    assertEquals(1, liked.getInt("favoritesCount"));
    // Twice is once.
    assertEquals(1, favorites(reader.post(path + "/favorite")));
    assertEquals(2, favorites(newUser().post(path + "/favorite")));
    assertFalse(anonymous.get(path).json().getJsonObject("article").getBoolean("favorited"));
    JsonObject unliked = content(200, "article", ARTICLE, reader.delete(path + "/favorite"));
    assertFalse(unliked.getBoolean("favorited"));
    assertEquals(1, unliked.getInt("favoritesCount"));
    assertErrors(401, "token: is missing", anonymous.post(path + "/favorite"));
    assertErrors(401, "token: is missing", anonymous.delete(path + "/favorite"));
  }

  private static int favorites(Answer article) {
    return article.json().getJsonObject("article").getInt("favoritesCount");
  }

  @Test
  void anArticleThatIsLikedCanBeDeleted() {
    Conduit author = newUser();
    String path = author.published(newTitle());
    newUser().post(path + "/favorite");
    assertEquals(204, author.delete(path).status());
  }

  // Comments

  @Test
  void commentsAreAddedListedAndDeleted() {
    Conduit author = newUser();
    String path = author.published(newTitle());
    Conduit reader = newUser();
    JsonObject comment =
        content(201, "comment", COMMENT, comment(reader, path, "His name was my name too."));
    assertEquals("His name was my name too.", comment.getString("body"));
    assertTrue(comment.getString("createdAt").matches(DATE), comment::toString);
    assertTrue(comment.getString("updatedAt").matches(DATE), comment::toString);
    assertEquals(PROFILE, comment.getJsonObject("author").keySet());
    comment(author, path, "Thanks");

    JsonArray listed = anonymous.get(path + "/comments").json().getJsonArray("comments");
    assertEquals(2, listed.size());
    assertEquals(comment, listed.getJsonObject(0));

    String one = path + "/comments/" + comment.getInt("id");
    assertErrors(401, "token: is missing", anonymous.delete(one));
    assertErrors(403, "comment: forbidden", newUser().delete(one));
    assertErrors(404, "comment: not found", reader.delete(path + "/comments/999999999"));
    assertErrors(404, "comment: not found", reader.delete(path + "/comments/x"));
    String elsewhere = newUser().published(newTitle());
    assertErrors(
        404, "comment: not found", reader.delete(elsewhere + "/comments/" + comment.getInt("id")));
    assertErrors(
        404,
        "article: not found",
        reader.delete("/articles/no-such-article/comments/" + comment.getInt("id")));
    Answer deleted = reader.delete(one);
    assertEquals(204, deleted.status(), deleted::toString);
    assertEquals(1, anonymous.get(path + "/comments").json().getJsonArray("comments").size());
  }

  @Test
  void aCommentIsRefused() {
    String path = newUser().published(newTitle());
    assertErrors(422, "body: can't be blank", comment(newUser(), path, ""));
    assertErrors(401, "token: is missing", comment(anonymous, path, "x"));
    assertErrors(404, "article: not found", comment(newUser(), "/articles/no-such-article", "x"));
  }

  private static Answer comment(Conduit user, String path, String body) {
    return user.post(path + "/comments", "comment", Conduit.object().add("body", body));
  }

  // Tags

  @Test
  void tagsAreThoseOfPublishedArticles() {
    String tag = newName();
    Conduit author = newUser();
    author.published(newTitle(), tag);
    author.published(newTitle(), tag);
    Answer tags = anonymous.get("/tags");
    assertEquals(200, tags.status());
    assertEquals(Set.of("tags"), tags.json().keySet());
    assertTrue(texts(tags.json().getJsonArray("tags")).contains(tag), tags::toString);
  }

  // Tokens and other ways to be refused

  @Test
  void tokenAndBearerAreTheSameBelowApiAndNowhereElse() {
    Conduit user = newUser();
    for (String scheme : List.of("Token", "Bearer", "token", "bearer")) {
      assertEquals(200, user.saying(scheme).get("/user").status(), scheme);
    }
    assertErrors(401, "token: is missing", user.saying("Basic").get("/user"));
    assertEquals(401, program.get("/account", "Authorization", "Token " + user.token()).status());
    assertEquals(200, program.get("/account", "Authorization", "Bearer " + user.token()).status());
  }

  @Test
  void aBadTokenIsRefusedAlsoWhereNoneIsNeeded() {
    Conduit stranger = new Conduit(program, "Token", "not.a.token");
    for (String path : List.of("/user", "/articles", "/tags", "/articles/feed")) {
      Answer refused = stranger.get(path);
      assertErrors(401, "token: The access token is malformed.", refused);
    }
  }

  @Test
  void everyFailureHasTheSpecificationsShape() {
    for (String body : List.of("", "{", "[]", "null", "{\"user\":1}", "{}", "{\"user\":[]}")) {
      Answer refused = program.sendJson("POST", "/api/users/login", body);
      assertEquals(422, refused.status(), refused::toString);
      assertEquals(Set.of("errors"), refused.json().keySet(), refused::toString);
    }
    Answer form = program.postForm("/api/users", Map.of("user", "x"));
    assertErrors(422, "user: must be a JSON object", form);
    Answer text =
        program.send(
            "POST", "/api/users", BodyPublishers.ofString("x"), "Content-Type", "text/plain");
    assertEquals(415, text.status());
    assertEquals(Set.of("errors"), text.json().keySet());
    Answer method = program.send("PATCH", "/api/users", BodyPublishers.noBody());
    assertEquals(401, method.status());
    assertEquals(405, newUser().post("/tags").status());
    Answer page = program.get("/api/user", "Accept", "text/html");
    assertErrors(401, "token: is missing", page);
    assertEquals(Set.of("errors"), newUser().get("/no-such-thing").json().keySet());
    assertErrors(
        422,
        "email: must be a string, password: can't be blank",
        program.sendJson("POST", "/api/users/login", "{\"user\":{\"email\":{\"a\":1}}}"));
  }

  @Test
  void aFrontEndOfANamedOriginMayUseIt() {
    Answer preflight =
        program.send(
            "OPTIONS",
            "/api/articles",
            BodyPublishers.noBody(),
            "Origin",
            APP,
            "Access-Control-Request-Method",
            "POST",
            "Access-Control-Request-Headers",
            "authorization,content-type");
    assertEquals(204, preflight.status());
    assertEquals(APP, preflight.header("Access-Control-Allow-Origin").orElseThrow());
    Answer registered =
        program.sendJson(
            "POST",
            "/api/users",
            Conduit.object().add("user", Member.registration(newName())).build().toString(),
            "Origin",
            APP);
    assertEquals(201, registered.status(), registered::toString);
    assertEquals(APP, registered.header("Access-Control-Allow-Origin").orElseThrow());
    Answer refused = program.get("/api/user", "Origin", APP);
    assertErrors(401, "token: is missing", refused);
    assertEquals(APP, refused.header("Access-Control-Allow-Origin").orElseThrow());
  }

  @Test
  @DisplayName("security 96: PUBLIC_URL with https makes cookies secure by itself")
  void cookiesAreSecureWhereThePublicAddressIs() throws Exception {
    String name = newName();
    Answer in =
        HttpApi.browser(url.toURI())
            .postForm(
                "/register",
                Map.of(
                    "username",
                    name,
                    "email",
                    name + "@example.org",
                    "password",
                    Conduit.PASSWORD));
    assertEquals(303, in.status(), in::toString);
    assertEquals(2, in.headers("Set-Cookie").size());
    for (String cookie : in.headers("Set-Cookie")) {
      assertTrue(cookie.startsWith("__Host-") && cookie.contains("Secure"), cookie);
    }
  }

  // Posts and articles

  @Test
  void aPostOfTheBrowserIsAnArticleAndAnArticleIsAPost() {
    Member member = Member.register(program, newName());
    String title = newTitle();
    String post = member.path(Member.draft(title, "Some **words**").add("summary", "In short"));
    JsonObject article =
        content(200, "article", ARTICLE, anonymous.get(post.replace("/blogs/", "/articles/")));
    assertEquals(title, article.getString("title"));
    assertEquals("Some **words**", article.getString("body"));
    assertEquals("In short", article.getString("description"));
    assertEquals(member.name(), article.getJsonObject("author").getString("username"));

    Conduit author = newUser();
    String path = author.published(newTitle(), "tagged");
    JsonObject asPost = program.get(path.replace("/articles/", "/blogs/")).json();
    assertTrue(asPost.getString("html").contains("<em>body</em>"), asPost::toString);
    assertEquals(List.of("tagged"), texts(asPost.getJsonArray("tags")));
    comment(author, path, "By an app");
    Answer page = program.get(path.replace("/articles/", "/blogs/"), "Accept", "text/html");
    assertTrue(page.body().contains("By an app"), page::toString);
  }

  @Test
  void draftsAndScheduledPostsAreNoArticlesNotEvenTheirAuthors() {
    Member member = Member.register(program, newName());
    Conduit author = new Conduit(program, "Bearer", member.token());
    String tag = newName();
    for (String post :
        List.of(
            member.path(draft(tag).add("status", "draft")),
            member.path(
                draft(tag).add("status", "scheduled").add("publish_at", "2999-01-01T00:00:00Z")))) {
      String path = post.replace("/blogs/", "/articles/");
      assertErrors(404, "article: not found", author.get(path));
      assertErrors(404, "article: not found", author.put(path, "article", Conduit.object()));
      assertErrors(404, "article: not found", author.delete(path));
      assertErrors(404, "article: not found", author.post(path + "/favorite"));
      assertErrors(404, "article: not found", author.get(path + "/comments"));
    }
    assertEquals(List.of(), paths(author.get("/articles?author=" + member.name()).json()));
    assertFalse(texts(author.get("/tags").json().getJsonArray("tags")).contains(tag));
  }

  private static JsonObjectBuilder draft(String tag) {
    return Member.draft(newTitle(), "Not yet").add("tags", Json.createArrayBuilder().add(tag));
  }

  // What answers hold

  private static JsonObject content(
      int status, String envelope, Set<String> members, Answer answer) {
    assertEquals(status, answer.status(), answer::toString);
    assertEquals(Set.of(envelope), answer.json().keySet(), answer::toString);
    JsonObject content = answer.json().getJsonObject(envelope);
    assertEquals(members, content.keySet(), answer::toString);
    return content;
  }

  private static void assertErrors(int status, String expected, Answer answer) {
    assertEquals(status, answer.status(), answer::toString);
    assertEquals(Set.of("errors"), answer.json().keySet(), answer::toString);
    List<String> errors =
        answer.json().getJsonObject("errors").entrySet().stream()
            .map(it -> it.getKey() + ": " + String.join("; ", texts(it.getValue().asJsonArray())))
            .sorted()
            .toList();
    assertEquals(expected, String.join(", ", errors), answer::toString);
  }

  private JsonObject list(String query) {
    Answer answer = anonymous.get("/articles" + query);
    assertEquals(200, answer.status(), answer::toString);
    assertEquals(Set.of("articles", "articlesCount"), answer.json().keySet());
    return answer.json();
  }

  private static List<JsonObject> articles(JsonObject list) {
    return list.getJsonArray("articles").getValuesAs(JsonObject.class);
  }

  private static List<String> paths(JsonObject list) {
    return articles(list).stream().map(it -> "/articles/" + it.getString("slug")).toList();
  }

  private static List<String> texts(JsonArray array) {
    return array.getValuesAs(JsonString.class).stream().map(JsonString::getString).toList();
  }
}
