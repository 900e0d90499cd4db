package org.inkgate.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import java.util.regex.Pattern;

/** Refuses what no honest client sends, before anything else looks at it. */
public final class RequestLimits {

  /** The most bytes of a JSON or form body. */
  static final int BODY_BYTES = 1024 * 1024;

  /**
   * The most bytes of a browser's form, whose escapes may make three bytes of one: a long post in
   * Japanese is no longer than one in English, and what is too long is shown to its author again.
   */
  static final int FORM_BYTES = 3 * BODY_BYTES;

  static final int PARAMETERS = 1000;

  /** What any address may know. */
  public static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

  static final Problem TOO_LARGE = tooLarge(BODY_BYTES);

  /** Spellings by which a path could mean one thing to the gate and another to a servlet. */
  private static final Pattern AMBIGUOUS_PATH =
      Pattern.compile("/(?:/|\\.{1,2}(?:/|$))|[;\\\\]|%(?:2[5EFef]|5[Cc]|00)");

  private RequestLimits() {}

  static Problem tooLarge(long bytes) {
    return Problem.of(413, "content-too-large", "site.problem.body-large", bytes)
        .with("Connection", "close");
  }

  /** The maximum size of a body that is not an upload, in bytes. */
  static int most(HttpServletRequest request) {
    String type = request.getContentType();
    boolean browsersForm =
        type != null
            && type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded")
            && Representation.of(request) == Representation.HTML;
    return browsersForm ? FORM_BYTES : BODY_BYTES;
  }

  /** The refusal of a body whose length was not announced. */
  static Problem tooLarge(HttpServletRequest request) {
    return tooLarge(bodyBytes(request));
  }

  private static long bodyBytes(HttpServletRequest request) {
    return RouteMatch.of(request).route().map(Route::bodyBytes).orElse((long) BODY_BYTES);
  }

  static void checkParameters(int count) {
    if (count > PARAMETERS) {
      throw new RequestFailedException(Problem.badRequest("site.problem.form-fields", PARAMETERS));
    }
  }

  private static boolean isAmbiguous(String path) {
    // Every match of the pattern has one of these; few paths do, and indexOf is ten times as fast.
    boolean suspect =
        path.contains("//")
            || path.contains("/.")
            || path.indexOf('%') >= 0
            || path.indexOf(';') >= 0
            || path.indexOf('\\') >= 0;
    return suspect && AMBIGUOUS_PATH.matcher(path).find();
  }

  /**
   * Refuses control characters, as RFC 9110 §5.5 demands of CR and NUL; a byte above 0x7F is
   * another application's cookie, as a rule, and none of our business. Payara would refuse either.
   */
  private static void checkHeaders(HttpServletRequest request) {
    for (Enumeration<String> names = request.getHeaderNames(); names.hasMoreElements(); ) {
      Enumeration<String> values = request.getHeaders(names.nextElement());
      while (values.hasMoreElements()) {
        if (hasControl(values.nextElement())) {
          throw new RequestFailedException(
              Problem.badRequest("site.problem.header-control").with("Connection", "close"));
        }
      }
    }
  }

  private static boolean hasControl(String value) {
    for (int i = 0; i < value.length(); i++) {
      char character = value.charAt(i);
      if (character < ' ' && character != '\t' || character == 0x7f) {
        return true;
      }
    }
    return false;
  }

  /** Refuses what a proxy in front might read as another request (RFC 9112 §3.2 and §6.3). */
  private static void checkFraming(HttpServletRequest request) {
    if (Collections.list(request.getHeaders("Host")).size() > 1) {
      throw new RequestFailedException(Problem.badRequest("site.problem.two-hosts"));
    }
    if (request.getHeader("Transfer-Encoding") != null
        && request.getHeader("Content-Length") != null) {
      throw new RequestFailedException(Problem.badRequest("site.problem.two-lengths"));
    }
  }

  /** The server would drop a parameter that it can't decode, and answer another question. */
  private static void checkQuery(String query) {
    if (query != null
        && FormBody.parse(query).values().stream()
            .anyMatch(value -> value.toString().indexOf('\0') >= 0)) {
      throw new RequestFailedException(Problem.badRequest("site.problem.query-nul"));
    }
  }

  public static void check(HttpServletRequest request) {
    if (isAmbiguous(request.getRequestURI())) {
      throw new RequestFailedException(Problem.badRequest("site.problem.plain-path"));
    }
    checkHeaders(request);
    checkFraming(request);
    checkQuery(request.getQueryString());
    long declared = bodyBytes(request);
    long most = declared == BODY_BYTES ? most(request) : declared;
    if (request.getContentLengthLong() > most) {
      throw new RequestFailedException(tooLarge(most));
    }
    String method = request.getMethod().toUpperCase(Locale.ROOT);
    if ("TRACE".equals(method) || "CONNECT".equals(method)) {
      throw new RequestFailedException(StandardProblems.of(405).with("Allow", METHODS));
    }
  }
}
