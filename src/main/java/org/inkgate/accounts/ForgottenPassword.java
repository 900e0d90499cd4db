package org.inkgate.accounts;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.inkgate.http.RequestFields;

/** Whom a link to set a new password shall be sent to. */
record ForgottenPassword(@NotBlank @Email @Size(max = 254) String email) {

  static ForgottenPassword of(RequestFields fields) {
    return new ForgottenPassword(fields.text("email").map(String::strip).orElse(""));
  }
}
