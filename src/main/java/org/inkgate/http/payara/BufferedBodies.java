package org.inkgate.http.payara;

import jakarta.servlet.ServletContextEvent;
import java.lang.reflect.Method;

/**
 * Waits for a short body before a thread gets the request: a client that sends a byte and waits
 * costs a connection and no thread, of which there are 600. HAProxy's "http-buffer-request" and
 * nginx do the same in front.
 *
 * <p>A longer body is read by a thread as it comes in; {@link LongBodies} bounds how many. {@link
 * SlowConnections} bounds how long either takes.
 */
public final class BufferedBodies extends ChainFilter {

  /** A page's form or a JSON body is shorter, as a rule; 1000 slow clients take 64 MB at most. */
  static final int BYTES = 64 * 1024;

  /** Of a request: what has come in of its body, or true once a thread has it. */
  private static final String STATE = BufferedBodies.class.getName();

  private volatile boolean closing;
  private Method message;
  private Method connection;
  private Method stop;
  private Method close;
  private Class<?> content;
  private Method header;
  private Method broken;
  private Method last;
  private Method buffer;
  private Method setBuffer;
  private Method append;
  private Method remaining;
  private Class<?> request;
  private Method acknowledged;
  private Method length;
  private Method attribute;
  private Method setAttribute;

  @Override
  void lookUp(PayaraHttp server) throws ReflectiveOperationException {
    Class<?> context = server.type("filterchain.FilterChainContext");
    message = context.getMethod("getMessage");
    connection = context.getMethod("getConnection");
    stop = context.getMethod("getStopAction", Object.class);
    close = server.type("Closeable").getMethod("closeSilently");
    content = server.type("http.HttpContent");
    header = content.getMethod("getHttpHeader");
    broken = content.getMethod("isBroken", content);
    last = content.getMethod("isLast");
    Class<?> bytes = server.type("Buffer");
    buffer = content.getMethod("getContent");
    setBuffer = content.getDeclaredMethod("setContent", bytes);
    setBuffer.setAccessible(true);
    append =
        server
            .type("memory.Buffers")
            .getMethod("appendBuffers", server.type("memory.MemoryManager"), bytes, bytes);
    remaining = bytes.getMethod("remaining");
    request = server.type("http.HttpRequestPacket");
    acknowledged = request.getMethod("requiresAcknowledgement");
    length = request.getMethod("getContentLength");
    attribute = request.getMethod("getAttribute", String.class);
    setAttribute = request.getMethod("setAttribute", String.class, Object.class);
  }

  /** The application is gone and the port is not: better no answer than the server's own page. */
  @Override
  public void contextDestroyed(ServletContextEvent event) {
    super.contextDestroyed(event);
    closing = isEnding();
  }

  @Override
  Object read(Object context) throws ReflectiveOperationException {
    if (closing) {
      close.invoke(connection.invoke(context));
      return stop.invoke(context, (Object) null);
    }
    Object part = message.invoke(context);
    if (!content.isInstance(part) || (Boolean) broken.invoke(null, part)) {
      return goOn(context);
    }
    Object asked = header.invoke(part);
    Object state = attribute.invoke(asked, STATE);
    boolean ends = (Boolean) last.invoke(part);
    // Once a thread has the request, the rest of its body is that thread's.
    if (state instanceof Boolean || state == null && ends) {
      return goOn(context);
    }
    Object body = state == null ? buffer.invoke(part) : joined(state, buffer.invoke(part));
    if (ends
        || (Boolean) acknowledged.invoke(asked)
        || (Long) length.invoke(asked) > BYTES
        || (Integer) remaining.invoke(body) > BYTES) {
      setBuffer.invoke(part, body);
      setAttribute.invoke(asked, STATE, true);
      return goOn(context);
    }
    // The bytes, not the part: Grizzly may use that again, for another connection.
    setAttribute.invoke(asked, STATE, body);
    return stop.invoke(context, (Object) null);
  }

  private Object joined(Object first, Object second) throws ReflectiveOperationException {
    return append.invoke(null, null, first, second);
  }
}
