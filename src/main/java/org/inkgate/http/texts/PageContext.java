package org.inkgate.http.texts;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What every page shows around its content: who is signed in and what the layout needs to know.
 *
 * @param username the name of the user who is signed in
 * @param editor whether the user may change all posts
 * @param csrf the value every form must carry; empty when no user is signed in
 * @param path the path of this page, to come back to after logging in
 * @param texts the words of the page, in the reader's language
 * @param site the site's title, looks and menu
 */
public record PageContext(
    Optional<String> username,
    boolean administrator,
    boolean editor,
    String csrf,
    String path,
    Texts texts,
    Site site) {

  private static final String ATTRIBUTE = PageContext.class.getName();

  /** Says how to find out who is signed in, should this request be answered by a page. */
  public static void provide(HttpServletRequest request, Supplier<Optional<PageContext>> source) {
    request.setAttribute(ATTRIBUTE, source);
  }

  @SuppressWarnings("unchecked")
  public static PageContext of(HttpServletRequest request) {
    Supplier<Optional<PageContext>> source =
        (Supplier<Optional<PageContext>>) request.getAttribute(ATTRIBUTE);
    return Optional.ofNullable(source)
        .flatMap(Supplier::get)
        .orElseGet(
            () ->
                new PageContext(
                    Optional.empty(),
                    false,
                    false,
                    "",
                    path(request),
                    Texts.of(request),
                    Site.of(request)));
  }

  /** The text of a key in the reader's language; see {@link Texts#text}. */
  public String text(String key, Object... arguments) {
    return texts.text(key, arguments);
  }

  /** A field's name in the reader's language; see {@link Texts#label}. */
  public String label(String field) {
    return texts.label(field);
  }

  /**
   * The address of the page that is asked for; empty when it was no GET and can't be returned to.
   */
  public static String path(HttpServletRequest request) {
    if (!"GET".equals(request.getMethod()) && !"HEAD".equals(request.getMethod())) {
      return "";
    }
    String query = request.getQueryString();
    return query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
  }
}
