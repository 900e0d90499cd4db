package org.inkgate.feeds;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;
import org.inkgate.blog.ListLinks;
import org.inkgate.blog.PostHead;
import org.inkgate.config.Settings;
import org.inkgate.http.QueryParameters;
import org.inkgate.http.Reply;
import org.inkgate.http.RoutedServlet;
import org.inkgate.http.Routes;
import org.inkgate.http.texts.Site;
import org.inkgate.posts.PublishedPosts;

/**
 * The newest posts for machines that read, in three formats.
 *
 * <p>Those of one tag or author have the address of the list with the same posts, {@code
 * /feed.atom?tag=…}: a tag may hold any character, and not every one can stand in a path.
 */
public class FeedServlet extends RoutedServlet {

  private static final long serialVersionUID = 1L;
  private static final int NEWEST = 20;

  /** Writes a feed in one format. */
  @FunctionalInterface
  private interface Format {
    byte[] write(Feed feed) throws XMLStreamException;
  }

  private record Question(Site site, String path, Optional<String> tag, Optional<String> author) {}

  @Inject private transient PublishedPosts posts;
  @Inject private transient RecentAnswers recent;
  @Inject private transient Settings settings;

  @Override
  protected void routes(Routes at) {
    at.get("/feed.atom", request -> answer(request, Atom.MEDIA_TYPE, Atom::write)).open();
    at.get("/feed.rss", request -> answer(request, Rss.MEDIA_TYPE, Rss::write)).open();
    at.get("/feed.json", request -> answer(request, JsonFeed.MEDIA_TYPE, JsonFeed::write)).open();
  }

  private Reply answer(HttpServletRequest request, String mediaType, Format format) {
    QueryParameters parameters = new QueryParameters(request);
    Optional<String> tag = parameters.text("tag");
    Optional<String> author = parameters.text("author");
    parameters.check();
    Question asked = new Question(Site.of(request), Routes.path(request), tag, author);
    return recent.find(asked, () -> made(feed(asked), mediaType, format)).reply();
  }

  private static CachedAnswer made(Feed feed, String mediaType, Format format) {
    try {
      return new CachedAnswer(mediaType, format.write(feed), feed.updated());
    } catch (XMLStreamException e) {
      // Nothing is written but to memory.
      throw new IllegalStateException(e);
    }
  }

  private Feed feed(Question asked) {
    Site site = asked.site();
    Optional<String> tag = asked.tag();
    Optional<String> author = asked.author();
    SiteAddress address = new SiteAddress(settings.publicUrl());
    String query =
        Stream.of(
                tag.map(value -> "tag=" + encode(value)),
                author.map(value -> "author=" + encode(value)))
            .flatMap(Optional::stream)
            .collect(Collectors.joining("&"));
    String title =
        Stream.of(Optional.of(site.title()), tag, author)
            .flatMap(Optional::stream)
            .collect(Collectors.joining(" · "));
    List<FeedItem> items =
        posts.newest(tag, author, NEWEST).stream().map(post -> FeedItem.of(post, address)).toList();
    return new Feed(
        title,
        site.description(),
        site.language().tag(),
        address.of(page(tag, author, query)),
        address.of(query.isEmpty() ? asked.path() : asked.path() + "?" + query),
        items);
  }

  /** The one address of the page with the same posts. */
  private static String page(Optional<String> tag, Optional<String> author, String query) {
    if (tag.isPresent() && author.isPresent()) {
      return "/blogs?" + query;
    }
    return tag.map(ListLinks::tagPath)
        .or(() -> author.map(name -> PostHead.authorPath(encode(name))))
        .orElse("/");
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
