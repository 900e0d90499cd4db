package org.inkgate.media;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import org.inkgate.http.Answers;
import org.inkgate.http.Face;
import org.inkgate.http.FailedForm;
import org.inkgate.http.Pages;
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
  @Inject private transient Pages pages;

  @Override
  protected void routes(Routes at) {
    at.get("/account/avatar", (it, response) -> show(it, response, Purpose.AVATAR));
    at.post("/account/avatar", (it, response) -> change(it, response, Purpose.AVATAR))
        .uploads(Upload.MOST_REQUEST_BYTES)
        .stores();
    at.get("/admin/site/logo", (it, response) -> show(it, response, Purpose.LOGO)).administrator();
    at.post("/admin/site/logo", (it, response) -> change(it, response, Purpose.LOGO))
        .administrator()
        .uploads(Upload.MOST_REQUEST_BYTES)
        .stores()
        .idempotent();
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    response.setHeader("Cache-Control", "no-store");
    super.service(request, response);
  }

  private void show(HttpServletRequest request, HttpServletResponse response, Purpose purpose)
      throws IOException {
    Map<String, Object> model = new HashMap<>(model(request, purpose));
    model.put("typed", Typed.NOTHING);
    pages.render(request, response, TEMPLATE, model);
  }

  private void change(HttpServletRequest request, HttpServletResponse response, Purpose purpose)
      throws IOException {
    Caller caller = Caller.of(request);
    FailedForm.offer(request, TEMPLATE, model(request, purpose));
    MediaView picture = media.addSquare(caller, Upload.of(request, validation), purpose);
    String path = picture.address().path();
    String before =
        purpose == Purpose.LOGO ? logo.change(path) : users.changeAvatar(caller.userId(), path);
    media.forget(caller, purpose, before, picture);
    Events.log(request, Level.INFO, "picture.changed", "purpose", purpose, "by", caller.subject());
    if (Face.of(request) == Face.HTML) {
      Answers.seeOther(response, Routes.path(request));
      return;
    }
    response.setStatus(HttpServletResponse.SC_CREATED);
    response.setHeader("Location", path);
    Answers.json(response, picture.toJson().add("Message", "Operation Successful").build());
  }

  /** What the page shows; only for who may change it. */
  private Map<String, Object> model(HttpServletRequest request, Purpose purpose) {
    Caller caller = Caller.of(request);
    boolean ofSite = purpose == Purpose.LOGO;
    caller.require(ofSite ? Scope.ADMIN : Scope.ACCOUNT);
    String current =
        ofSite
            ? logo.path()
            : users.byId(caller.userId()).map(User::ownProfile).map(Profile::avatar).orElse("");
    return Map.of("current", current, "ofSite", ofSite);
  }
}
