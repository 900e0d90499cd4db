package org.inkgate.accounts;

import jakarta.validation.constraints.NotBlank;
import org.inkgate.http.RequestFields;
import org.inkgate.users.Mailable;

/** The new email address of a user, and the password that proves who asks. */
record EmailChange(@NotBlank @Mailable String email, @NotBlank String currentPassword) {

  static EmailChange of(RequestFields fields) {
    return new EmailChange(
        fields.text("email").map(String::strip).orElse(""),
        fields.text("current_password").orElse(""));
  }

  @Override
  public String toString() {
    return "EmailChange[email=" + email + "]";
  }
}
