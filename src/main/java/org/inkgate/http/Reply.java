package org.inkgate.http;

import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What a handler answers: JSON for a program, and a page, or the way to one, for a browser. What
 * only one of them needs is made for that one only.
 *
 * <p>No cache keeps a reply. A page that is open to all is the exception: it is asked for again
 * each time, unless {@link #noStore} says otherwise.
 */
public final class Reply {

  private final Supplier<JsonObjectBuilder> json;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final Map<String, String> pageHeaders = new LinkedHashMap<>();
  private final List<Consumer<HttpServletResponse>> others = new ArrayList<>();
  private int status;
  private Listing<?> listing;
  private String template;
  private Supplier<Map<String, Object>> model;
  private Supplier<String> next;
  private boolean noStore;
  private boolean kept;

  private Reply(int status, Supplier<JsonObjectBuilder> json) {
    this.status = status;
    this.json = json;
  }

  public static Reply json(Supplier<JsonObjectBuilder> json) {
    return new Reply(HttpServletResponse.SC_OK, json);
  }

  /** A page, whatever the client would rather have. */
  public static Reply page(String template, Supplier<Map<String, Object>> model) {
    return json(null).orPage(template, model);
  }

  /** Says that it was done, and no more. */
  public static Reply done() {
    return json(() -> Json.createObjectBuilder().add("Message", "Operation Successful"));
  }

  /** One page of a list, with the way to the others (RFC 8288). */
  public static Reply list(Listing<?> listing, Supplier<JsonObjectBuilder> json) {
    Reply reply = json(json);
    reply.listing = listing;
    return reply;
  }

  /** 201 with the path of what was made, to which a browser is sent. */
  public static Reply created(String path, Supplier<JsonObjectBuilder> json) {
    return new Reply(HttpServletResponse.SC_CREATED, json)
        .header("Location", path)
        .orSeeOther(path);
  }

  /** 204 after a deletion. A browser is redirected to a page that exists. */
  public static Reply gone(String next) {
    return new Reply(HttpServletResponse.SC_NO_CONTENT, null).orSeeOther(next);
  }

  /** Sends programs and browsers to another path (RFC 9110 §15.4.4). */
  public static Reply seeOther(String path) {
    return new Reply(HttpServletResponse.SC_SEE_OTHER, null).header("Location", path);
  }

  public Reply status(int wanted) {
    status = wanted;
    return this;
  }

  public Reply header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /** Adds a header for a browser only. */
  public Reply pageHeader(String name, String value) {
    pageHeaders.put(name, value);
    return this;
  }

  /** Does more to the response, such as setting cookies, before the reply is written. */
  public Reply also(Consumer<HttpServletResponse> more) {
    others.add(more);
    return this;
  }

  /** Shows a browser a page, with the same status. */
  public Reply orPage(String wanted, Supplier<Map<String, Object>> needed) {
    template = wanted;
    model = needed;
    return this;
  }

  /** Sends a browser to another page. */
  public Reply orSeeOther(String path) {
    return orSeeOther(() -> path);
  }

  public Reply orSeeOther(Supplier<String> path) {
    next = path;
    return this;
  }

  /** Keeps a page out of caches that needs no token. */
  public Reply noStore() {
    noStore = true;
    return this;
  }

  /** Lets caches keep JSON that anyone may read; they ask each time whether it changed. */
  public Reply keptIf(boolean open) {
    kept = open;
    return this;
  }

  /** Writes what the request's representation is; nothing is set before it was made. */
  void write(HttpServletRequest request, HttpServletResponse response, Pages pages)
      throws IOException {
    boolean browser = Face.of(request) == Face.HTML;
    if (browser && next != null) {
      String path = next.get();
      others.forEach(more -> more.accept(response));
      Answers.seeOther(response, path);
    } else if (template != null && (browser || json == null)) {
      Map<String, Object> needed = model.get();
      start(response, noStore || !RouteMatch.of(request).isOpen() ? "no-store" : null);
      pageHeaders.forEach(response::setHeader);
      pages.render(request, response, template, needed);
    } else if (json == null) {
      start(response, "no-store");
    } else {
      byte[] body = Json.bytes(json.get().build());
      start(response, kept ? "no-cache" : "no-store");
      if (listing != null) {
        PageLinks.add(request, response, listing.page(), listing.pages());
      }
      Answers.json(response, body);
    }
  }

  private void start(HttpServletResponse response, String caching) {
    others.forEach(more -> more.accept(response));
    response.setStatus(status);
    headers.forEach(response::setHeader);
    if (caching != null) {
      response.setHeader("Cache-Control", caching);
    }
  }
}
