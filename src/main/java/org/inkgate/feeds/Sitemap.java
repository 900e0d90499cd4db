package org.inkgate.feeds;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;

/** Writes maps of the site as sitemaps.org describes them. */
final class Sitemap {

  /** No file may hold more addresses. */
  static final int MOST = 50_000;

  private static final String NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9";

  /** An address, and when what is there changed last. */
  record Place(String url, Optional<Instant> changed) {

    static Place of(String url) {
      return new Place(url, Optional.empty());
    }
  }

  private Sitemap() {}

  static byte[] places(List<Place> places) throws XMLStreamException {
    XmlDocument xml = new XmlDocument("urlset", NAMESPACE);
    for (Place place : places) {
      xml.open("url").element("loc", place.url());
      if (place.changed().isPresent()) {
        xml.element("lastmod", place.changed().get().truncatedTo(ChronoUnit.SECONDS).toString());
      }
      xml.close();
    }
    return xml.end();
  }

  /** The index of several files. */
  static byte[] index(List<String> files) throws XMLStreamException {
    XmlDocument xml = new XmlDocument("sitemapindex", NAMESPACE);
    for (String file : files) {
      xml.open("sitemap").element("loc", file).close();
    }
    return xml.end();
  }

  /** How many files it takes for so many addresses. */
  static int files(long places) {
    return (int) ((places + MOST - 1) / MOST);
  }
}
