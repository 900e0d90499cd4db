package org.inkgate.tokens;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import org.inkgate.http.Problem;
import org.inkgate.http.RequestFailedException;
import org.inkgate.http.RequestFields;
import org.inkgate.http.SentForm;
import org.inkgate.http.texts.Message;

/** Refuses what another site makes a browser send (cross-site request forgery). */
final class SameOrigin {

  static final String HEADER = "X-CSRF-Token";
  static final String FIELD = "csrf";

  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  /** A page, and what a script of a page fetches (Fetch Standard §3.2.5). */
  private static final Set<String> DESTINATIONS = Set.of("document", "empty");

  private SameOrigin() {}

  static boolean changesNothing(HttpServletRequest request) {
    return SAFE.contains(request.getMethod());
  }

  /**
   * Checks what the browser itself says about where the request comes from (Fetch Metadata; RFC
   * 6454). A program says nothing and passes.
   */
  static void checkOrigin(HttpServletRequest request, String publicOrigin) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null && !"same-origin".equals(site) && !"none".equals(site)) {
      SentForm.foreign(request);
      throw forged("tokens.problem.other-site");
    }
    String origin = request.getHeader("Origin");
    // A page with "Referrer-Policy: no-referrer" sends "null"; the browser says whose page it is.
    boolean hidden = "null".equals(origin) && "same-origin".equals(site);
    if (origin != null
        && !hidden
        && !origin.equals(publicOrigin)
        && !origin.equals(ownOrigin(request))) {
      SentForm.foreign(request);
      throw forged("tokens.problem.other-site");
    }
  }

  /**
   * Refuses to be a picture, a script or a style of a page: otherwise an author could put its URL
   * as a picture into a post and make an administrator's browser start a backup. A program says
   * nothing about where the answer goes, and passes.
   */
  static void checkDestination(HttpServletRequest request) {
    String destination = request.getHeader("Sec-Fetch-Dest");
    if (destination != null && !DESTINATIONS.contains(destination)) {
      throw new RequestFailedException(Problem.of(403, "not-a-page", "tokens.problem.embedded"));
    }
  }

  private static String ownOrigin(HttpServletRequest request) {
    return request.getScheme() + "://" + request.getHeader("Host");
  }

  /** Checks that the request carries the value only this caller's own pages know. */
  static void checkToken(HttpServletRequest request, Caller caller) {
    String sent = request.getHeader(HEADER);
    if (sent == null) {
      boolean body = request.getContentType() != null;
      sent = body ? RequestFields.of(request).text(FIELD).orElse("") : "";
    }
    String expected = caller.csrf().orElse("");
    boolean equal =
        MessageDigest.isEqual(
            sent.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    if (expected.isEmpty() || !equal) {
      throw forged("tokens.problem.csrf");
    }
  }

  private static RequestFailedException forged(String why) {
    return new RequestFailedException(
        Problem.of(403, "cross-site-request", "tokens.problem.cross-site", Message.of(why)));
  }
}
