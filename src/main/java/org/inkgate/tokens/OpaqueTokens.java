package org.inkgate.tokens;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.inkgate.tokens.TokenRefusedException.Reason;

/**
 * Access tokens that say nothing themselves and must be looked up. The gate accepts them beside its
 * JWTs; the package that issued them knows their users.
 */
public final class OpaqueTokens {

  /** Tells such a token from a JWT, and a scanner for leaked secrets whose it is. */
  public static final String PREFIX = "ink_pat_";

  private static final Pattern FORM = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");
  private static final String ATTRIBUTE = OpaqueTokens.class.getName();

  private OpaqueTokens() {}

  /** Says how to look a token up, should a request carry one. */
  public static void provide(ServletContext context, Function<String, Optional<Caller>> lookup) {
    context.setAttribute(ATTRIBUTE, lookup);
  }

  /** Whether a token means to be one of these. */
  public static boolean looksLikeOne(String token) {
    return token.startsWith(PREFIX);
  }

  @SuppressWarnings("unchecked")
  static Caller lookUp(HttpServletRequest request, String token) throws TokenRefusedException {
    if (!FORM.matcher(token).matches()) {
      throw new TokenRefusedException(Reason.MALFORMED, "not the form of a personal access token");
    }
    Function<String, Optional<Caller>> lookup =
        (Function<String, Optional<Caller>>) request.getServletContext().getAttribute(ATTRIBUTE);
    return Optional.ofNullable(lookup)
        .flatMap(known -> known.apply(token))
        .orElseThrow(() -> new TokenRefusedException(Reason.UNKNOWN, "no such token in force"));
  }
}
