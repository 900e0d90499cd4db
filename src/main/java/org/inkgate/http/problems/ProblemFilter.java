package org.inkgate.http.problems;

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
import org.inkgate.http.Problem;
import org.inkgate.http.RequestFailedException;
import org.inkgate.http.RequestLimits;
import org.inkgate.http.SecurityHeaders;
import org.inkgate.http.StandardProblems;
import org.inkgate.http.log.Refusals;
import org.inkgate.http.log.RequestId;

/** The one door failures leave by: everything thrown or sent as an error becomes a problem. */
public class ProblemFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = Logger.getLogger(ProblemFilter.class.getName());

  private static final Problem SERVER_ERROR =
      Problem.of(500, "server-error", "site.problem.our-fault");

  @Inject private transient ProblemWriter problems;
  @Inject private transient Refusals refusals;

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
      answer(StandardProblems.of(status), request, response);
      return;
    }
    if ("*".equals(request.getRequestURI()) && "OPTIONS".equals(request.getMethod())) {
      // About the server as a whole (RFC 9110 §9.3.7).
      response.setHeader("Allow", RequestLimits.METHODS);
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
      return;
    }
    ErrorCatchingResponse catching = new ErrorCatchingResponse(response);
    try {
      RequestLimits.check(request);
      chain.doFilter(request, catching);
      if (catching.problem() != null) {
        refuse(catching.problem(), Optional.empty(), request, response);
      }
    } catch (Exception e) {
      Optional<RequestFailedException> failed = failureIn(e);
      Optional<Problem> known =
          failed.map(RequestFailedException::problem).or(() -> SimultaneousChange.in(e));
      if (known.isPresent()) {
        Optional<String> reason = failed.flatMap(RequestFailedException::reason);
        refuse(known.get(), reason, request, response);
      } else {
        fail(e, request, response);
      }
    } catch (StackOverflowError e) {
      fail(e, request, response);
    }
  }

  private void refuse(
      Problem problem,
      Optional<String> reason,
      HttpServletRequest request,
      HttpServletResponse response) {
    refusals.note(request, problem, reason);
    if (!response.isCommitted()) {
      answer(problem, request, response);
    }
  }

  /**
   * The client may be gone, as after half a body: that is one line, and no failure of the server.
   */
  private void answer(Problem problem, HttpServletRequest request, HttpServletResponse response) {
    try {
      problems.write(problem, request, response);
    } catch (IOException e) {
      LOG.log(
          Level.INFO,
          () -> "request_id=" + RequestId.of(request) + " was not answered: the client went away");
    }
  }

  /** Answers for what went wrong here, and has the log tell about it. */
  private void fail(Throwable thrown, HttpServletRequest request, HttpServletResponse response) {
    Optional<Problem> outage = Outage.in(thrown);
    boolean writing = thrown instanceof IOException || thrown.getCause() instanceof IOException;
    boolean gone = writing && response.isCommitted();
    refusals.note(request, outage.orElse(SERVER_ERROR), Optional.empty());
    try {
      if (!response.isCommitted()) {
        problems.write(outage.orElse(SERVER_ERROR), request, response);
      }
      response.flushBuffer();
    } catch (IOException e) {
      // So that may be what went wrong before: not our fault, and no client to tell.
      gone = writing;
    }
    String id = "request_id=" + RequestId.of(request);
    if (outage.isPresent()) {
      // One line: during an outage every request gets here.
      LOG.log(Level.WARNING, () -> id + " failed: " + outage.get().type());
    } else if (gone) {
      LOG.log(Level.INFO, () -> id + " was not answered to the end: the client went away");
    } else {
      LOG.log(Level.SEVERE, thrown, () -> id + " failed");
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
}
