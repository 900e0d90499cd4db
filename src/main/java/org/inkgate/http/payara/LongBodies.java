package org.inkgate.http.payara;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.inkgate.http.Problem;
import org.inkgate.http.RequestFailedException;

/**
 * Bounds the requests that hold a thread while their body comes in, of each client and of all: so
 * slow senders leave threads to the others. A short body holds none: see {@link BufferedBodies}.
 */
public class LongBodies extends HttpFilter {

  private static final long serialVersionUID = 1L;

  /** Of one address. A class behind one router uploads fewer at the same moment. */
  static final int PER_ADDRESS = 100;

  /** Of all addresses; the server has 600 threads. */
  static final int ALL = 400;

  private static final String RETRY_SECONDS = "5";

  private transient Map<String, Integer> coming;
  private int all;

  @Override
  public void init() {
    coming = new HashMap<>();
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!isLong(request)) {
      chain.doFilter(request, response);
      return;
    }
    String address = request.getRemoteAddr();
    begin(address);
    try {
      chain.doFilter(request, response);
    } finally {
      end(address);
    }
  }

  /** Longer than what is waited for without a thread, or of unknown length. */
  private static boolean isLong(HttpServletRequest request) {
    return request.getContentLengthLong() > BufferedBodies.BYTES
        || request.getHeader("Transfer-Encoding") != null
        || request.getContentLengthLong() > 0 && request.getHeader("Expect") != null;
  }

  private synchronized void begin(String address) {
    int own = coming.getOrDefault(address, 0);
    if (own >= PER_ADDRESS || all >= ALL) {
      throw new RequestFailedException(
          Problem.of(
                  own >= PER_ADDRESS ? 429 : 503,
                  "too-many-bodies",
                  own >= PER_ADDRESS ? "site.problem.sending" : "site.problem.busy")
              .with("Retry-After", RETRY_SECONDS)
              .with("Connection", "close"));
    }
    coming.put(address, own + 1);
    all++;
  }

  private synchronized void end(String address) {
    coming.merge(address, -1, (own, one) -> own + one == 0 ? null : own + one);
    all--;
  }
}
