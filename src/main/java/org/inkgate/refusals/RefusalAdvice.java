package org.inkgate.refusals;

import org.inkgate.http.log.Refusal;

/** Tells an administrator in a sentence what can be done about a refusal. */
public final class RefusalAdvice {

  private RefusalAdvice() {}

  /** What to do, by the check that failed. */
  public static String of(Refusal refusal) {
    return switch (refusal.check()) {
      case "not-authenticated" ->
          "The request carried no token: send one in the Authorization header, or log in.";
      case "invalid-token" -> ofToken(refusal.reason());
      case "invalid-request" ->
          "Send one token, either in the Authorization header or in the cookie.";
      case "insufficient-scope" ->
          "Use a token with that scope, or give the user a role that has it.";
      case "login-too-old" -> "Log in again; this is asked for before delicate changes.";
      case "cross-site-request" ->
          "Send the form from Inkgate's own page. If it was, check that PUBLIC_URL is the address"
              + " people use and that the proxy passes the Host header on.";
      case "user-not-found", "incorrect-password", "login-failed" ->
          "Check the user name and the password; an administrator can make a link to set a new"
              + " one.";
      case "account-disabled" -> "Enable the account again, if its owner may come back.";
      case "too-many-requests" ->
          "Wait as long as Retry-After said. If it was nobody you know, somebody is guessing:"
              + " block the address in front of Inkgate.";
      case "busy", "unavailable" -> "Try again soon; if it stays, the server needs more power.";
      case "invalid-grant" ->
          "Log in again: a refresh token works once, and not after its session is over.";
      case "not-yours" ->
          "Ask its author or an editor, or give the user a role that may change it.";
      case "reset-link-invalid" -> "Ask for a new link: each works once, and for one hour.";
      case "mail-not-set-up" ->
          "Set SMTP_URL or SMTP_HOST, or make the link under Administration, Users.";
      case "registration-closed" -> "Set REGISTRATION=open to take new accounts.";
      case "setup-needed" -> "Open the link that the start printed, on the terminal or in the log.";
      default -> "Look the request id up in the log of this node.";
    };
  }

  private static String ofToken(String reason) {
    String check = reason.contains(":") ? reason.substring(0, reason.indexOf(':')) : reason;
    return switch (check) {
      case "EXPIRED" ->
          "Exchange the refresh token for a new pair, or log in again; if it is new, compare the"
              + " clocks.";
      case "REVOKED" ->
          "Log in again: the session ended, or the user's role, password or standing changed.";
      case "UNKNOWN_KEY" ->
          "Log in again: the key was retired, or the token is from another server.";
      case "SIGNATURE" ->
          "The token was altered or signed by somebody else: check where the client got it.";
      case "MALFORMED", "HEADER" ->
          "Send the token exactly as it was given out, after \"Bearer \" and one space.";
      default -> "Send a token that this server issued at its PUBLIC_URL; log in again.";
    };
  }
}
