package org.inkgate.accounts;

import jakarta.validation.constraints.NotBlank;
import org.inkgate.http.RequestFields;

/** What a user logs in with. */
record Credentials(@NotBlank String username, @NotBlank String password) {

  static Credentials of(RequestFields fields) {
    return new Credentials(
        fields.text("username").map(String::strip).orElse(""), fields.text("password").orElse(""));
  }

  @Override
  public String toString() {
    return "Credentials[username=" + username + "]";
  }
}
