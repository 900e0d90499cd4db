package org.inkgate.accounts;

import jakarta.validation.constraints.NotBlank;
import org.inkgate.http.RequestFields;

/** The password somebody has and the one to have from now on. */
record PasswordChange(@NotBlank String currentPassword, @GoodPassword String newPassword) {

  static PasswordChange of(RequestFields fields) {
    return new PasswordChange(
        fields.text("current_password").orElse(""), fields.text("new_password").orElse(""));
  }

  @Override
  public String toString() {
    return "PasswordChange[]";
  }
}
