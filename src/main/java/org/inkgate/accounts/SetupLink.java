package org.inkgate.accounts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.inkgate.config.Secret;
import org.inkgate.config.Settings;
import org.inkgate.tokens.RandomToken;

/**
 * The link with which the operator creates the first account. It is derived from SECRET_KEY, so
 * every node prints the same one, and it opens nothing as soon as there is an administrator.
 */
@ApplicationScoped
class SetupLink {

  private static final String PURPOSE = "setup link";

  private Settings settings;

  SetupLink() {}

  @Inject
  SetupLink(Settings settings) {
    this.settings = settings;
  }

  String url() {
    return settings.publicUrl() + "/register?setup=" + secret();
  }

  boolean opens(String offered) {
    return MessageDigest.isEqual(
        offered.getBytes(StandardCharsets.UTF_8), secret().getBytes(StandardCharsets.UTF_8));
  }

  private String secret() {
    return RandomToken.base64(new Secret(settings.secretKey().derive(PURPOSE)).derive("first"));
  }
}
