package org.inkgate.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Parses {@code application/x-www-form-urlencoded} as the URL Standard says, but refuses what can't
 * be decoded, where the servlet container drops or replaces it.
 */
final class FormBody {

  private FormBody() {}

  static Map<String, Object> parse(String body) {
    Map<String, Object> values = new LinkedHashMap<>();
    int parameters = 0;
    for (String pair : body.split("&")) {
      if (pair.isEmpty()) {
        continue;
      }
      RequestLimits.checkParameters(++parameters);
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      add(values, decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
    }
    return values;
  }

  /**
   * Adds a value to a field that may have some already; a form's line ends become one character.
   */
  @SuppressWarnings("unchecked")
  static void add(Map<String, Object> values, String name, String value) {
    String text = value.replace("\r\n", "\n");
    values.merge(
        name,
        text,
        (before, more) -> {
          List<Object> all =
              before instanceof List ? (List<Object>) before : new ArrayList<>(List.of(before));
          all.add(more);
          return all;
        });
  }

  private static String decode(String encoded) {
    if (encoded.indexOf('%') < 0) {
      return encoded.replace('+', ' ');
    }
    byte[] bytes = encoded.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      switch (bytes[i]) {
        case '+' -> decoded.write(' ');
        case '%' -> {
          decoded.write(octet(bytes, i));
          i += 2;
        }
        default -> decoded.write(bytes[i]);
      }
    }
    return RequestBody.text(decoded.toByteArray());
  }

  private static int octet(byte[] bytes, int percent) {
    int high = percent + 2 < bytes.length ? Character.digit(bytes[percent + 1], 16) : -1;
    int low = percent + 2 < bytes.length ? Character.digit(bytes[percent + 2], 16) : -1;
    if (high < 0 || low < 0) {
      throw new RequestFailedException(Problem.badRequest("site.problem.percent"));
    }
    return high * 16 + low;
  }
}
