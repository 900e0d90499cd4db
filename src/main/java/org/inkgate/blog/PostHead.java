package org.inkgate.blog;

import jakarta.json.JsonObjectBuilder;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.inkgate.http.Json;
import org.inkgate.posts.PostStatus;
import org.inkgate.posts.PostSummary;
import org.inkgate.posts.PostView;

/**
 * What the head of a post's page tells machines: search engines and link previews.
 *
 * @param site the public address of the site, without a trailing slash
 * @param url the one address of the post
 * @param image the address of its first picture
 */
public record PostHead(PostSummary post, String site, String url, Optional<String> image) {

  private static final Pattern IMAGE = Pattern.compile("<img src=\"([^\"]+)\"");

  static PostHead of(PostView post, String site) {
    return new PostHead(
        post.head(), site, site + "/blogs/" + post.slug(), firstImage(post.html(), site));
  }

  private static Optional<String> firstImage(String html, String site) {
    Matcher image = IMAGE.matcher(html);
    if (!image.find()) {
      return Optional.empty();
    }
    String address = image.group(1).replace("&#61;", "=").replace("&amp;", "&");
    if (address.startsWith("/") && !address.startsWith("//")) {
      return Optional.of(site + address);
    }
    return Optional.of(address).filter(one -> one.startsWith("https://"));
  }

  public boolean published() {
    return post.status() == PostStatus.PUBLISHED;
  }

  /** The post as a schema.org BlogPosting in JSON-LD, written so that it can stand in a script. */
  public String jsonLd() {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("@context", "https://schema.org")
            .add("@type", "BlogPosting")
            .add("headline", post.title())
            .add("description", post.summary())
            .add("url", url)
            .add("mainEntityOfPage", url)
            .add("dateModified", post.updatedAt().toString())
            .add("keywords", Json.createArrayBuilder(post.tags()))
            .add(
                "author",
                Json.createObjectBuilder()
                    .add("@type", "Person")
                    .add("name", post.authorName())
                    .add("url", site + authorPath(post.author())));
    post.publishedAt().ifPresent(at -> json.add("datePublished", at.toString()));
    image.ifPresent(address -> json.add("image", address));
    return scriptSafe(json.build().toString());
  }

  /** The address of a page about an author; user names hold nothing that must be encoded. */
  public static String authorPath(String username) {
    return "/authors/" + username;
  }

  /** JSON in which nothing can end the script it stands in, or a line of it (ECMA-262 §12.3). */
  static String scriptSafe(String json) {
    return json.replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }
}
