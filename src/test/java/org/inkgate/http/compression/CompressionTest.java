package org.inkgate.http.compression;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.inkgate.http.Answers;
import org.inkgate.http.EntityTag;
import org.inkgate.http.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds that each form of an answer has its own length and entity tag (RFC 9110 §8.8.3). */
class CompressionTest {

  private static final byte[] LONG = "word ".repeat(1000).getBytes(StandardCharsets.UTF_8);

  private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
  private int status = 200;

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "br, GZIP;q=0.5", "x-gzip", "deflate, gzip;q=1.0, *;q=0.5"})
  void gzipIsSentToWhoAcceptsIt(String accepted) throws Exception {
    answer(accepted, json("\"7-v3\"", LONG));
    assertEquals("gzip", headers.get("Content-Encoding"));
    assertEquals("\"7-v3-gzip\"", headers.get("ETag"));
    assertEquals(String.valueOf(sent.size()), headers.get("Content-Length"));
    assertArrayEquals(LONG, unzipped());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "identity", "gzip;q=0", "gzip;q=0.000, br", "br", "*", "gzipped"})
  void whoDoesNotGetsItAsItIs(String accepted) throws Exception {
    answer(accepted, json("\"7-v3\"", LONG));
    assertEquals(Optional.empty(), Optional.ofNullable(headers.get("Content-Encoding")));
    assertEquals("\"7-v3\"", headers.get("ETag"));
    assertEquals(String.valueOf(LONG.length), headers.get("Content-Length"));
    assertArrayEquals(LONG, sent.toByteArray());
  }

  @ParameterizedTest
  @CsvSource({"application/json, 100", "text/html, 5000", "image/png, 5000", "image/png, -1"})
  void whatIsShortOrAPageOrAnImageStaysAsItIs(String type, int length) throws Exception {
    byte[] body = new byte[length < 0 ? 5000 : length];
    answer(
        "gzip",
        (request, response) -> {
          response.setContentType(type);
          if (length >= 0) {
            response.setContentLength(length);
          }
          response.getOutputStream().write(body);
        });
    assertEquals(Optional.empty(), Optional.ofNullable(headers.get("Content-Encoding")));
    assertEquals(length < 0 ? null : String.valueOf(length), headers.get("Content-Length"));
    assertArrayEquals(body, sent.toByteArray());
  }

  @Test
  void aWeakTagIsTheSameForBoth() throws Exception {
    answer("gzip", json("W/\"12-34\"", LONG));
    assertEquals("W/\"12-34\"", headers.get("ETag"));
    assertEquals("gzip", headers.get("Content-Encoding"));
  }

  @Test
  void anAnswerOfUnknownLengthIsCompressedAsItComes() throws Exception {
    answer(
        "gzip",
        (request, response) -> {
          response.setContentType("application/json");
          for (int i = 0; i < 100; i++) {
            response.getOutputStream().write(noise(i));
          }
        });
    assertEquals("gzip", headers.get("Content-Encoding"));
    assertEquals(Optional.empty(), Optional.ofNullable(headers.get("Content-Length")));
    assertEquals(100 * LONG.length, unzipped().length);
  }

  /** What hardly gets shorter. */
  private static byte[] noise(int seed) {
    byte[] noise = new byte[LONG.length];
    new Random(seed).nextBytes(noise);
    return noise;
  }

  @Test
  void aFailureLeavesNothingOfTheAnswerBehind() {
    assertThrows(
        IllegalStateException.class,
        () ->
            answer(
                "gzip",
                (request, response) -> {
                  json("\"7-v3\"", LONG).doFilter(request, response);
                  throw new IllegalStateException("too late");
                }));
    assertEquals(Optional.empty(), Optional.ofNullable(headers.get("Content-Encoding")));
    assertEquals(Optional.empty(), Optional.ofNullable(headers.get("Content-Length")));
    assertEquals(0, sent.size());
  }

  @Test
  void whoReadsTheTagMeanwhileReadsTheOneThatWasSet() throws Exception {
    answer(
        "gzip",
        (request, response) -> {
          response.setContentType("application/json");
          HttpServletResponse http = (HttpServletResponse) response;
          http.setHeader("ETag", "\"7-v3\"");
          response.getOutputStream().write(noise(1));
          response.flushBuffer();
          assertEquals("\"7-v3\"", http.getHeader("ETag"));
        });
    assertEquals("\"7-v3-gzip\"", headers.get("ETag"));
  }

  @ParameterizedTest
  @CsvSource({
    "'\"7-v3\"', gzip, '\"7-v3\"'",
    "'\"7-v3-gzip\"', gzip, '\"7-v3-gzip\"'",
    "'\"7-v3-gzip\"', identity, '\"7-v3-gzip\"'",
    "'\"7-v3\", \"7-v3-gzip\"', gzip, '\"7-v3-gzip\"'",
    "'\"7-v3\", \"7-v3-gzip\"', identity, '\"7-v3\"'",
    "'W/\"7-v3-gzip\"', gzip, '\"7-v3-gzip\"'",
    "'\"7-v2\", *', gzip, '\"7-v3\"'"
  })
  void a304NamesTheFormThatTheClientHas(String known, String accepted, String tag)
      throws Exception {
    Exchange exchange =
        new Exchange("GET", "/", null)
            .with("If-None-Match", known)
            .with("Accept-Encoding", accepted);
    new CompressionFilter()
        .doFilter(
            exchange.request(),
            response(),
            (request, response) -> {
              HttpServletResponse http = (HttpServletResponse) response;
              http.setHeader("ETag", "\"7-v3\"");
              if (EntityTag.isKnown((HttpServletRequest) request, "\"7-v3\"")) {
                http.setStatus(304);
              }
            });
    assertEquals(304, status);
    assertEquals(tag, headers.get("ETag"));
  }

  private static FilterChain json(String etag, byte[] body) {
    return (request, response) -> {
      ((HttpServletResponse) response).setHeader("ETag", etag);
      Answers.json((HttpServletResponse) response, body);
    };
  }

  private void answer(String accepted, FilterChain chain) throws IOException, ServletException {
    HttpServletRequest request =
        new Exchange("GET", "/", null).with("Accept-Encoding", accepted).request();
    new CompressionFilter().doFilter(request, response(), chain);
  }

  private byte[] unzipped() throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(sent.toByteArray()))) {
      return in.readAllBytes();
    }
  }

  private HttpServletResponse response() {
    return (HttpServletResponse)
        Proxy.newProxyInstance(
            CompressionTest.class.getClassLoader(),
            new Class<?>[] {HttpServletResponse.class},
            (proxy, called, arguments) -> {
              switch (called.getName()) {
                case "setHeader" -> headers.put((String) arguments[0], (String) arguments[1]);
                case "setContentType" -> headers.put("Content-Type", (String) arguments[0]);
                case "setContentLength", "setContentLengthLong" ->
                    headers.put("Content-Length", arguments[0].toString());
                case "setStatus" -> status = (int) arguments[0];
                case "getStatus" -> {
                  return status;
                }
                case "getHeader" -> {
                  return headers.get(arguments[0]);
                }
                case "getContentType" -> {
                  return headers.get("Content-Type");
                }
                case "containsHeader" -> {
                  return headers.containsKey(arguments[0]);
                }
                case "getOutputStream" -> {
                  return stream();
                }
                case "flushBuffer" -> {}
                default -> throw new UnsupportedOperationException(called.toString());
              }
              return null;
            });
  }

  private ServletOutputStream stream() {
    return new ServletOutputStream() {
      @Override
      public void write(int b) {
        sent.write(b);
      }

      @Override
      public boolean isReady() {
        return true;
      }

      @Override
      public void setWriteListener(WriteListener listener) {
        throw new UnsupportedOperationException();
      }
    };
  }
}
