package org.inkgate.http;

import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a handler answers: JSON for a program, and a page, or the way to one, for a browser; or
 * bytes for both. What only one of them needs is made for that one only.
 *
 * <p>No cache keeps a reply, unless it says so. A page that is open to all is the exception: it is
 * asked for again each time, unless {@link #noStore} says otherwise.
 */
public final class Reply {

  /** Writes a file; nothing of the reply is sent before it begins. */
  @FunctionalInterface
  public interface Content {
    void write(Start start) throws IOException;
  }

  /** Sends the headers, and hands out what the file is written to. */
  @FunctionalInterface
  public interface Start {
    OutputStream begin() throws IOException;
  }

  private static final String JSON = "application/json;charset=UTF-8";
  private static final int MOVED = 308;

  private final String type;
  private final Supplier<byte[]> body;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final Map<String, String> pageHeaders = new LinkedHashMap<>();
  private final List<Consumer<HttpServletResponse>> others = new ArrayList<>();
  private int status;
  private Listing<?> listing;
  private String template;
  private Supplier<Map<String, Object>> model;
  private boolean shared;
  private Supplier<Reply> instead;
  private boolean noStore;
  private Function<HttpServletResponse, String> caching = response -> "no-store";
  private String etag;
  private String lastModified;
  private Content content;
  private String disposition;
  private long length;

  private Reply(int status, String type, Supplier<byte[]> body) {
    this.status = status;
    this.type = type;
    this.body = body;
  }

  private static Reply empty(int status) {
    return new Reply(status, null, null);
  }

  private static Reply json(int status, Supplier<JsonObjectBuilder> json) {
    return new Reply(status, JSON, () -> Json.bytes(json.get().build()));
  }

  public static Reply json(Supplier<JsonObjectBuilder> json) {
    return json(HttpServletResponse.SC_OK, json);
  }

  /** JSON that was written before; see {@link Json#bytes}. */
  public static Reply written(Supplier<byte[]> json) {
    return bytes(JSON, json);
  }

  /** Text of another media type, for programs and browsers alike. */
  public static Reply bytes(String contentType, Supplier<byte[]> body) {
    return new Reply(HttpServletResponse.SC_OK, contentType, body);
  }

  /**
   * A file that is too large to be held, for programs and browsers alike. HEAD does not write it.
   *
   * @param disposition whether it is shown or kept, and under which name (RFC 6266)
   * @param length in bytes; -1 when it is not known before
   */
  public static Reply file(String contentType, String disposition, long length, Content content) {
    Reply reply = new Reply(HttpServletResponse.SC_OK, contentType, null);
    reply.disposition = disposition;
    reply.length = length;
    reply.content = content;
    return reply;
  }

  /** A page, whatever the client would rather have. */
  public static Reply page(String template, Supplier<Map<String, Object>> model) {
    return empty(HttpServletResponse.SC_OK).orPage(template, model);
  }

  /**
   * A page that many read who are not signed in, made once for all of them.
   *
   * @param model of values that are equal when they say the same
   */
  public static Reply sharedPage(String template, Supplier<Map<String, Object>> model) {
    Reply reply = page(template, model);
    reply.shared = true;
    return reply;
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
    return json(HttpServletResponse.SC_CREATED, json).header("Location", path).orSeeOther(path);
  }

  /** 204 after a deletion. */
  public static Reply gone() {
    return empty(HttpServletResponse.SC_NO_CONTENT);
  }

  /** The same; a browser is redirected to a page that exists. */
  public static Reply gone(String next) {
    return gone().orSeeOther(next);
  }

  /** Sends programs and browsers to another path (RFC 9110 §15.4.4). */
  public static Reply seeOther(String path) {
    return empty(HttpServletResponse.SC_SEE_OTHER).header("Location", path);
  }

  /** Leads to the one path that something has, as it may have another later (RFC 9110 §15.4.9). */
  public static Reply moved(String path) {
    return empty(MOVED).header("Location", path).keptIf(true);
  }

  /** The same, with the query. */
  public static Reply moved(HttpServletRequest request, String path) {
    return moved(Answers.withQuery(request, path));
  }

  public Reply status(int wanted) {
    status = wanted;
    return this;
  }

  /** Answers 404 instead, with the same page: for a number after the last page of a list. */
  public Reply foundIf(boolean found) {
    return found ? this : status(HttpServletResponse.SC_NOT_FOUND);
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
    return orElse(() -> seeOther(path));
  }

  public Reply orSeeOther(Supplier<String> path) {
    return orElse(() -> seeOther(path.get()));
  }

  /** Answers a browser with a reply of its own, and does to it what {@link #also} says here. */
  public Reply orElse(Supplier<Reply> reply) {
    instead = reply;
    return this;
  }

  /** Keeps a page out of caches that needs no token. */
  public Reply noStore() {
    noStore = true;
    return this;
  }

  /** Lets caches keep what anyone may read, but a page; they ask each time whether it changed. */
  public Reply keptIf(boolean open) {
    return caching(response -> open ? "no-cache" : "no-store");
  }

  /** Lets the client alone keep it, which asks each time whether it changed. */
  public Reply keptByClient() {
    return caching(response -> "private, no-cache");
  }

  /** Lets caches keep it that long without asking. */
  public Reply keptFor(Duration time) {
    return caching(response -> "public, max-age=" + time.toSeconds());
  }

  /** Lets caches keep what never changes; a renewed session's cookies are for one client only. */
  public Reply keptForever() {
    return caching(
        response ->
            (response.containsHeader("Set-Cookie") ? "private, " : "public, ")
                + "max-age=31536000, immutable");
  }

  /** Says nothing to caches, which then decide by method and status (RFC 9111 §3). */
  public Reply cachingUnsaid() {
    return caching(response -> null);
  }

  private Reply caching(Function<HttpServletResponse, String> wanted) {
    caching = wanted;
    return this;
  }

  /**
   * Names the version of what a program is answered with; 304 when it has it (RFC 9110 §13.1.2).
   *
   * @param tag strong, with its quotes
   */
  public Reply version(String tag) {
    etag = tag;
    return this;
  }

  /**
   * Says when it changed last. That date may go back when something is removed, so only the very
   * date we sent counts as "not modified since".
   */
  public Reply lastModified(String date) {
    lastModified = date;
    return this;
  }

  /** Writes what the request's representation is; nothing is set before it was made. */
  void write(HttpServletRequest request, HttpServletResponse response, Pages pages)
      throws IOException {
    boolean browser = Representation.of(request) == Representation.HTML;
    if (browser && instead != null) {
      Reply other = instead.get();
      other.others.addAll(0, others);
      other.write(request, response, pages);
    } else if (template != null && (browser || body == null)) {
      writePage(request, response, pages);
    } else if (isKnown(request)) {
      start(response);
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
    } else if (content != null) {
      writeFile(request, response);
    } else if (body == null) {
      start(response);
    } else {
      writeBody(request, response);
    }
  }

  private void writePage(HttpServletRequest request, HttpServletResponse response, Pages pages)
      throws IOException {
    Map<String, Object> needed = model.get();
    boolean mayBeKept = !noStore && RouteMatch.of(request).isOpen();
    start(response, mayBeKept ? null : "no-store");
    pageHeaders.forEach(response::setHeader);
    if (shared) {
      pages.renderForAll(request, response, template, needed);
    } else {
      pages.render(request, response, template, needed);
    }
  }

  private void writeBody(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    byte[] bytes = body.get();
    start(response);
    if (listing != null) {
      PageLinks.add(request, response, listing.page(), listing.pages());
    }
    response.setContentType(type);
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }

  private void writeFile(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if ("HEAD".equals(request.getMethod())) {
      describe(response);
    } else {
      content.write(
          () -> {
            describe(response);
            return response.getOutputStream();
          });
    }
  }

  private void describe(HttpServletResponse response) throws IOException {
    start(response);
    response.setContentType(type);
    response.setHeader("Content-Disposition", disposition);
    if (type.startsWith("image/")) {
      // What web.xml names is for text.
      response.setCharacterEncoding(null);
    }
    if (length < 0) {
      // Said now, so that HEAD and GET agree even for a short file.
      response.flushBuffer();
    } else {
      response.setContentLengthLong(length);
    }
  }

  private boolean isKnown(HttpServletRequest request) {
    if (etag == null) {
      return false;
    }
    return request.getHeader("If-None-Match") == null
        ? lastModified != null && lastModified.equals(request.getHeader("If-Modified-Since"))
        : EntityTag.isKnown(request, etag);
  }

  private void start(HttpServletResponse response) {
    start(response, null);
    String control = caching.apply(response);
    if (control != null) {
      response.setHeader("Cache-Control", control);
    }
    if (lastModified != null) {
      response.setHeader("Last-Modified", lastModified);
    }
    if (etag != null) {
      response.setHeader("ETag", etag);
    }
  }

  private void start(HttpServletResponse response, String control) {
    others.forEach(more -> more.accept(response));
    response.setStatus(status);
    headers.forEach(response::setHeader);
    if (control != null) {
      response.setHeader("Cache-Control", control);
    }
  }
}
