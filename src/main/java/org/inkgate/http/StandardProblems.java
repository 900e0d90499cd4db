package org.inkgate.http;

/** The problems that the server itself reports by nothing but a status. */
public final class StandardProblems {

  private StandardProblems() {}

  public static Problem of(int status) {
    return switch (status) {
      case 400 -> Problem.badRequest("site.problem.http");
      case 404 -> Problem.notFound();
      case 405 -> Problem.of(405, "method-not-allowed", "site.problem.method-unknown");
      case 413 -> RequestLimits.TOO_LARGE;
      case 503 -> Problem.of(503, "unavailable", "site.problem.busy");
      default ->
          status < 500
              ? Problem.of(status, "refused", "site.problem.server-refused")
                  .titled("site.problem.refused")
              : Problem.of(status, "server-error", "site.problem.server-failed")
                  .titled("site.status.500");
    };
  }
}
