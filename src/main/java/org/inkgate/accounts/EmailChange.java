package org.inkgate.accounts;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.inkgate.http.RequestFields;

/** The address somebody wants to be reached at from now on. */
record EmailChange(@NotBlank @Email @Size(max = 254) String email) {

  static EmailChange of(RequestFields fields) {
    return new EmailChange(fields.text("email").map(String::strip).orElse(""));
  }
}
