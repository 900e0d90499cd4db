package org.inkgate.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text fields that stand before the file of an upload (RFC 7578). They are read without the
 * file, so that they are not lost where the sender is not known and may not send files.
 */
final class UploadFields {

  private static final int MOST_BYTES = 16 * 1024;

  private static final Pattern BOUNDARY =
      Pattern.compile(";\\s*boundary=\"?([^\";\\s]{1,70})", Pattern.CASE_INSENSITIVE);

  private static final Pattern NAME = Pattern.compile("; name=\"([^\"]{1,100})\"\\s*$");

  private UploadFields() {}

  static RequestFields read(HttpServletRequest request) {
    try {
      return read(String.valueOf(request.getContentType()), request.getInputStream());
    } catch (IOException e) {
      throw new RequestFailedException(Problem.badRequest("site.problem.incomplete"));
    }
  }

  static RequestFields read(String contentType, InputStream body) throws IOException {
    Map<String, Object> values = new LinkedHashMap<>();
    Matcher boundary = BOUNDARY.matcher(contentType);
    if (boundary.find()) {
      byte[] start = body.readNBytes(MOST_BYTES);
      // A byte each: where a part begins and ends does not depend on what it says.
      parse(new String(start, StandardCharsets.ISO_8859_1), boundary.group(1), values);
    }
    return new RequestFields(true, values);
  }

  private static void parse(String start, String boundary, Map<String, Object> values) {
    String[] parts = ("\r\n" + start).split(Pattern.quote("\r\n--" + boundary), -1);
    // The last is not complete, or what follows the end.
    for (int i = 1; i < parts.length - 1; i++) {
      int end = parts[i].indexOf("\r\n\r\n");
      Matcher name = NAME.matcher(end < 0 ? "" : parts[i].substring(0, end));
      if (!name.find()) {
        return;
      }
      String content = parts[i].substring(end + 4);
      FormBody.add(values, name.group(1), utf8(content));
    }
  }

  private static String utf8(String bytes) {
    return RequestBody.text(bytes.getBytes(StandardCharsets.ISO_8859_1));
  }
}
