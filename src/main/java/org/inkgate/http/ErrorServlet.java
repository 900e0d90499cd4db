package org.inkgate.http;

import jakarta.inject.Inject;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers in place of the server's error page what the server refuses before any filter. */
public class ErrorServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @Inject private transient ProblemWriter problems;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    if (status != null) {
      response.setHeader("X-Request-Id", RequestId.assign(request));
      SecurityHeaders.add(request, response);
    }
    // Asked for by its own address there is nothing here.
    problems.write(StandardProblems.of(status == null ? 404 : (int) status), request, response);
  }
}
