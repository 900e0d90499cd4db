package org.inkgate.conduit;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.inkgate.http.Json;
import org.inkgate.http.Reply;
import org.inkgate.http.RoutedServlet;
import org.inkgate.http.Routes;
import org.inkgate.tokens.Caller;
import org.inkgate.tokens.Scope;

/** Shows users to others, and lets these follow them. */
public class ProfilesServlet extends RoutedServlet {

  private static final long serialVersionUID = 1L;

  @Inject private transient Profiles profiles;
  @Inject private transient Follows follows;

  @Override
  protected void routes(Routes at) {
    at.get("/api/profiles/{username}", this::show).open().tokenScheme();
    at.post("/api/profiles/{username}/follow", this::follow).idempotent().tokenScheme();
    at.delete("/api/profiles/{username}/follow", this::unfollow).tokenScheme();
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    ConduitErrors.about(request, "profile");
    super.service(request, response);
  }

  private Reply show(HttpServletRequest request) {
    ConduitProfile profile = profile(request);
    return Reply.json(() -> Json.createObjectBuilder().add("profile", profile.toJson()));
  }

  private Reply follow(HttpServletRequest request) {
    Caller caller = Caller.of(request);
    caller.require(Scope.ACCOUNT);
    ConduitProfile profile = profile(request);
    OnceOnly.add(() -> follows.add(caller.userId(), profile.id()));
    return show(request);
  }

  private Reply unfollow(HttpServletRequest request) {
    Caller caller = Caller.of(request);
    caller.require(Scope.ACCOUNT);
    follows.remove(caller.userId(), profile(request).id());
    return show(request);
  }

  private ConduitProfile profile(HttpServletRequest request) {
    Optional<Caller> caller = Caller.find(request);
    return profiles.of(caller, Routes.segment(request, 3));
  }
}
