package org.inkgate.refusals;

import org.inkgate.http.log.Refusal;
import org.inkgate.http.texts.Message;

/** What an administrator can do about a refusal. */
public final class RefusalAdvice {

  private RefusalAdvice() {}

  /** What to do, by the check that failed. */
  public static Message of(Refusal refusal) {
    return Message.of(key(refusal));
  }

  private static String key(Refusal refusal) {
    return switch (refusal.check()) {
      case "not-authenticated" -> "admin.advice.no-token";
      case "invalid-token" -> ofToken(refusal.reason());
      case "invalid-request" -> "admin.advice.one-token";
      case "insufficient-scope" -> "admin.advice.use-scope";
      case "login-too-old" -> "admin.advice.log-in-delicate";
      case "cross-site-request" -> "admin.advice.own-form";
      case "user-not-found", "incorrect-password", "login-failed" -> "admin.advice.check-password";
      case "account-disabled" -> "admin.advice.enable";
      case "too-many-requests" -> "admin.advice.wait";
      case "busy", "unavailable" -> "admin.advice.more-power";
      case "invalid-grant" -> "admin.advice.refresh-once";
      case "not-yours" -> "admin.advice.ask-author";
      case "reset-link-invalid" -> "admin.advice.new-link";
      case "mail-not-set-up" -> "admin.advice.set-smtp";
      case "registration-closed" -> "admin.advice.set-registration";
      case "setup-needed" -> "admin.advice.open-setup-link";
      default -> "admin.advice.look-in-log";
    };
  }

  private static String ofToken(String reason) {
    String check = reason.contains(":") ? reason.substring(0, reason.indexOf(':')) : reason;
    return switch (check) {
      case "EXPIRED" -> "admin.advice.token-expired";
      case "REVOKED" -> "admin.advice.token-revoked";
      case "UNKNOWN_KEY" -> "admin.advice.token-key";
      case "SIGNATURE" -> "admin.advice.token-altered";
      case "MALFORMED", "HEADER" -> "admin.advice.token-exactly";
      default -> "admin.advice.token-other";
    };
  }
}
