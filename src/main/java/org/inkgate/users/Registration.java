package org.inkgate.users;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.inkgate.http.RequestFields;

/** What somebody registers with. */
public record Registration(
    @NotBlank
        @Pattern(
            regexp = "|[A-Za-z0-9][A-Za-z0-9_-]{2,31}",
            message =
                "must be 3 to 32 letters, digits, \"-\" or \"_\", and begin with a letter or digit")
        String username,
    @NotBlank @Email @Size(max = 254) String email,
    @GoodPassword String password) {

  public static Registration of(RequestFields fields) {
    return new Registration(
        fields.text("username").map(String::strip).orElse(""),
        fields.text("email").map(String::strip).orElse(""),
        fields.text("password").orElse(""));
  }

  @Override
  public String toString() {
    return "Registration[username=" + username + "]";
  }
}
