package org.inkgate.http.problems;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.inkgate.http.Problem;
import org.inkgate.http.StandardProblems;

/** Keeps the server's own error pages away: remembers what was sent as an error instead. */
class ErrorCatchingResponse extends HttpServletResponseWrapper {

  private Problem problem;

  ErrorCatchingResponse(HttpServletResponse response) {
    super(response);
  }

  /** The error that was sent, or null. */
  Problem problem() {
    return problem;
  }

  @Override
  public void sendError(int status, String message) {
    // The message is the server's, not ours: it may name classes and versions.
    problem = StandardProblems.of(status);
  }

  @Override
  public void sendError(int status) {
    sendError(status, null);
  }
}
