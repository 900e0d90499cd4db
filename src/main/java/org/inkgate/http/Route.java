package org.inkgate.http;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;

/** One endpoint: the method, the path, who may call it, what it may cost, and who answers. */
public final class Route {

  /** The most bytes of a body, where a route does not take uploads. */
  static final long BODY_BYTES = RequestLimits.BODY_BYTES;

  /** Says what to answer to one kind of request. */
  @FunctionalInterface
  public interface Replier {
    Reply reply(HttpServletRequest request) throws IOException, ServletException;
  }

  /** Who may call a route; what a caller may do with what is there, its handler decides. */
  public enum Access {
    ANYONE,
    /** Who sends a good token. */
    TOKEN,
    /** An administrator who logged in lately. */
    ADMINISTRATOR
  }

  /** Files are what the server's own servlet answers with; ours never see such a request. */
  static final Replier BY_SERVER =
      request -> {
        throw new IllegalStateException("A file is not answered by a route");
      };

  private final String method;
  private final PathPattern pattern;
  private final RoutedServlet servlet;
  private final Replier replier;
  private Access access = Access.TOKEN;
  private long bodyBytes = BODY_BYTES;
  private boolean storing;
  private boolean idempotent;
  private boolean otherScheme;

  Route(String method, String path, RoutedServlet servlet, Replier replier) {
    this.method = method;
    this.pattern = PathPattern.of(path);
    this.servlet = Objects.requireNonNull(servlet);
    this.replier = Objects.requireNonNull(replier, () -> path + " has no handler");
  }

  /** Needs no token. */
  public Route open() {
    access = Access.ANYONE;
    return this;
  }

  /** Needs the token of an administrator who logged in lately. */
  public Route administrator() {
    access = Access.ADMINISTRATOR;
    return this;
  }

  /** Is refused while the disk is full. */
  public Route stores() {
    storing = true;
    return this;
  }

  /** Answers a POST that is sent again with the same "Idempotency-Key" as the first time. */
  public Route idempotent() {
    if (!"POST".equals(method)) {
      throw new IllegalStateException(this + ": only a POST needs an Idempotency-Key");
    }
    idempotent = true;
    return this;
  }

  /** Takes "Authorization: Token …" for "Bearer". */
  public Route tokenScheme() {
    otherScheme = true;
    return this;
  }

  /**
   * Takes files.
   *
   * @param bytes the most that a request may have
   */
  public Route uploads(long bytes) {
    if (!pattern.isLiteral()) {
      // The server would spool as much for every other path that its "*" stands for.
      throw new IllegalStateException(this + ": only a path without names can take uploads");
    }
    bodyBytes = bytes;
    return this;
  }

  public String method() {
    return method;
  }

  /** The pattern of its paths, as it was declared. */
  public String path() {
    return pattern.text();
  }

  PathPattern pattern() {
    return pattern;
  }

  public Access access() {
    return access;
  }

  public long bodyBytes() {
    return bodyBytes;
  }

  public boolean isStoring() {
    return storing;
  }

  public boolean isIdempotent() {
    return idempotent;
  }

  public boolean takesTokenScheme() {
    return otherScheme;
  }

  /** Whether the server itself answers, with a file of the WAR. */
  public boolean isFile() {
    return replier == BY_SERVER;
  }

  /** Has its servlet answer. */
  public void answer(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    servlet.service(request, response);
  }

  Reply reply(HttpServletRequest request) throws IOException, ServletException {
    return replier.reply(request);
  }

  /** A line of the list that an auditor reads. */
  @Override
  public String toString() {
    StringBuilder flags = new StringBuilder();
    flags.append(storing ? " stores" : "").append(idempotent ? " idempotent" : "");
    flags.append(otherScheme ? " token-scheme" : "").append(isFile() ? " file" : "");
    Object body = "GET".equals(method) ? "-" : bodyBytes;
    String who = access.name().toLowerCase(Locale.ROOT);
    return "%-6s %-42s %-13s %9s%s".formatted(method, path(), who, body, flags);
  }
}
