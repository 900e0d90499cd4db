package org.inkgate.http;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Refuses what the disk has no room for, so that all can still be read, and some deleted. */
public class FullDiskFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  @Inject private transient DiskSpace disk;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (RouteMatch.of(request).route().filter(Route::isStoring).isPresent()) {
      disk.require(request.getContentLengthLong());
    }
    chain.doFilter(request, response);
  }
}
