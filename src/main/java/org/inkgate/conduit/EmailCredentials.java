package org.inkgate.conduit;

import jakarta.validation.constraints.NotBlank;
import org.inkgate.http.RequestFields;

/** What a user logs in with. */
record EmailCredentials(@NotBlank String email, @NotBlank String password) {

  static EmailCredentials of(RequestFields fields) {
    return new EmailCredentials(
        fields.text("email").map(String::strip).orElse(""), fields.text("password").orElse(""));
  }

  @Override
  public String toString() {
    return "EmailCredentials[email=" + email + "]";
  }
}
