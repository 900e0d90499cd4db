package org.inkgate.conduit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.inkgate.config.Settings;
import org.inkgate.http.Problem;
import org.inkgate.http.RequestFailedException;
import org.inkgate.tokens.Caller;
import org.inkgate.tokens.Scope;
import org.inkgate.users.User;
import org.inkgate.users.Users;

/** Finds users as others see them: one query for each thing to know, however many they are. */
@ApplicationScoped
@Transactional
class Profiles {

  @PersistenceContext private EntityManager entities;

  private Users users;
  private Follows follows;
  private Settings settings;

  Profiles() {}

  @Inject
  Profiles(Users users, Follows follows, Settings settings) {
    this.users = users;
    this.follows = follows;
    this.settings = settings;
  }

  /**
   * One user.
   *
   * @throws RequestFailedException 404
   */
  ConduitProfile of(Optional<Caller> caller, String username) {
    User user =
        users
            .byNameOrOldName(username)
            .orElseThrow(() -> new RequestFailedException(Problem.notFound()));
    return of(caller, List.of(user)).get(user.username());
  }

  /** Users by their names; without those that there are none of. */
  Map<String, ConduitProfile> of(Optional<Caller> caller, Set<String> usernames) {
    return usernames.isEmpty()
        ? Map.of()
        : of(
            caller,
            entities
                .createQuery("SELECT u FROM User u WHERE u.username IN :names", User.class)
                .setParameter("names", usernames)
                .getResultList());
  }

  private Map<String, ConduitProfile> of(Optional<Caller> caller, Collection<User> found) {
    List<Long> ids = found.stream().map(User::id).toList();
    Map<Long, String> remote =
        entities
            .createQuery(
                "SELECT r FROM RemotePicture r WHERE r.userId IN :ids", RemotePicture.class)
            .setParameter("ids", ids)
            .getResultStream()
            .collect(Collectors.toMap(RemotePicture::userId, RemotePicture::url));
    Set<Long> followed =
        caller
            .filter(who -> who.scopes().contains(Scope.ACCOUNT))
            .map(who -> follows.followedBy(who.userId(), ids))
            .orElse(Set.of());
    return found.stream()
        .map(
            user ->
                new ConduitProfile(
                    user.id(),
                    user.username(),
                    user.profile().bio(),
                    image(user, remote),
                    followed.contains(user.id())))
        .collect(Collectors.toMap(ConduitProfile::username, Function.identity()));
  }

  private String image(User user, Map<Long, String> remote) {
    String avatar = user.profile().avatar();
    return avatar.isEmpty() ? remote.getOrDefault(user.id(), "") : settings.publicUrl() + avatar;
  }

  /** Keeps the address of a picture on another server; an empty one forgets it. */
  void keepRemotePicture(long userId, String url) {
    if (url.isEmpty()) {
      Optional.ofNullable(entities.find(RemotePicture.class, userId)).ifPresent(entities::remove);
    } else {
      entities.merge(new RemotePicture(userId, url));
    }
  }
}
