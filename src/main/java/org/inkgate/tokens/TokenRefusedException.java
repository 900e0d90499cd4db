package org.inkgate.tokens;

/** A token that the verifier does not accept. Says why, but never repeats the token. */
public class TokenRefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  /** The check that failed, in words fit for the client. */
  public enum Reason {
    MALFORMED("The access token is malformed"),
    HEADER("The access token's header is not acceptable"),
    UNKNOWN_KEY("The access token is signed with an unknown key"),
    SIGNATURE("The access token's signature does not verify"),
    EXPIRED("The access token expired"),
    CLAIMS("The access token's claims are not acceptable"),
    REVOKED("The access token was revoked"),
    UNKNOWN("The access token is unknown, expired or revoked");

    private final String description;

    Reason(String description) {
      this.description = description;
    }

    /** Whether a token refused for this will be refused for ever, as long as keys are the same. */
    boolean isFinal() {
      return this == SIGNATURE || this == EXPIRED;
    }

    /** The "error_description" of RFC 6750 §3. */
    public String description() {
      return description;
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
