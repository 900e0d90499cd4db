package org.inkgate.feeds;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.inkgate.blog.PostHead;
import org.inkgate.posts.PostSummary;
import org.inkgate.posts.PostView;

/**
 * A post as every feed tells it; all addresses are absolute.
 *
 * @param id a tag URI (RFC 4151): stays when the post's address changes
 * @param html the whole post, sanitised
 * @param updated never before it was published
 */
record FeedItem(
    String id,
    String url,
    String title,
    String summary,
    String html,
    String author,
    String authorUrl,
    List<String> tags,
    Instant published,
    Instant updated) {

  static FeedItem of(PostView post, SiteAddress site) {
    PostSummary head = post.head();
    String url = site.of("/blogs/" + head.slug());
    Instant published = head.publishedAt().orElse(head.createdAt());
    LocalDate created = LocalDate.ofInstant(head.createdAt(), ZoneOffset.UTC);
    return new FeedItem(
        "tag:" + site.host() + "," + created + ":post-" + head.id(),
        url,
        head.title(),
        head.summary(),
        AbsoluteLinks.in(post.html(), site, url),
        head.authorName(),
        site.of(PostHead.authorPath(head.author())),
        head.tags(),
        published,
        head.updatedAt().isAfter(published) ? head.updatedAt() : published);
  }
}
