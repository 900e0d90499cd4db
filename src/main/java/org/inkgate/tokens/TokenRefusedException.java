package org.inkgate.tokens;

/** A token that the verifier does not accept. Says why, but never repeats the token. */
public class TokenRefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  /** The check that failed, with the key of what the client is told. */
  public enum Reason {
    MALFORMED("tokens.problem.malformed"),
    HEADER("tokens.problem.header"),
    UNKNOWN_KEY("tokens.problem.unknown-key"),
    SIGNATURE("tokens.problem.signature"),
    EXPIRED("tokens.problem.expired"),
    CLAIMS("tokens.problem.claims"),
    REVOKED("tokens.problem.revoked"),
    UNKNOWN("tokens.problem.unknown");

    private final String key;

    Reason(String key) {
      this.key = key;
    }

    /** Whether a token refused for this will be refused for ever, as long as keys are the same. */
    boolean isFinal() {
      return this == SIGNATURE || this == EXPIRED;
    }

    String key() {
      return key;
    }
  }

  private final Reason reason;

  TokenRefusedException(Reason reason, String detail) {
    super(reason + ": " + detail, null, false, false);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
