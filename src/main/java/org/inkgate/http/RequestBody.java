package org.inkgate.http;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a body of any media type that Inkgate takes into fields. */
final class RequestBody {

  private static final Problem UNSUPPORTED =
      Problem.of(415, "unsupported-media-type", "site.problem.media-types");

  private static final Problem MALFORMED = Problem.badRequest("site.problem.multipart");

  private static final Pattern CHARSET =
      Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\";\\s]*)", Pattern.CASE_INSENSITIVE);

  private RequestBody() {}

  static RequestFields read(HttpServletRequest request) {
    String contentType = request.getContentType();
    String mediaType =
        contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    // As the client wrote it: elsewhere, the server puts in the charset of web.xml.
    if (!Collections.list(request.getHeaders("Content-Type")).stream()
        .allMatch(RequestBody::isUtf8)) {
      throw new RequestFailedException(UNSUPPORTED);
    }
    return switch (mediaType) {
      case "application/json", "application/merge-patch+json" ->
          new RequestFields(false, JsonBody.parse(text(bytes(request))));
      case "application/x-www-form-urlencoded" ->
          new RequestFields(true, FormBody.parse(text(bytes(request))));
      case "multipart/form-data" -> new RequestFields(true, multipart(request));
      default -> throw new RequestFailedException(UNSUPPORTED);
    };
  }

  /** A charset that is not named is the one that JSON and HTML forms have today. */
  private static boolean isUtf8(String contentType) {
    Matcher charset = CHARSET.matcher(contentType);
    return !charset.find() || "utf-8".equalsIgnoreCase(charset.group(1));
  }

  private static byte[] bytes(HttpServletRequest request) {
    try {
      byte[] bytes = atMost(request.getInputStream(), RequestLimits.most(request));
      BodyDigest.remember(request, bytes);
      return bytes;
    } catch (IOException e) {
      throw new RequestFailedException(Problem.badRequest("site.problem.incomplete"));
    }
  }

  private static byte[] atMost(InputStream body, int most) throws IOException {
    byte[] bytes = body.readNBytes(most + 1);
    if (bytes.length > most) {
      throw new RequestFailedException(RequestLimits.TOO_LARGE);
    }
    return bytes;
  }

  static String text(byte[] bytes) {
    try {
      // A new decoder reports what is malformed; String's constructor would replace it.
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new RequestFailedException(Problem.badRequest("site.problem.utf-8"));
    }
  }

  private static Map<String, Object> multipart(HttpServletRequest request) {
    Map<String, Object> values = new LinkedHashMap<>();
    Collection<Part> parts = parts(request);
    RequestLimits.checkParameters(parts.size());
    for (Part part : parts) {
      if (part.getSubmittedFileName() == null) {
        try (InputStream content = part.getInputStream()) {
          FormBody.add(values, part.getName(), text(atMost(content, RequestLimits.BODY_BYTES)));
        } catch (IOException e) {
          throw new RequestFailedException(MALFORMED);
        }
      }
    }
    return values;
  }

  private static Collection<Part> parts(HttpServletRequest request) {
    try {
      return request.getParts();
    } catch (IllegalStateException e) {
      throw new RequestFailedException(RequestLimits.tooLarge(request));
    } catch (IOException | ServletException | RuntimeException e) {
      // WildFly says by a RuntimeException, an IndexOutOfBoundsException even, that it can't parse.
      throw new RequestFailedException(MALFORMED);
    }
  }
}
