package org.inkgate.accesstokens;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.inkgate.http.RequestFields;
import org.inkgate.tokens.Scope;
import org.inkgate.users.Role;

/**
 * The personal access token that the caller asks for.
 *
 * @param tag the one tag whose posts it may write
 */
public record NewPersonalToken(
    @NotBlank @Size(max = 100) String name,
    @NotEmpty Set<Scope> scopes,
    @Min(1) @Max(365) long expiresInDays,
    Optional<@Size(max = 50) String> tag) {

  static final long USUAL_DAYS = 90;

  /** Reads the request of a caller with this role; scopes beyond the role are noted as errors. */
  static NewPersonalToken of(RequestFields fields, Role role) {
    return new NewPersonalToken(
        fields.text("name").map(String::strip).orElse(""),
        scopes(fields, grantable(role)),
        fields.wholeNumber("expires_in_days").orElse(USUAL_DAYS),
        fields.text("tag").map(String::strip).filter(tag -> !tag.isEmpty()));
  }

  static Set<Scope> grantable(Role role) {
    Set<Scope> scopes = EnumSet.copyOf(role.scopes());
    scopes.removeAll(PersonalToken.NEVER_GRANTED);
    return scopes;
  }

  private static Set<Scope> scopes(RequestFields fields, Set<Scope> grantable) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (String word : fields.words("scopes")) {
      Optional<Scope> scope = Scope.of(word).filter(grantable::contains);
      if (scope.isEmpty()) {
        String choices = grantable.stream().map(Scope::word).collect(Collectors.joining(", "));
        fields.error("scopes", "accounts.problem.scopes", choices);
        // A megabyte may hold half a million words.
        break;
      }
      scopes.add(scope.get());
    }
    return scopes;
  }
}
