package org.inkgate.http;

import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The one door failures leave by: everything thrown or sent as an error becomes a problem. */
public class ProblemFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = Logger.getLogger(ProblemFilter.class.getName());

  @Inject private transient ProblemWriter problems;
  @Inject private transient Refusals refusals;

  private transient RequestLimits limits;

  @Override
  public void init() {
    limits = new RequestLimits(getInitParameter("uploads"));
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String requestId = RequestId.assign(request);
    response.setHeader("X-Request-Id", requestId);
    SecurityHeaders.add(request, response);
    if (request.getDispatcherType() == DispatcherType.ERROR) {
      // The server refused it before any filter, as it does with /WEB-INF.
      int status = (Integer) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
      problems.write(StandardProblems.of(status), request, response);
      return;
    }
    ErrorCatchingResponse catching = new ErrorCatchingResponse(response);
    Problem problem;
    Optional<String> reason = Optional.empty();
    try {
      limits.check(request);
      chain.doFilter(request, catching);
      problem = catching.problem();
    } catch (Exception e) {
      Optional<RequestFailedException> failed = failureIn(e);
      problem =
          failed
              .map(RequestFailedException::problem)
              .or(() -> SimultaneousChange.in(e))
              .orElseGet(() -> serverError(e, request));
      reason = failed.flatMap(RequestFailedException::reason);
    } catch (StackOverflowError e) {
      problem = serverError(e, request);
    }
    if (problem != null) {
      refusals.note(request, problem, reason);
    }
    if (problem != null && !response.isCommitted()) {
      problems.write(problem, request, response);
    }
  }

  private static Optional<RequestFailedException> failureIn(Exception thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof RequestFailedException failed) {
        return Optional.of(failed);
      }
    }
    return Optional.empty();
  }

  private static Problem serverError(Throwable thrown, HttpServletRequest request) {
    Optional<Problem> outage = Outage.in(thrown);
    if (outage.isPresent()) {
      // One line: during an outage every request gets here.
      LOG.log(
          Level.WARNING,
          () -> "request_id=" + RequestId.of(request) + " failed: " + outage.get().type());
      return outage.get();
    }
    LOG.log(Level.SEVERE, thrown, () -> "request_id=" + RequestId.of(request) + " failed");
    return new Problem(
        500,
        "server-error",
        "Internal Server Error",
        "This is our fault, not yours. The log knows more under the request id.");
  }
}
