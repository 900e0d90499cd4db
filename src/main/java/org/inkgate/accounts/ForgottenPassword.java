package org.inkgate.accounts;

import jakarta.validation.constraints.NotBlank;
import org.inkgate.http.RequestFields;
import org.inkgate.users.Mailable;

/** Whom a link to set a new password shall be sent to. */
record ForgottenPassword(@NotBlank @Mailable String email) {

  static ForgottenPassword of(RequestFields fields) {
    return new ForgottenPassword(fields.text("email").map(String::strip).orElse(""));
  }
}
