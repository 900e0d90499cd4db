package org.inkgate.blog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.inkgate.markdown.Markdown;
import org.inkgate.posts.PostStatus;
import org.inkgate.posts.PostSummary;
import org.inkgate.posts.PostView;
import org.junit.jupiter.api.Test;

class PostHeadTest {

  private static final Instant DATE = Instant.parse("2026-11-23T08:00:00Z");

  @Test
  void jsonLdCanNotEndItsScript() {
    String title = "</script><script>alert(1)</script> & \u2028 \u2029 \" \\ <!--";
    String json = head(title, "").jsonLd();
    for (String harm : List.of("<", ">", "&", "\u2028", "\u2029")) {
      assertFalse(json.contains(harm), json);
    }
    JsonObject read = Json.createReader(new StringReader(json)).readObject();
    assertEquals(title, read.getString("headline"));
    assertEquals("BlogPosting", read.getString("@type"));
    assertEquals("2026-11-23T08:00:00Z", read.getString("datePublished"));
    assertEquals("https://blog.example/authors/ada", read.getJsonObject("author").getString("url"));
  }

  @Test
  void theFirstImageHasAWholeAddress() {
    assertEquals(Optional.empty(), head("t", "No image").image());
    assertEquals(
        Optional.of("https://blog.example/media/a.jpg"), head("t", "![a](/media/a.jpg)").image());
    assertEquals(
        Optional.of("https://example.org/a.jpg?b=1&c=2"),
        head("t", "![a](https://example.org/a.jpg?b=1&c=2) ![b](/b.jpg)").image());
    assertEquals(Optional.empty(), head("t", "![a](//example.org/a.jpg)").image());
  }

  private static PostHead head(String title, String body) {
    PostSummary summary =
        new PostSummary(
            1,
            "a-post",
            title,
            "Words",
            PostStatus.PUBLISHED,
            1,
            "ada",
            "Ada",
            List.of("sea"),
            DATE,
            DATE,
            Optional.of(DATE));
    PostView post = new PostView(summary, body, new Markdown().html(body), 1, "");
    return PostHead.of(post, "https://blog.example");
  }
}
