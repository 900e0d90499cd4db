package org.inkgate.http;

/** The problems that the server itself reports by nothing but a status. */
public final class StandardProblems {

  private StandardProblems() {}

  public static Problem of(int status) {
    return switch (status) {
      case 400 -> Problem.badRequest("The request is not well-formed HTTP.");
      case 404 -> Problem.notFound();
      case 405 ->
          new Problem(
              405,
              "method-not-allowed",
              "Method Not Allowed",
              "This address does not know that method.");
      case 413 -> RequestLimits.TOO_LARGE;
      case 503 ->
          new Problem(
              503, "unavailable", "Service Unavailable", "The server is busy. Try again soon.");
      default ->
          status < 500
              ? new Problem(status, "refused", "Request refused", "The server refused the request.")
              : new Problem(
                  status, "server-error", "Internal Server Error", "The server failed to answer.");
    };
  }
}
