package org.inkgate.http.proxies;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.inkgate.config.Settings;

/**
 * Lets everything after it see a request as the client sent it to a trusted proxy: from where, and
 * by HTTPS or not. Throttling, the log, sessions and cookies ask the request and no header.
 */
public class ForwardedFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  @Inject private transient Settings settings;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Optional<Forwarded> forwarded =
        Forwarded.of(request, settings.trustedProxies())
            .map(this::publicly)
            .or(() -> byHttps(request));
    chain.doFilter(
        forwarded.<HttpServletRequest>map(by -> new ForwardedRequest(request, by)).orElse(request),
        response);
  }

  /** Readers use HTTPS if PUBLIC_URL says so, whether or not a proxy tells: cookies are Secure. */
  private Forwarded publicly(Forwarded forwarded) {
    return new Forwarded(forwarded.address(), forwarded.secure() || settings.servedByHttps());
  }

  private Optional<Forwarded> byHttps(HttpServletRequest request) {
    return settings.servedByHttps() && !request.isSecure()
        ? Optional.of(new Forwarded(request.getRemoteAddr(), true))
        : Optional.empty();
  }

  private static final class ForwardedRequest extends HttpServletRequestWrapper {

    private final Forwarded forwarded;

    ForwardedRequest(HttpServletRequest request, Forwarded forwarded) {
      super(request);
      this.forwarded = forwarded;
    }

    @Override
    public String getRemoteAddr() {
      return forwarded.address();
    }

    @Override
    public String getRemoteHost() {
      return forwarded.address();
    }

    @Override
    public boolean isSecure() {
      return forwarded.secure();
    }

    @Override
    public String getScheme() {
      return forwarded.secure() ? "https" : "http";
    }
  }
}
