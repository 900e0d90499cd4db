package org.inkgate.accounts;

import jakarta.validation.constraints.NotBlank;
import org.inkgate.http.RequestFields;
import org.inkgate.users.GoodPassword;

/** What a forgotten password is replaced with: a reset link's secret and the new password. */
record ResetPassword(@NotBlank String token, @GoodPassword String newPassword) {

  static ResetPassword of(RequestFields fields) {
    return new ResetPassword(
        fields.text("token").map(String::strip).orElse(""), fields.text("new_password").orElse(""));
  }

  @Override
  public String toString() {
    return "ResetPassword[]";
  }
}
