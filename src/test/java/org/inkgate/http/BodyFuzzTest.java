package org.inkgate.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes of a body are read as the standards say or answered with 400. */
class BodyFuzzTest {

  static Stream<byte[]> seeds() {
    return Stream.of(
            "",
            "a=x+y&b=1%2B1%3d2&%C3%A4=%F0%9F%98%80&c=&d&&e=k=v&a=2",
            "a=1%0D%0A2%0D%0D%0A&tags=a,b",
            "a=%ed%a0%80",
            "title=&=&&",
            "{\"a\": \"x\\u00e9\", \"b\": null, \"c\": [\"1\"], \"d\": 1e400, \"e\": {\"f\": [{}]}}",
            "{\"a\":\"\\ud800\", \"b\": [[], true, -0.0]}",
            "{\"a\":1,\"a\":2}",
            "\uFEFF{}")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("seeds")
  @FuzzTest
  void aBodyIsReadAsTheStandardsSayOrAnsweredWith400(byte @NotNull [] body) {
    Map<String, Object> form = read(FormBody::parse, body);
    String again = encoded(form);
    // Of CR CR LF, a form makes CR LF, of which it would make LF.
    if (!again.contains("%0D")) {
      assertEquals(form, FormBody.parse(again));
    }
    use(new RequestFields(true, form));

    use(new RequestFields(false, read(JsonBody::parse, body)));
  }

  /** What a parser makes of a body; nothing where it is refused, which must be with 400. */
  private static Map<String, Object> read(
      Function<String, Map<String, Object>> parser, byte[] body) {
    try {
      return parser.apply(RequestBody.text(body));
    } catch (RequestFailedException e) {
      assertEquals(400, e.problem().status());
      return Map.of();
    }
  }

  /** Asks for each field in every way that servlets do. */
  private static void use(RequestFields fields) {
    for (String field : List.copyOf(fields.kept().keySet())) {
      fields.text(field);
      fields.texts(field);
      fields.words(field);
      fields.wholeNumber(field);
      fields.isNull(field);
    }
  }

  private static String encoded(Map<String, Object> form) {
    return form.entrySet().stream()
        .flatMap(
            field ->
                (field.getValue() instanceof List<?> all ? all : List.of(field.getValue()))
                    .stream().map(value -> encoded(field.getKey()) + "=" + encoded("" + value)))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
