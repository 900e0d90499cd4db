package org.inkgate.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.regex.Pattern;

/** Refuses what no honest client sends, before anything else looks at it. */
final class RequestLimits {

  /** The most bytes of a JSON or form body. */
  static final int BODY_BYTES = 1024 * 1024;

  static final int PARAMETERS = 1000;

  static final Problem TOO_LARGE =
      new Problem(
              413,
              "content-too-large",
              "Content Too Large",
              "The body must not be longer than " + BODY_BYTES + " bytes.")
          .with("Connection", "close");

  /** Spellings by which a path could mean one thing to the gate and another to a servlet. */
  private static final Pattern AMBIGUOUS_PATH =
      Pattern.compile("//|/\\.{1,2}(/|$)|[;\\\\]|%2e|%2f|%5c|%25|%00", Pattern.CASE_INSENSITIVE);

  private RequestLimits() {}

  static void checkParameters(int count) {
    if (count > PARAMETERS) {
      throw new RequestFailedException(
          Problem.badRequest("A form must not have more than " + PARAMETERS + " fields."));
    }
  }

  static void check(HttpServletRequest request) {
    if (AMBIGUOUS_PATH.matcher(request.getRequestURI()).find()) {
      throw new RequestFailedException(
          Problem.badRequest("The path must be written in its plain form."));
    }
    if (request.getContentLengthLong() > BODY_BYTES) {
      throw new RequestFailedException(TOO_LARGE);
    }
    String method = request.getMethod().toUpperCase(Locale.ROOT);
    if ("TRACE".equals(method) || "CONNECT".equals(method)) {
      throw new RequestFailedException(
          StandardProblems.of(405).with("Allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"));
    }
  }
}
