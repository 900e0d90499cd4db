package org.inkgate.conduit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Optional;
import java.util.logging.Level;
import org.inkgate.accounts.AccountService;
import org.inkgate.config.Settings;
import org.inkgate.http.OwnPath;
import org.inkgate.http.RequestFailedException;
import org.inkgate.http.RequestFields;
import org.inkgate.http.Validation;
import org.inkgate.http.log.Events;
import org.inkgate.sessions.Device;
import org.inkgate.sessions.SessionTokens;
import org.inkgate.tokens.Caller;
import org.inkgate.users.User;
import org.inkgate.users.Users;

/** Changes users as they want, all that was sent at once. */
@ApplicationScoped
class OwnUser {

  private AccountService service;
  private Users users;
  private Profiles profiles;
  private Validation validation;
  private Settings settings;
  private Clock clock;

  OwnUser() {}

  @Inject
  OwnUser(
      AccountService service,
      Users users,
      Profiles profiles,
      Validation validation,
      Settings settings,
      Clock clock) {
    this.service = service;
    this.users = users;
    this.profiles = profiles;
    this.validation = validation;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Changes the caller's account. Nothing is changed unless everything may be.
   *
   * @return how the session goes on, when the password was changed and every session ended
   * @throws RequestFailedException 400 for what does not validate, 409 for a name or an address
   *     that is taken, 401 when address or password change without a fresh login
   */
  Optional<SessionTokens> change(HttpServletRequest request, RequestFields fields) {
    Caller caller = Caller.of(request);
    User user = users.own(caller);
    UserChange change = UserChange.of(fields);
    validation.check(fields, change);
    Optional<String> name = change.username().filter(text -> !text.equals(user.username()));
    Optional<String> email = change.email().filter(text -> !text.equals(user.email()));
    if (email.isPresent() || change.password().isPresent()) {
      caller.requireFresh(clock.instant());
    }
    // What can still fail is asked or done first.
    name.ifPresent(text -> service.requireFreeName(caller, text));
    email.ifPresent(
        text -> {
          service.changeEmail(caller, text, request);
          Events.log(request, Level.WARNING, "email.change_asked", "user", user.username());
        });
    name.ifPresent(
        text -> {
          service.rename(caller, text);
          Events.log(request, Level.INFO, "user.renamed", "from", user.username(), "to", text);
        });
    if (change.bio().isPresent() || change.image().isPresent()) {
      describe(caller, user, change);
      Events.log(request, Level.INFO, "profile.changed", "user", user.username());
    }
    Optional<SessionTokens> renewed =
        change
            .password()
            .map(password -> service.replacePassword(caller, password, Device.of(request)));
    if (renewed.isPresent()) {
      Events.log(request, Level.INFO, "password.changed", "subject", caller.subject());
    }
    return renewed;
  }

  /** Of two pictures, the one that was chosen last stays. */
  private void describe(Caller caller, User user, UserChange change) {
    String bio = change.bio().orElse(user.ownProfile().bio());
    if (change.image().isEmpty()) {
      service.describe(caller, bio, user.ownProfile().avatar());
      return;
    }
    String image = change.image().get();
    String site = settings.publicUrl().toString();
    String path = image.startsWith(site) ? image.substring(site.length()) : "";
    // Anything else is kept as another server's.
    boolean ours = path.matches(OwnPath.IMAGE);
    service.describe(caller, bio, ours ? path : "");
    profiles.keepRemotePicture(caller.userId(), ours ? "" : image);
  }
}
