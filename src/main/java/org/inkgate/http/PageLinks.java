package org.inkgate.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Leads a program from one page of a list to the others (RFC 8288). */
public final class PageLinks {

  private PageLinks() {}

  /**
   * Adds "Link" for this address with other values of "page".
   *
   * @param page counted from 1
   */
  public static void add(
      HttpServletRequest request, HttpServletResponse response, int page, long pages) {
    List<String> links = new ArrayList<>();
    links.add(link(request, 1, "first"));
    if (page > 1 && page <= pages) {
      links.add(link(request, page - 1, "prev"));
    }
    if (page < pages) {
      links.add(link(request, page + 1, "next"));
    }
    links.add(link(request, pages, "last"));
    response.setHeader("Link", String.join(", ", links));
  }

  private static String link(HttpServletRequest request, long page, String relation) {
    String query = request.getQueryString() == null ? "" : request.getQueryString();
    String others =
        Arrays.stream(query.split("&"))
            .filter(parameter -> !parameter.isEmpty() && !parameter.startsWith("page="))
            // As it came, except what would end the URL: the client may not have encoded it.
            .map(parameter -> parameter.replaceAll("[^!-;=?-~]", "").replace("\"", "%22"))
            .collect(Collectors.joining("&"));
    String address = request.getRequestURI() + (others.isEmpty() ? "?" : "?" + others + "&");
    return "<" + address + "page=" + page + ">; rel=\"" + relation + "\"";
  }
}
