package org.inkgate.sessions;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.inkgate.http.Face;
import org.inkgate.http.FailedForm;
import org.inkgate.http.PageContext;
import org.inkgate.http.Pages;
import org.inkgate.http.RequestFailedException;
import org.inkgate.http.RequestFields;
import org.inkgate.http.Routes;
import org.inkgate.http.Site;
import org.inkgate.http.Texts;
import org.inkgate.tokens.TokenCookies;
import org.inkgate.users.Role;
import org.inkgate.users.User;

/**
 * Sees to it that a form sent after its session ended is not lost: login first, then it goes on.
 */
@ApplicationScoped
public class FormKeeper {

  private static final String WHY =
      "You are not signed in any more. Log in, and what you typed comes back.";

  private KeptForms forms;
  private Sessions sessions;
  private Pages pages;

  FormKeeper() {}

  @Inject
  FormKeeper(KeptForms forms, Sessions sessions, Pages pages) {
    this.forms = forms;
    this.sessions = sessions;
    this.pages = pages;
  }

  /** Prepares for the gate's refusal of a browser's form: the login page that carries the form. */
  void keep(HttpServletRequest request) {
    if ("POST".equals(request.getMethod()) && Face.of(request) == Face.HTML) {
      FailedForm.offerInstead(
          request,
          "accounts/login.jte",
          () -> seal(request).map(kept -> Map.of("next", "/", "kept", kept)),
          WHY);
    }
  }

  private Optional<String> seal(HttpServletRequest request) {
    try {
      Optional<Long> owner = TokenCookies.refresh(request).flatMap(sessions::owner);
      return forms.seal(
          new KeptForm(Routes.path(request), owner, RequestFields.of(request).kept()));
    } catch (RequestFailedException e) {
      // A body that can't be read holds nothing to keep.
      return Optional.empty();
    }
  }

  /**
   * Shows the form again to whoever has just logged in, ready to be sent.
   *
   * @return whether there was one, and it was this user's
   */
  public boolean resume(
      HttpServletRequest request,
      HttpServletResponse response,
      String kept,
      User user,
      SessionTokens tokens)
      throws IOException {
    Optional<KeptForm> form = forms.open(kept).filter(it -> it.belongsTo(user.id()));
    if (form.isEmpty()) {
      return false;
    }
    PageContext page =
        new PageContext(
            Optional.of(user.username()),
            user.role() == Role.ADMIN,
            tokens.csrf(),
            "",
            Texts.of(request),
            Site.of(request));
    PageContext.provide(request, () -> Optional.of(page));
    pages.render(
        request,
        response,
        "accounts/resume.jte",
        Map.of("action", form.get().action(), "fields", form.get().fields()));
    return true;
  }
}
