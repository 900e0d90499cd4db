package org.inkgate.accounts;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import org.inkgate.http.RequestFields;
import org.inkgate.users.Role;

/**
 * The invitation an administrator wants to give.
 *
 * @param note whom it is meant for; may be empty
 */
record NewInvitation(@Size(max = 100) String note, Role role, @Min(1) @Max(90) long expiresInDays) {

  static final long USUAL_DAYS = 7;

  static NewInvitation of(RequestFields fields) {
    Optional<String> word = fields.text("role").filter(text -> !text.isEmpty());
    Optional<Role> role = word.flatMap(Role::of);
    if (word.isPresent() && role.isEmpty()) {
      fields.error("role", "accounts.problem.role");
    }
    return new NewInvitation(
        fields.text("note").map(String::strip).orElse(""),
        role.orElse(Role.AUTHOR),
        fields.wholeNumber("expires_in_days").orElse(USUAL_DAYS));
  }
}
