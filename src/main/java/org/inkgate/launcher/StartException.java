package org.inkgate.launcher;

/** Says in one line why the server does not start. */
final class StartException extends Exception {

  private static final long serialVersionUID = 1;

  /** What the process ends with when it cannot start. */
  static final int FAILED = 1;

  /** What the process ends with when a setting has to be changed first. */
  static final int REFUSED = 2;

  private final int exitCode;

  StartException(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  int exitCode() {
    return exitCode;
  }
}
