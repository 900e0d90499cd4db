package org.inkgate.http.compression;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.inkgate.http.EntityTag;
import org.inkgate.http.RouteMatch;

/**
 * Compresses what no secret stands beside, for clients that accept gzip, and gives that form an
 * entity tag of its own. A server's own compression leaves the tag as it is, so that a cache takes
 * one form for the other.
 */
public class CompressionFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  /** No client names more codings. */
  private static final int MOST_CODINGS = 20;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    boolean accepted = isAccepted(request.getHeader("Accept-Encoding"));
    if (accepted) {
      try (CompressedResponse compressed = new CompressedResponse(response)) {
        chain.doFilter(isHeadOfFile(request) ? asGet(request) : request, compressed);
        compressed.finish();
      }
    } else {
      chain.doFilter(request, response);
    }
    if (response.getStatus() == HttpServletResponse.SC_NOT_MODIFIED) {
      nameKeptForm(request, response, accepted);
    }
  }

  private static void nameKeptForm(
      HttpServletRequest request, HttpServletResponse response, boolean accepted) {
    String known = request.getHeader("If-None-Match");
    String etag = response.getHeader("ETag");
    if (known != null && etag != null) {
      response.setHeader("ETag", EntityTag.ofKept(known, etag, accepted));
    }
  }

  private static boolean isHeadOfFile(HttpServletRequest request) {
    return "HEAD".equals(request.getMethod()) && RouteMatch.of(request).isFile();
  }

  /** The server's own servlet writes nothing for HEAD, so that no length would be known. */
  private static HttpServletRequest asGet(HttpServletRequest request) {
    return new HttpServletRequestWrapper(request) {
      @Override
      public String getMethod() {
        return "GET";
      }
    };
  }

  /** Whether gzip is named, and not with the weight 0 (RFC 9110 §12.5.3). */
  static boolean isAccepted(String header) {
    String[] codings = header == null ? new String[0] : header.split(",", MOST_CODINGS);
    for (String coding : codings) {
      String[] parts = coding.toLowerCase(Locale.ROOT).split(";", 2);
      String name = parts[0].strip();
      if (name.equals("gzip") || name.equals("x-gzip")) {
        return parts.length == 1 || !isZero(parts[1].strip());
      }
    }
    return false;
  }

  private static boolean isZero(String weight) {
    return weight.startsWith("q=0") && weight.chars().skip(3).allMatch(c -> c == '0' || c == '.');
  }
}
