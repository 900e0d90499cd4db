package org.inkgate.application;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.GenericFilter;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.inkgate.conduit.ConduitFilter;
import org.inkgate.http.CorsFilter;
import org.inkgate.http.FullDiskFilter;
import org.inkgate.http.RouteFilter;
import org.inkgate.http.RouteTable;
import org.inkgate.http.compression.CompressionFilter;
import org.inkgate.http.log.AccessFilter;
import org.inkgate.http.payara.LongBodies;
import org.inkgate.http.problems.ProblemFilter;
import org.inkgate.http.proxies.ForwardedFilter;
import org.inkgate.idempotency.IdempotencyFilter;
import org.inkgate.sessions.SessionFilter;
import org.inkgate.tokens.TokenFilter;
import org.inkgate.transfer.imports.OldPathFilter;

/**
 * What a request passes, as Spring Security's FilterChainProxy does it. The server knows this
 * filter only: Payara tells its listeners where each filter that it knows begins and ends, which
 * took a sixth of a read.
 */
public class Filters extends GenericFilter {

  private static final long serialVersionUID = 1L;

  /** In this order. */
  public static final List<Class<? extends Filter>> ALL =
      List.of(
          // Shows a request as the client sent it to a trusted proxy
          ForwardedFilter.class,
          // Measures every request
          AccessFilter.class,
          // Has failures below /api told as the Conduit API does
          ConduitFilter.class,
          // The one exit for failures
          ProblemFilter.class,
          // Compresses what holds no secret, for clients that accept it
          CompressionFilter.class,
          // Leaves threads to others where clients send long bodies slowly
          LongBodies.class,
          // Lets scripts of other origins read answers, where the operator named them
          CorsFilter.class,
          // Leads from the paths of an imported blog's old site to those here
          OldPathFilter.class,
          // Renews a browser's expired token
          SessionFilter.class,
          // The gate: every request needs a token, unless its route is open
          TokenFilter.class,
          // Refuses what the disk has no room for; logging in and out, ending and deleting go on
          FullDiskFilter.class,
          // Answers a POST that is sent again as the first time
          IdempotencyFilter.class,
          // Answers what has no route
          RouteFilter.class);

  private transient List<Filter> filters;
  private transient RouteTable table;

  /** Calls the filters one after the other, and then the servlet. */
  private static final class Chain implements FilterChain {

    private final List<Filter> filters;
    private final FilterChain servlet;
    private int passed;

    Chain(List<Filter> filters, FilterChain servlet) {
      this.filters = filters;
      this.servlet = servlet;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response)
        throws IOException, ServletException {
      if (passed < filters.size()) {
        filters.get(passed++).doFilter(request, response, this);
      } else {
        servlet.doFilter(request, response);
      }
    }
  }

  @Override
  public void init() throws ServletException {
    table = Servlets.table(getServletContext());
    filters = new ArrayList<>();
    for (Class<? extends Filter> type : ALL) {
      Filter filter = getServletContext().createFilter(type);
      filter.init(getFilterConfig());
      filters.add(filter);
    }
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain servlet)
      throws IOException, ServletException {
    table.resolve((HttpServletRequest) request);
    new Chain(filters, servlet).doFilter(request, response);
  }

  @Override
  public void destroy() {
    filters.forEach(Filter::destroy);
  }
}
