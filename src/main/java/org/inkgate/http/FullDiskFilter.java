package org.inkgate.http;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;

/** Refuses what the disk has no room for, so that all can still be read, and some deleted. */
public class FullDiskFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;
  private static final Set<String> STORING = Set.of("POST", "PUT", "PATCH");

  @Inject private transient DiskSpace disk;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (STORING.contains(request.getMethod()) && !Routes.path(request).endsWith("/delete")) {
      disk.require(request.getContentLengthLong());
    }
    chain.doFilter(request, response);
  }
}
