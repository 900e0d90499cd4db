package org.inkgate.idempotency;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes an answer, and remembers what was written so that it can be written again. Of a long one
 * only where it leads is remembered: what was made can be read there.
 */
final class RecordedResponse extends HttpServletResponseWrapper {

  private static final List<String> HEADERS =
      List.of("Content-Type", "Location", "ETag", "Cache-Control", "Content-Language");

  /** The most bytes of a body that are kept, for a day: a post of ten thousand words. */
  static final int LONGEST = 64 * 1024;

  private final ByteArrayOutputStream copy = new ByteArrayOutputStream();
  private ServletOutputStream output;
  private boolean failed;
  private boolean tooLong;

  RecordedResponse(HttpServletResponse response) {
    super(response);
  }

  boolean succeeded() {
    return !failed && getStatus() < 400;
  }

  /**
   * What is to be kept.
   *
   * @param path that the request was sent to
   */
  Map<String, Object> content(String path) {
    if (tooLong) {
      String made = getHeader("Location");
      String place = made == null ? path.substring(0, Math.max(1, path.lastIndexOf('/'))) : made;
      return Map.of(
          "status",
          SC_SEE_OTHER,
          "headers",
          Map.of("Location", place, "Cache-Control", "no-store"),
          "body",
          "");
    }
    Map<String, Object> headers = new LinkedHashMap<>();
    for (String name : HEADERS) {
      if (getHeader(name) != null) {
        headers.put(name, getHeader(name));
      }
    }
    return Map.of(
        "status", getStatus(), "headers", headers, "body", copy.toString(StandardCharsets.UTF_8));
  }

  /** Answers with what was remembered, and says so. */
  static void replay(Map<String, Object> content, HttpServletResponse response) throws IOException {
    response.setStatus(((Number) content.get("status")).intValue());
    ((Map<?, ?>) content.get("headers"))
        .forEach((name, value) -> response.setHeader((String) name, (String) value));
    response.setHeader("Idempotency-Replayed", "true");
    byte[] body = ((String) content.get("body")).getBytes(StandardCharsets.UTF_8);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  @Override
  public void sendError(int status) throws IOException {
    failed = true;
    super.sendError(status);
  }

  @Override
  public void sendError(int status, String message) throws IOException {
    failed = true;
    super.sendError(status, message);
  }

  @Override
  public ServletOutputStream getOutputStream() throws IOException {
    if (output == null) {
      output = new Tee(super.getOutputStream());
    }
    return output;
  }

  @Override
  public PrintWriter getWriter() throws IOException {
    return new PrintWriter(getOutputStream(), true, StandardCharsets.UTF_8);
  }

  private final class Tee extends ServletOutputStream {

    private final ServletOutputStream client;

    Tee(ServletOutputStream client) {
      this.client = client;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      tooLong |= copy.size() + length > LONGEST;
      if (tooLong) {
        copy.reset();
      } else {
        copy.write(bytes, offset, length);
      }
      client.write(bytes, offset, length);
    }

    @Override
    public boolean isReady() {
      return client.isReady();
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      client.setWriteListener(listener);
    }
  }
}
