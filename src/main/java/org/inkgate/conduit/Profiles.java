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
import org.inkgate.blog.BlogService;
import org.inkgate.config.Settings;
import org.inkgate.http.Problem;
import org.inkgate.http.RequestFailedException;
import org.inkgate.tokens.Caller;
import org.inkgate.tokens.Scope;
import org.inkgate.users.Profile;
import org.inkgate.users.User;
import org.inkgate.users.Users;

/** Finds users as others see them: one query for each thing to know, however many they are. */
@ApplicationScoped
@Transactional
class Profiles {

  @PersistenceContext private EntityManager entities;

  private Users users;
  private BlogService blog;
  private Follows follows;
  private Settings settings;

  Profiles() {}

  @Inject
  Profiles(Users users, BlogService blog, Follows follows, Settings settings) {
    this.users = users;
    this.blog = blog;
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
            .filter(found -> blog.knows(caller, found))
            .orElseThrow(() -> new RequestFailedException(Problem.notFound()));
    return of(caller, List.of(user)).get(user.username());
  }

  /** A user as their own JSON shows it, whether or not others see all of it yet. */
  ConduitProfile ofSelf(User user) {
    return profile(user, user.ownProfile(), true, remote(List.of(user.id())), Set.of());
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
    Map<Long, String> remote = remote(ids);
    Set<Long> followed =
        caller
            .filter(who -> who.scopes().contains(Scope.ACCOUNT))
            .map(who -> follows.followedBy(who.userId(), ids))
            .orElse(Set.of());
    return found.stream()
        .map(user -> profile(user, user.profile(), user.role().publishes(), remote, followed))
        .collect(Collectors.toMap(ConduitProfile::username, Function.identity()));
  }

  private Map<Long, String> remote(Collection<Long> ids) {
    return entities
        .createQuery("SELECT r FROM RemotePicture r WHERE r.userId IN :ids", RemotePicture.class)
        .setParameter("ids", ids)
        .getResultStream()
        .collect(Collectors.toMap(RemotePicture::userId, RemotePicture::url));
  }

  /**
   * A user's profile.
   *
   * @param shown what is to be seen of the user
   * @param all whether the picture on another server is, too
   */
  private ConduitProfile profile(
      User user, Profile shown, boolean all, Map<Long, String> remote, Set<Long> followed) {
    String elsewhere = all ? remote.getOrDefault(user.id(), "") : "";
    String image = shown.avatar().isEmpty() ? elsewhere : settings.publicUrl() + shown.avatar();
    return new ConduitProfile(
        user.id(), user.username(), shown.bio(), image, followed.contains(user.id()));
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
