package org.inkgate.users;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.inkgate.tokens.Subjects;

/** Tells the gate for whom a token can speak. */
@ApplicationScoped
class EnabledUsers implements Subjects {

  private Users users;

  EnabledUsers() {}

  @Inject
  EnabledUsers(Users users) {
    this.users = users;
  }

  @Override
  public boolean isActive(long userId) {
    return users.byId(userId).filter(User::enabled).isPresent();
  }
}
