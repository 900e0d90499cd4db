package org.inkgate.http.texts;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;

/**
 * What every page and every feed shows of the site: who it is, what it looks like, where its menu
 * leads.
 *
 * <p>The package that administers the site replaces it with {@link #show}; requests read it from
 * memory.
 *
 * @param language for requests without a known language, and the language of the feeds
 * @param logo a path on this server
 * @param accent the links' colour in a light and in a dark page; empty for the design's own
 */
public record Site(
    String title,
    String description,
    Language language,
    Optional<String> logo,
    Optional<Accent> accent,
    List<Link> menu) {

  /** The name of a site that has not been named yet. */
  public static final String FIRST_TITLE = "Inkgate";

  private static final String ATTRIBUTE = Site.class.getName();

  private static final Site FIRST =
      new Site(FIRST_TITLE, "", Language.EN, Optional.empty(), Optional.empty(), List.of());

  /** One entry of the menu. */
  public record Link(String title, String path) {}

  public static Site of(HttpServletRequest request) {
    Site site = (Site) request.getServletContext().getAttribute(ATTRIBUTE);
    return site == null ? FIRST : site;
  }

  /** Makes this the site that every request from now on shows. */
  public void show(ServletContext context) {
    context.setAttribute(ATTRIBUTE, this);
  }

  /** The title of one page of the site, as a browser's tab shows it. */
  public String titleOf(String page) {
    return page.equals(title) ? title : page + " · " + title;
  }
}
