package org.inkgate.feeds;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import javax.xml.stream.XMLStreamException;

/** Writes a feed as RSS 2.0, with what Atom and two well-known modules lend it. */
final class Rss {

  static final String MEDIA_TYPE = "application/rss+xml";
  private static final String CONTENT = "http://purl.org/rss/1.0/modules/content/";
  private static final String DUBLIN_CORE = "http://purl.org/dc/elements/1.1/";

  private Rss() {}

  static byte[] write(Feed feed) throws XMLStreamException {
    XmlDocument xml = new XmlDocument("rss", "");
    xml.namespace("atom", Atom.NAMESPACE);
    xml.namespace("content", CONTENT).namespace("dc", DUBLIN_CORE).attribute("version", "2.0");
    xml.open("channel").element("title", feed.title()).element("link", feed.home());
    // It must be there, and the site may say nothing of itself.
    xml.element("description", feed.description().isEmpty() ? feed.title() : feed.description());
    xml.element("language", feed.language()).element("generator", "Inkgate");
    xml.element("lastBuildDate", date(feed.updated()));
    // Where the feed is, which RSS itself has no word for.
    xml.open("atom", "link", Atom.NAMESPACE).attribute("rel", "self");
    xml.attribute("type", MEDIA_TYPE).attribute("href", feed.self()).close();
    for (FeedItem item : feed.items()) {
      xml.open("item").element("title", item.title()).element("link", item.url());
      xml.open("guid").attribute("isPermaLink", "false").text(item.id()).close();
      xml.element("pubDate", date(item.published()));
      // RSS's own author element wants an e-mail address, which is not public.
      xml.open("dc", "creator", DUBLIN_CORE).text(item.author()).close();
      for (String tag : item.tags()) {
        xml.element("category", tag);
      }
      xml.element("description", item.summary());
      xml.open("content", "encoded", CONTENT).text(item.html()).close();
      xml.close();
    }
    return xml.end();
  }

  /** As RFC 822 writes it, with a year of four digits. */
  private static String date(Instant instant) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(instant.atOffset(ZoneOffset.UTC));
  }
}
