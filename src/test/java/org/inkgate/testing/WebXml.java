package org.inkgate.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Reads the table of contents: which servlet answers where, and what the gate leaves open. */
public final class WebXml {

  private final Document document;

  private WebXml(Document document) {
    this.document = document;
  }

  /** Reads the file that goes into the WAR. */
  public static WebXml read() {
    try {
      return new WebXml(
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(Path.of("webapp", "WEB-INF", "web.xml").toFile()));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** The names of the servlets' classes. */
  public Set<String> servletClasses() {
    Set<String> classes = new TreeSet<>();
    for (Element servlet : elements("servlet")) {
      classes.add(text(servlet, "servlet-class").get(0));
    }
    return classes;
  }

  /** The URL patterns of a servlet's class. */
  public List<String> paths(String servletClass) {
    List<String> paths = new ArrayList<>();
    for (Element servlet : elements("servlet")) {
      if (text(servlet, "servlet-class").contains(servletClass)) {
        String name = text(servlet, "servlet-name").get(0);
        for (Element mapping : elements("servlet-mapping")) {
          if (text(mapping, "servlet-name").contains(name)) {
            paths.addAll(text(mapping, "url-pattern"));
          }
        }
      }
    }
    return paths;
  }

  /** The names of the filters' classes: those that the server runs, and those of FilterLine. */
  public Set<String> filterClasses() {
    Set<String> classes = new TreeSet<>();
    for (Element filter : elements("filter")) {
      classes.addAll(text(filter, "filter-class"));
    }
    for (String word : parameter("filters").split("\\s+")) {
      if (!word.startsWith("/")) {
        classes.add(word);
      }
    }
    return classes;
  }

  /** The lines of the gate's "open" list, such as {@code GET,POST /login}. */
  public List<String> openLines() {
    return parameter("open")
        .lines()
        .map(line -> line.strip().replaceAll("\\s+", " "))
        .filter(line -> !line.isEmpty())
        .toList();
  }

  private String parameter(String name) {
    for (Element parameter : elements("init-param")) {
      if (text(parameter, "param-name").contains(name)) {
        return text(parameter, "param-value").get(0);
      }
    }
    throw new IllegalStateException("There is no parameter " + name);
  }

  private List<Element> elements(String name) {
    NodeList found = document.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }

  private static List<String> text(Element parent, String name) {
    NodeList found = parent.getElementsByTagName(name);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      texts.add(found.item(i).getTextContent().strip());
    }
    return texts;
  }
}
