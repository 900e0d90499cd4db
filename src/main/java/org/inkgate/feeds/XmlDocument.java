package org.inkgate.feeds;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes an XML document, and leaves out the characters that XML 1.0 can't hold (§2.2). */
final class XmlDocument {

  private static final XMLOutputFactory WRITERS = XMLOutputFactory.newFactory();

  private final StringWriter text = new StringWriter();
  private final XMLStreamWriter writer;

  /** Begins a document whose elements are in a namespace. */
  XmlDocument(String root, String namespace) throws XMLStreamException {
    writer = WRITERS.createXMLStreamWriter(text);
    writer.writeStartDocument("UTF-8", "1.0");
    writer.writeStartElement(root);
    if (!namespace.isEmpty()) {
      writer.writeDefaultNamespace(namespace);
    }
  }

  /** Declares a prefix on the element that was opened last. */
  XmlDocument namespace(String prefix, String uri) throws XMLStreamException {
    writer.writeNamespace(prefix, uri);
    return this;
  }

  XmlDocument open(String name) throws XMLStreamException {
    writer.writeStartElement(name);
    return this;
  }

  XmlDocument open(String prefix, String name, String namespace) throws XMLStreamException {
    writer.writeStartElement(prefix, name, namespace);
    return this;
  }

  XmlDocument attribute(String name, String value) throws XMLStreamException {
    writer.writeAttribute(name, clean(value));
    return this;
  }

  /** Says in which language the element that was opened last is written (XML 1.0 §2.12). */
  XmlDocument language(String tag) throws XMLStreamException {
    writer.writeAttribute("xml", XMLConstants.XML_NS_URI, "lang", tag);
    return this;
  }

  XmlDocument text(String value) throws XMLStreamException {
    writer.writeCharacters(clean(value));
    return this;
  }

  XmlDocument close() throws XMLStreamException {
    writer.writeEndElement();
    return this;
  }

  /** An element that holds nothing but text. */
  XmlDocument element(String name, String value) throws XMLStreamException {
    return open(name).text(value).close();
  }

  byte[] end() throws XMLStreamException {
    writer.writeEndDocument();
    writer.close();
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String clean(String value) {
    return value
        .codePoints()
        .filter(XmlDocument::allowed)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean allowed(int character) {
    return character == '\t'
        || character == '\n'
        || character == '\r'
        || (character >= 0x20 && character <= 0xD7FF)
        || (character >= 0xE000 && character <= 0xFFFD)
        || character >= 0x10000;
  }
}
