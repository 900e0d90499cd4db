package org.inkgate.http;

import java.util.Optional;
import org.inkgate.http.problems.ProblemFilter;

/** Ends a request with a problem; {@link ProblemFilter} renders it. */
public class RequestFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;
  private final String reason;

  public RequestFailedException(Problem problem) {
    this(problem, null);
  }

  /**
   * Fails for a reason that only the log and an administrator get to know.
   *
   * @param reason never a token, a password or another secret
   */
  public RequestFailedException(Problem problem, String reason) {
    // No stack trace: this is an answer, and the cheapest one should be a refusal.
    super(problem.status() + " " + problem.type(), null, false, false);
    this.problem = problem;
    this.reason = reason;
  }

  public Problem problem() {
    return problem;
  }

  /** Which check failed, where the problem does not tell the client. */
  public Optional<String> reason() {
    return Optional.ofNullable(reason);
  }
}
