package org.inkgate.http;

/** Ends a request with a problem; {@link ProblemFilter} renders it. */
public class RequestFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  public RequestFailedException(Problem problem) {
    // No stack trace: this is an answer, and the cheapest one should be a refusal.
    super(problem.status() + " " + problem.title(), null, false, false);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
