package org.inkgate.feeds;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import javax.xml.stream.XMLStreamException;

/** Writes a feed as Atom (RFC 4287). */
final class Atom {

  static final String MEDIA_TYPE = "application/atom+xml";
  static final String NAMESPACE = "http://www.w3.org/2005/Atom";

  private Atom() {}

  static byte[] write(Feed feed) throws XMLStreamException {
    XmlDocument xml = new XmlDocument("feed", NAMESPACE);
    xml.language(feed.language());
    xml.element("id", feed.self()).element("title", feed.title());
    if (!feed.description().isEmpty()) {
      xml.element("subtitle", feed.description());
    }
    xml.element("updated", date(feed.updated()));
    link(xml, "self", MEDIA_TYPE, feed.self());
    link(xml, "alternate", "text/html", feed.home());
    xml.element("generator", "Inkgate");
    for (FeedItem item : feed.items()) {
      xml.open("entry").element("id", item.id()).element("title", item.title());
      xml.element("published", date(item.published())).element("updated", date(item.updated()));
      link(xml, "alternate", "text/html", item.url());
      xml.open("author").element("name", item.author()).element("uri", item.authorUrl()).close();
      for (String tag : item.tags()) {
        xml.open("category").attribute("term", tag).close();
      }
      xml.element("summary", item.summary());
      xml.open("content").attribute("type", "html").text(item.html()).close();
      xml.close();
    }
    return xml.end();
  }

  private static void link(XmlDocument xml, String relation, String type, String address)
      throws XMLStreamException {
    xml.open("link").attribute("rel", relation).attribute("type", type);
    xml.attribute("href", address).close();
  }

  private static String date(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
