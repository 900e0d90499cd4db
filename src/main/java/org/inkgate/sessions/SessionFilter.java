package org.inkgate.sessions;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.inkgate.accesstokens.PersonalTokens;
import org.inkgate.http.Answers;
import org.inkgate.http.Representation;
import org.inkgate.http.RouteMatch;
import org.inkgate.http.Routes;
import org.inkgate.http.texts.PageContext;
import org.inkgate.http.texts.Site;
import org.inkgate.http.texts.Texts;
import org.inkgate.tokens.BearerToken;
import org.inkgate.tokens.Caller;
import org.inkgate.tokens.OpaqueTokens;
import org.inkgate.tokens.TokenCookies;
import org.inkgate.tokens.TokenRefusedException;
import org.inkgate.tokens.TokenVerifier;
import org.inkgate.users.Role;
import org.inkgate.users.Users;

/**
 * Keeps a browser signed in: renews an access token that expired with the refresh token beside it,
 * before the gate looks. So no user is signed out while writing.
 */
public class SessionFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  @Inject private transient TokenVerifier verifier;
  @Inject private transient TokenAnswer answer;
  @Inject private transient Sessions sessions;
  @Inject private transient RefreshPace pace;
  @Inject private transient PersonalTokens personalTokens;
  @Inject private transient Users users;
  @Inject private transient FormKeeper keeper;

  @Override
  public void init() {
    OpaqueTokens.provide(getServletContext(), personalTokens::caller);
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    PageContext.provide(request, () -> signedIn(request));
    RouteMatch match = RouteMatch.of(request);
    boolean ours = match.isKnown() && !match.isFile();
    if (ours && !BearerToken.isPresent(request)) {
      if (!hasValidToken(request) && !renew(request, response) && isLeaving(request)) {
        // Logged out already, in another tab or a minute ago: that is what was asked for.
        TokenCookies.clear(request, response);
        Answers.seeOther(response, "/");
        return;
      }
      keeper.keep(request);
    }
    chain.doFilter(request, response);
  }

  private static boolean isLeaving(HttpServletRequest request) {
    return "POST".equals(request.getMethod())
        && "/logout".equals(Routes.path(request))
        && Representation.of(request) == Representation.HTML;
  }

  private boolean renew(HttpServletRequest request, HttpServletResponse response) {
    Optional<String> refreshToken = TokenCookies.refresh(request);
    refreshToken.ifPresent(pace::count);
    Optional<SessionTokens> renewed = refreshToken.flatMap(sessions::refresh);
    if (renewed.isPresent()) {
      TokenCookies.useRenewed(request, answer.setCookies(request, response, renewed.get()));
    } else if (refreshToken.isPresent()) {
      TokenCookies.clear(request, response);
    }
    return renewed.isPresent();
  }

  private boolean hasValidToken(HttpServletRequest request) {
    Optional<String> token = TokenCookies.access(request);
    if (token.isEmpty()) {
      return false;
    }
    try {
      verifier.verify(token.get());
      return true;
    } catch (TokenRefusedException e) {
      return false;
    }
  }

  private Optional<PageContext> signedIn(HttpServletRequest request) {
    return Caller.find(request)
        .map(
            caller ->
                new PageContext(
                    Optional.of(users.username(caller.userId())),
                    caller.roles().contains(Role.ADMIN.word()),
                    Role.edits(caller),
                    caller.csrf().orElse(""),
                    PageContext.path(request),
                    Texts.of(request),
                    Site.of(request)));
  }
}
