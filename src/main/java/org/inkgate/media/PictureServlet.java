package org.inkgate.media;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import org.inkgate.http.FailedForm;
import org.inkgate.http.Reply;
import org.inkgate.http.RoutedServlet;
import org.inkgate.http.Routes;
import org.inkgate.http.Typed;
import org.inkgate.http.Validation;
import org.inkgate.http.log.Events;
import org.inkgate.site.SiteLogo;
import org.inkgate.tokens.Caller;
import org.inkgate.tokens.Scope;
import org.inkgate.users.Profile;
import org.inkgate.users.User;
import org.inkgate.users.Users;

/** Takes the pictures that stand for a user and for the site. */
public class PictureServlet extends RoutedServlet {

  private static final long serialVersionUID = 1L;
  private static final String TEMPLATE = "media/picture.jte";

  @Inject private transient MediaService media;
  @Inject private transient Users users;
  @Inject private transient SiteLogo logo;
  @Inject private transient Validation validation;

  @Override
  protected void routes(Routes at) {
    at.get("/account/avatar", request -> show(request, Purpose.AVATAR));
    at.post("/account/avatar", request -> change(request, Purpose.AVATAR))
        .uploads(Upload.MOST_REQUEST_BYTES)
        .stores();
    at.get("/admin/site/logo", request -> show(request, Purpose.LOGO)).administrator();
    at.post("/admin/site/logo", request -> change(request, Purpose.LOGO))
        .administrator()
        .uploads(Upload.MOST_REQUEST_BYTES)
        .stores()
        .idempotent();
  }

  private Reply show(HttpServletRequest request, Purpose purpose) {
    Map<String, Object> model = new HashMap<>(model(request, purpose));
    model.put("typed", Typed.NOTHING);
    return Reply.page(TEMPLATE, () -> model);
  }

  private Reply change(HttpServletRequest request, Purpose purpose) {
    Caller caller = Caller.of(request);
    caller.require(scope(purpose));
    FailedForm.offer(request, TEMPLATE, () -> model(request, purpose));
    MediaView picture = media.addSquare(caller, Upload.of(request, validation), purpose);
    String path = picture.address().path();
    String before =
        purpose == Purpose.LOGO ? logo.change(path) : users.changeAvatar(caller.userId(), path);
    media.forget(caller, purpose, before, picture);
    Events.log(request, Level.INFO, "picture.changed", "purpose", purpose, "by", caller.subject());
    return Reply.created(path, () -> picture.toJson().add("Message", "Operation Successful"))
        .orSeeOther(Routes.path(request));
  }

  private static Scope scope(Purpose purpose) {
    return purpose == Purpose.LOGO ? Scope.ADMIN : Scope.ACCOUNT;
  }

  /** What the page shows; only for who may change it. */
  private Map<String, Object> model(HttpServletRequest request, Purpose purpose) {
    Caller caller = Caller.of(request);
    boolean ofSite = purpose == Purpose.LOGO;
    caller.require(scope(purpose));
    String current =
        ofSite
            ? logo.path()
            : users.byId(caller.userId()).map(User::ownProfile).map(Profile::avatar).orElse("");
    return Map.of("current", current, "ofSite", ofSite);
  }
}
