package org.inkgate.http;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Tells whether two requests say the same, by the SHA-256 of method, target and body. */
public final class BodyDigest {

  private static final String ATTRIBUTE = BodyDigest.class.getName();

  private BodyDigest() {}

  /**
   * Digests a request, whose fields are read by this if they were not yet.
   *
   * @return 43 characters of base64url
   * @throws RequestFailedException 400, 413 or 415 when the body can't be read
   */
  public static String of(HttpServletRequest request) {
    MessageDigest digest = sha256();
    add(digest, request.getMethod().getBytes(StandardCharsets.UTF_8));
    add(digest, request.getRequestURI().getBytes(StandardCharsets.UTF_8));
    // Without a content type the body is not read.
    if (request.getContentType() != null) {
      addBody(digest, request);
    }
    return Base64.getUrlEncoder().withoutPadding().encodeToString(digest.digest());
  }

  /** Remembers the digest of the bytes that are about to be parsed. */
  static void remember(HttpServletRequest request, byte[] body) {
    request.setAttribute(ATTRIBUTE, sha256().digest(body));
  }

  private static void addBody(MessageDigest digest, HttpServletRequest request) {
    RequestFields.of(request);
    byte[] body = (byte[]) request.getAttribute(ATTRIBUTE);
    if (body != null) {
      add(digest, body);
    } else {
      // The boundary of multipart differs each time, so its parts are what counts.
      addParts(digest, request);
    }
  }

  private static void addParts(MessageDigest digest, HttpServletRequest request) {
    try {
      for (Part part : request.getParts()) {
        add(digest, part.getName().getBytes(StandardCharsets.UTF_8));
        digest.update(length(part.getSize()));
        try (DigestInputStream content = new DigestInputStream(part.getInputStream(), digest)) {
          content.transferTo(OutputStream.nullOutputStream());
        }
      }
    } catch (IOException | ServletException e) {
      throw new RequestFailedException(Problem.badRequest("site.problem.unreadable"));
    }
  }

  /** With its length before it, so that no two lists of values run into the same bytes. */
  private static void add(MessageDigest digest, byte[] value) {
    digest.update(length(value.length));
    digest.update(value);
  }

  private static byte[] length(long bytes) {
    return ByteBuffer.allocate(Long.BYTES).putLong(bytes).array();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
