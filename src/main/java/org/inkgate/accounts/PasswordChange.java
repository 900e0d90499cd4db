package org.inkgate.accounts;

import jakarta.validation.constraints.NotBlank;
import org.inkgate.http.RequestFields;
import org.inkgate.users.GoodPassword;

/**
 * The current password and the new one.
 *
 * @param revokesTokens whether the personal access tokens end with the old password
 */
record PasswordChange(
    @NotBlank String currentPassword, @GoodPassword String newPassword, boolean revokesTokens) {

  private static final String TOKENS = "personal_tokens";
  private static final String REVOKE = "revoke";

  static PasswordChange of(RequestFields fields) {
    String tokens = fields.text(TOKENS).orElse(REVOKE);
    if (!REVOKE.equals(tokens) && !"keep".equals(tokens)) {
      fields.error(TOKENS, "accounts.problem.personal-tokens");
    }
    return new PasswordChange(
        fields.text("current_password").orElse(""),
        fields.text("new_password").orElse(""),
        REVOKE.equals(tokens));
  }

  @Override
  public String toString() {
    return "PasswordChange[]";
  }
}
