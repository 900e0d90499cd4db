package org.inkgate.sessions;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.inkgate.http.FailedForm;
import org.inkgate.http.Problem;
import org.inkgate.http.Reply;
import org.inkgate.http.RequestFailedException;
import org.inkgate.http.RequestFields;
import org.inkgate.http.RouteMatch;
import org.inkgate.http.Routes;
import org.inkgate.http.SentForm;
import org.inkgate.http.texts.PageContext;
import org.inkgate.http.texts.Site;
import org.inkgate.http.texts.Texts;
import org.inkgate.tokens.TokenCookies;
import org.inkgate.users.Role;
import org.inkgate.users.User;

/**
 * Keeps a form that was sent after its session ended, or that needs a newer login: first the login,
 * then the form comes back.
 */
@ApplicationScoped
public class FormKeeper {

  private static final String NOT_SIGNED_IN = "accounts.resume.not-signed-in";
  private static final String NEWER_LOGIN = "accounts.resume.newer-login";

  /** Their own pages show what was typed into them. */
  private static final Set<String> WAYS_IN_AND_OUT =
      Set.of("/login", "/logout", "/register", "/password/forgotten", "/password/reset");

  private KeptForms forms;
  private Sessions sessions;

  FormKeeper() {}

  @Inject
  FormKeeper(KeptForms forms, Sessions sessions) {
    this.forms = forms;
    this.sessions = sessions;
  }

  /**
   * Prepares for the refusal of a form, which a browser is shown: the login page that carries the
   * form.
   */
  void keep(HttpServletRequest request) {
    if ("POST".equals(request.getMethod()) && !WAYS_IN_AND_OUT.contains(Routes.path(request))) {
      FailedForm.offerLogin(request, "accounts/login.jte", () -> login(request), FormKeeper::why);
    }
  }

  private static String why(Problem problem) {
    return "login-too-old".equals(problem.type()) ? NEWER_LOGIN : NOT_SIGNED_IN;
  }

  /** What the login page needs; empty when the form can't be carried. */
  private Optional<Map<String, Object>> login(HttpServletRequest request) {
    boolean upload = RouteMatch.of(request).takesUploads();
    RequestFields sent;
    try {
      // A file can't be carried, and is not read before its sender is known.
      sent = upload ? RequestFields.beforeFile(request) : RequestFields.of(request);
    } catch (RequestFailedException e) {
      // A body that can't be read holds nothing to keep.
      return Optional.empty();
    }
    Map<String, String> fields = sent.kept();
    Map<String, String> typed = typed(fields);
    String next = pageOf(request);
    if (typed.isEmpty()) {
      // Such as a button, or a new password: its page asks again.
      return Optional.of(Map.of("next", next));
    }
    Optional<Long> owner = TokenCookies.refresh(request).flatMap(sessions::owner);
    return forms
        .seal(new KeptForm(Routes.path(request), owner, fields, sent.secrets(), upload))
        .map(kept -> Map.of("next", next, "kept", kept, "copy", typed));
  }

  /** The page of ours that the form stood on, as the browser says; the login checks it. */
  private static String pageOf(HttpServletRequest request) {
    try {
      URI page = new URI(Optional.ofNullable(request.getHeader("Referer")).orElse("/"));
      boolean own =
          page.getRawAuthority() == null
              || page.getRawAuthority().equals(request.getHeader("Host"));
      return own && page.getRawPath() != null ? page.getRawPath() : "/";
    } catch (URISyntaxException e) {
      return "/";
    }
  }

  /**
   * What was typed into a form that a login page carries, to be copied by a user who can't log in.
   */
  public Map<String, String> copy(String kept) {
    return forms.open(kept).map(form -> typed(form.fields())).orElse(Map.of());
  }

  private static Map<String, String> typed(Map<String, String> fields) {
    Map<String, String> typed = new LinkedHashMap<>(fields);
    typed.entrySet().removeIf(it -> SentForm.isUnseen(it.getKey()) || it.getValue().isBlank());
    return typed;
  }

  /**
   * Shows the form again to the user who has just logged in: ready to be sent, or to be copied
   * where another account wrote it.
   *
   * @param leave where to go instead
   */
  public Optional<Reply> resume(
      HttpServletRequest request, String kept, User user, SessionTokens tokens, String leave) {
    return forms
        .open(kept)
        .map(it -> resume(request, it.shownTo(user.id(), tokens.csrf()), user, tokens, leave));
  }

  private static Reply resume(
      HttpServletRequest request, SentForm form, User user, SessionTokens tokens, String leave) {
    PageContext page =
        new PageContext(
            Optional.of(user.username()),
            user.role() == Role.ADMIN,
            user.role().edits(),
            tokens.csrf(),
            "",
            Texts.of(request),
            Site.of(request));
    PageContext.provide(request, () -> Optional.of(page));
    return Reply.page("accounts/resume.jte", () -> Map.of("sent", form, "leave", leave));
  }
}
