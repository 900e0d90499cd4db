package org.inkgate.feeds;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.stream.XMLStreamException;
import org.inkgate.blog.ListLinks;
import org.inkgate.blog.PostHead;
import org.inkgate.config.Settings;
import org.inkgate.feeds.Sitemap.Place;
import org.inkgate.http.Problem;
import org.inkgate.http.RequestFailedException;
import org.inkgate.posts.PublishedPosts;
import org.inkgate.site.SitePages;

/** Knows every address of the site that a search engine should know. */
@ApplicationScoped
class SiteMaps {

  /** Tags, authors and pages together leave room for the front page. */
  private static final int MOST_LISTS = Sitemap.MOST / 3 - 1;

  private PublishedPosts posts;
  private SitePages pages;
  private SiteAddress site;

  SiteMaps() {}

  @Inject
  SiteMaps(PublishedPosts posts, SitePages pages, Settings settings) {
    this.posts = posts;
    this.pages = pages;
    this.site = new SiteAddress(settings.publicUrl());
  }

  /** All addresses, or the index of the files that hold them where one is not enough. */
  byte[] whole() throws XMLStreamException {
    long count = posts.count();
    List<Place> places = lists();
    if (places.size() + count <= Sitemap.MOST) {
      places.addAll(posts(0));
      return Sitemap.places(places);
    }
    List<String> files = new ArrayList<>(List.of(site.of("/sitemaps/lists.xml")));
    IntStream.rangeClosed(1, Sitemap.files(count))
        .forEach(number -> files.add(site.of("/sitemaps/posts-" + number + ".xml")));
    return Sitemap.index(files);
  }

  /**
   * One file of the index.
   *
   * @throws RequestFailedException 404 for a name that is not in the index
   */
  byte[] file(String name) throws XMLStreamException {
    if ("lists.xml".equals(name)) {
      return Sitemap.places(lists());
    }
    if (!name.matches("posts-[1-9][0-9]{0,3}\\.xml")) {
      throw new RequestFailedException(Problem.notFound());
    }
    int number = Integer.parseInt(name.replaceAll("\\D", ""));
    List<Place> places = posts((number - 1) * Sitemap.MOST);
    if (places.isEmpty()) {
      throw new RequestFailedException(Problem.notFound());
    }
    return Sitemap.places(places);
  }

  private List<Place> lists() {
    List<Place> places = new ArrayList<>();
    places.add(Place.of(site.of("/")));
    posts.tags(MOST_LISTS).stream()
        .sorted()
        .forEach(tag -> places.add(Place.of(site.of(ListLinks.tagPath(tag)))));
    posts.authors(MOST_LISTS).stream()
        .sorted()
        .forEach(author -> places.add(Place.of(site.of(PostHead.authorPath(author)))));
    pages.addresses(MOST_LISTS).stream()
        .map(page -> new Place(site.of(page.path()), Optional.of(page.changedAt())))
        .forEach(places::add);
    return places;
  }

  private List<Place> posts(int first) {
    return posts.entries(first, Sitemap.MOST).stream()
        .map(post -> new Place(site.of("/blogs/" + post.slug()), Optional.of(post.changedAt())))
        .toList();
  }
}
