package org.inkgate.blog;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inkgate.posts.PostOrder;
import org.inkgate.posts.PostQuery;

/**
 * Leads from page to page of a list.
 *
 * @param base the address of the list, without a query string
 * @param filters what its query string says apart from the page
 * @param page the page it is at, counted from 1
 */
public record ListLinks(String base, Map<String, String> filters, int page, int pages) {

  private static final int USUAL_SIZE = 20;

  static ListLinks of(PostQuery query, int page, int pages) {
    Map<String, String> filters = new LinkedHashMap<>();
    String base = "/blogs";
    if (query.period().isPresent()) {
      base = query.period().get().path();
      query.tag().ifPresent(tag -> filters.put("tag", tag));
    } else if (query.tag().isPresent()) {
      base = tagPath(query.tag().get());
    }
    query.author().ifPresent(author -> filters.put("author", author));
    query.status().ifPresent(status -> filters.put("status", status.word()));
    filters.putAll(query.published().words());
    if (query.order() != PostOrder.NEWEST) {
      filters.put("sort", query.order().word());
    }
    if (query.size() != USUAL_SIZE) {
      filters.put("size", String.valueOf(query.size()));
    }
    return new ListLinks(base, filters, page, pages);
  }

  /** The address of a tag's posts; some characters can't stand in a path, not even encoded. */
  public static String tagPath(String tag) {
    String encoded = URLEncoder.encode(tag, StandardCharsets.UTF_8).replace("+", "%20");
    boolean fit = tag.chars().noneMatch(c -> "/\\;%".indexOf(c) >= 0) && !tag.matches("[.]+");
    return fit ? "/tags/" + encoded : "/blogs?tag=" + encoded;
  }

  public Optional<String> previous() {
    return page > 1 && page <= pages ? Optional.of(at(page - 1)) : Optional.empty();
  }

  public Optional<String> next() {
    return page < pages ? Optional.of(at(page + 1)) : Optional.empty();
  }

  /** The address of a page, which for the first is that of the list. */
  public String at(int number) {
    Map<String, String> all = new LinkedHashMap<>(filters);
    if (number > 1) {
      all.put("page", String.valueOf(number));
    }
    StringBuilder address = new StringBuilder(base);
    all.forEach(
        (name, value) ->
            address
                .append(address.indexOf("?") < 0 ? '?' : '&')
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return address.toString();
  }

  /** The "Link" header (RFC 8288) with the relations that the IANA registry has for pages. */
  String header() {
    List<String> links = new ArrayList<>();
    links.add(link(at(1), "first"));
    previous().ifPresent(address -> links.add(link(address, "prev")));
    next().ifPresent(address -> links.add(link(address, "next")));
    links.add(link(at(pages), "last"));
    return String.join(", ", links);
  }

  private static String link(String address, String relation) {
    return "<" + address + ">; rel=\"" + relation + "\"";
  }
}
