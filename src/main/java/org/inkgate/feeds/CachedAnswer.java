package org.inkgate.feeds;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.inkgate.http.EntityTag;
import org.jose4j.base64url.Base64Url;
import org.jose4j.lang.HashUtil;

/** An answer that is sent again only when it is another one (RFC 9110 §13). */
record CachedAnswer(String mediaType, byte[] body) {

  private static final String LAST_MODIFIED = "Last-Modified";
  private static final int ETAG_CHARACTERS = 22;

  /** Answers, or says that the client has it already. */
  void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String etag = etag();
    response.setHeader("ETag", etag);
    response.setHeader("Cache-Control", "no-cache");
    String lastModified = response.getHeader(LAST_MODIFIED);
    boolean same =
        request.getHeader("If-None-Match") == null
            ? lastModified != null && lastModified.equals(request.getHeader("If-Modified-Since"))
            : EntityTag.isKnown(request, etag);
    if (same) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    response.setContentType(mediaType + ";charset=UTF-8");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  /**
   * The same with "Last-Modified". When something is removed that date may go back, so only the
   * very date we sent counts as "not modified since".
   */
  void send(HttpServletRequest request, HttpServletResponse response, Instant changed)
      throws IOException {
    response.setHeader(
        LAST_MODIFIED,
        DateTimeFormatter.RFC_1123_DATE_TIME.format(changed.atOffset(ZoneOffset.UTC)));
    send(request, response);
  }

  private String etag() {
    byte[] digest = HashUtil.getMessageDigest(HashUtil.SHA_256).digest(body);
    return '"' + Base64Url.encode(digest).substring(0, ETAG_CHARACTERS) + '"';
  }
}
