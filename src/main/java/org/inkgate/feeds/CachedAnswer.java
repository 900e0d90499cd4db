package org.inkgate.feeds;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.inkgate.http.Reply;
import org.jose4j.base64url.Base64Url;
import org.jose4j.lang.HashUtil;

/** An answer that is sent again only when it is another one (RFC 9110 §13). */
final class CachedAnswer {

  private static final int ETAG_CHARACTERS = 22;

  private final String mediaType;
  private final byte[] body;
  private final String etag;
  private final Optional<String> lastModified;

  CachedAnswer(String mediaType, byte[] body) {
    this(mediaType, body, Optional.empty());
  }

  /**
   * An answer with "Last-Modified". When something is removed that date may go back, so only the
   * very date we sent counts as "not modified since".
   */
  CachedAnswer(String mediaType, byte[] body, Instant changed) {
    this(
        mediaType,
        body,
        Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.format(changed.atOffset(ZoneOffset.UTC))));
  }

  private CachedAnswer(String mediaType, byte[] body, Optional<String> lastModified) {
    this.mediaType = mediaType;
    this.body = body;
    this.etag = etag(body);
    this.lastModified = lastModified;
  }

  private static String etag(byte[] body) {
    byte[] digest = HashUtil.getMessageDigest(HashUtil.SHA_256).digest(body);
    return '"' + Base64Url.encode(digest).substring(0, ETAG_CHARACTERS) + '"';
  }

  int length() {
    return body.length;
  }

  Reply reply() {
    Reply reply = Reply.bytes(mediaType + ";charset=UTF-8", () -> body).version(etag).keptIf(true);
    return lastModified.map(reply::lastModified).orElse(reply);
  }
}
