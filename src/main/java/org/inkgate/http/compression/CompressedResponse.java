package org.inkgate.http.compression;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.inkgate.http.EntityTag;

/**
 * Compresses an answer of a type and a length that are worth it.
 *
 * <p>Pages go as they are: they carry a form's csrf value next to what an attacker can make them
 * repeat, which compression would give away (BREACH).
 */
final class CompressedResponse extends HttpServletResponseWrapper implements AutoCloseable {

  private static final Set<String> TYPES =
      Set.of(
          "application/json",
          "text/css",
          "text/javascript",
          // As Payara calls it
          "application/javascript",
          "image/svg+xml",
          "application/atom+xml",
          "application/rss+xml",
          "application/feed+json",
          "application/xml");

  /** Shorter answers fit into one packet as they are. */
  static final int SHORTEST = 1024;

  /** Compressed bytes that are held back: of most answers all, so that their length is told. */
  private static final int HELD = 32 * 1024;

  private static final int UNKNOWN = -1;

  private long length = UNKNOWN;
  private Body body;
  private PrintWriter writer;
  private String plainTag;

  CompressedResponse(HttpServletResponse response) {
    super(response);
  }

  private boolean isWorthIt() {
    int status = getStatus();
    String type = getContentType();
    return status >= 200
        && status < 300
        && status != HttpServletResponse.SC_NO_CONTENT
        && status != HttpServletResponse.SC_PARTIAL_CONTENT
        && type != null
        && TYPES.contains(type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
        && (length == UNKNOWN || length >= SHORTEST)
        && !containsHeader("Content-Encoding");
  }

  /** Decides once, when the first byte is written or there will be none. */
  private Body body() throws IOException {
    if (body == null) {
      body = new Body(isWorthIt());
    }
    return body;
  }

  /** Sends what is left. */
  void finish() throws IOException {
    if (writer != null) {
      writer.flush();
    }
    if (body != null || length != UNKNOWN) {
      body().finish();
    }
  }

  @Override
  public void close() {
    if (body != null) {
      body.end();
    }
  }

  @Override
  public void setContentLength(int bytes) {
    length = bytes;
  }

  @Override
  public void setContentLengthLong(long bytes) {
    length = bytes;
  }

  @Override
  public void setHeader(String name, String value) {
    if (name.equalsIgnoreCase("Content-Length")) {
      length = Long.parseLong(value);
    } else {
      super.setHeader(name, value);
    }
  }

  /** The entity tag as it was set, without the suffix of the encoding that is sent. */
  @Override
  public String getHeader(String name) {
    return plainTag != null && name.equalsIgnoreCase("ETag") ? plainTag : super.getHeader(name);
  }

  @Override
  public ServletOutputStream getOutputStream() {
    return new Stream();
  }

  @Override
  public PrintWriter getWriter() throws IOException {
    if (writer == null) {
      writer = new PrintWriter(new OutputStreamWriter(getOutputStream(), getCharacterEncoding()));
    }
    return writer;
  }

  @Override
  public void flushBuffer() throws IOException {
    if (writer != null) {
      writer.flush();
    }
    body().push();
    super.flushBuffer();
  }

  @Override
  public void resetBuffer() {
    super.resetBuffer();
    forget();
  }

  @Override
  public void reset() {
    super.reset();
    forget();
  }

  private void forget() {
    close();
    length = UNKNOWN;
    body = null;
    writer = null;
  }

  /** The answer's bytes on their way: nothing of the answer is touched before they are sent. */
  private final class Body extends OutputStream {

    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private final Gzip gzip;
    private boolean taken;
    private boolean begun;

    Body(boolean compressed) throws IOException {
      gzip = compressed ? new Gzip(this) : null;
      if (!compressed && length != UNKNOWN) {
        CompressedResponse.super.setContentLengthLong(length);
      }
    }

    /** Takes what the answer's author writes. */
    void take(byte[] bytes, int offset, int count) throws IOException {
      taken = true;
      if (gzip == null) {
        CompressedResponse.super.getOutputStream().write(bytes, offset, count);
      } else {
        gzip.write(bytes, offset, count);
      }
    }

    /** Takes what was compressed. */
    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
      if (!begun && held.size() + count > HELD) {
        begin();
      }
      if (begun) {
        CompressedResponse.super.getOutputStream().write(bytes, offset, count);
      } else {
        held.write(bytes, offset, count);
      }
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    private void begin() throws IOException {
      begun = true;
      tell();
      held.writeTo(CompressedResponse.super.getOutputStream());
    }

    private void tell() {
      CompressedResponse.super.setHeader("Content-Encoding", "gzip");
      String etag = CompressedResponse.super.getHeader("ETag");
      if (etag != null) {
        plainTag = etag;
        CompressedResponse.super.setHeader("ETag", EntityTag.gzip(etag));
      }
    }

    /** Sends what there is by now. */
    void push() throws IOException {
      if (gzip != null) {
        gzip.flush();
        if (!begun) {
          begin();
        }
      }
      CompressedResponse.super.getOutputStream().flush();
    }

    void finish() throws IOException {
      if (gzip == null) {
        return;
      }
      if (!taken) {
        tell();
        // HEAD, of what only GET compresses: its length is not known (RFC 9110 §8.6).
        CompressedResponse.super.flushBuffer();
        return;
      }
      gzip.finish();
      if (!begun) {
        CompressedResponse.super.setContentLength(held.size());
        begin();
      }
    }

    /** Gives back the memory outside the heap. */
    void end() {
      if (gzip != null) {
        gzip.end();
      }
    }
  }

  /** Can be given up without a last byte. */
  private static final class Gzip extends GZIPOutputStream {

    Gzip(OutputStream out) throws IOException {
      super(out, true);
    }

    void end() {
      def.end();
    }
  }

  /** What the answer's author writes to. */
  private final class Stream extends ServletOutputStream {

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
      body().take(bytes, offset, count);
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void flush() throws IOException {
      body().push();
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new IllegalStateException("Nothing is written asynchronously");
    }
  }
}
