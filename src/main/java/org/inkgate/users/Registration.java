package org.inkgate.users;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import org.inkgate.http.RequestFields;

/** What a user registers with. */
public record Registration(
    @NotBlank @Username String username,
    @NotBlank @Mailable String email,
    @GoodPassword String password) {

  public static Registration of(RequestFields fields) {
    return new Registration(
        fields.text("username").map(String::strip).orElse(""),
        fields.text("email").map(String::strip).orElse(""),
        fields.text("password").orElse(""));
  }

  @AssertTrue(message = OwnWords.RULE)
  boolean isPassword() {
    return !OwnWords.are(password, username, email);
  }

  @Override
  public String toString() {
    return "Registration[username=" + username + "]";
  }
}
