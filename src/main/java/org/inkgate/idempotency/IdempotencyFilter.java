package org.inkgate.idempotency;

import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.inkgate.config.Settings;
import org.inkgate.http.BodyDigest;
import org.inkgate.http.Problem;
import org.inkgate.http.RequestFailedException;
import org.inkgate.http.Route;
import org.inkgate.http.RouteMatch;
import org.inkgate.http.Routes;
import org.inkgate.persistence.DatabaseConflict;
import org.inkgate.tokens.Caller;
import org.inkgate.tokens.RandomToken;
import org.inkgate.tokens.Scope;
import org.inkgate.tokens.SealedJson;

/**
 * Answers a POST that is sent again with the same "Idempotency-Key" as it was answered the first
 * time, and lets it create nothing twice (draft-ietf-httpapi-idempotency-key-header-07).
 *
 * <p>A long answer is not kept; the request that is sent again is led to what the first one made,
 * by 303 (RFC 9110 §15.4.4).
 *
 * <p>A refusal is not kept: it changed nothing, and the client may mend the body and try again.
 *
 * <p>A route whose answers show a secret is not idempotent: nothing of it is kept.
 */
public class IdempotencyFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;
  private static final String HEADER = "Idempotency-Key";

  /** The draft wants a quoted string of structured fields (RFC 9651 §3.3.3); most send it bare. */
  private static final Pattern KEY = Pattern.compile("\"([ -!#-\\[\\]-~]{1,255})\"|([!-~]{1,255})");

  /** A node that has worked on a request for longer than this is gone. */
  private static final Duration ABANDONED = Duration.ofMinutes(2);

  private static final String FRESH_LOGIN_ONLY = "/admin/";

  private static final String RETRY_SECONDS = "1";

  @Inject private transient KeptAnswers answers;
  @Inject private transient Settings settings;
  @Inject private transient Clock clock;

  private transient SealedJson json;

  @Override
  public void init() {
    json = new SealedJson(settings.secretKey(), "kept-answers");
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String header = request.getHeader(HEADER);
    if (header == null || RouteMatch.of(request).route().filter(Route::isIdempotent).isEmpty()) {
      chain.doFilter(request, response);
      return;
    }
    String id = id(request, header);
    Optional<KeptAnswer> before = claim(id, BodyDigest.of(request));
    if (before.isPresent()) {
      RecordedResponse.replay(
          json.open(before.get().sealed().orElseThrow()).orElseThrow(), response);
      return;
    }
    IdempotencyKey.attach(request, id);
    RecordedResponse recorded = new RecordedResponse(response);
    boolean kept = false;
    try {
      chain.doFilter(request, recorded);
      if (recorded.succeeded()) {
        answers.keep(id, json.seal(recorded.content(Routes.path(request))));
        kept = true;
      }
    } finally {
      if (!kept) {
        answers.release(id);
      }
    }
  }

  /**
   * What an answer is kept for: one key of one credential with what it may do at this moment. So a
   * request with less, later or by another token of the same user, is not answered with what it
   * could not have got: it is worked on, and every check is made.
   */
  private String id(HttpServletRequest request, String header) {
    if (!KEY.matcher(header.strip()).matches()) {
      throw new RequestFailedException(Problem.badRequest("accounts.problem.idempotency-key"));
    }
    String credential =
        Caller.find(request)
            .map(caller -> credential(request, caller))
            // Without one, only who knows the whole request gets its answer.
            .orElseGet(() -> BodyDigest.of(request));
    return RandomToken.digest(credential + ' ' + header.strip());
  }

  private String credential(HttpServletRequest request, Caller caller) {
    // Only administration asks for a fresh login; elsewhere its end would make a repeated request
    // another one.
    boolean fresh =
        Routes.path(request).startsWith(FRESH_LOGIN_ONLY) && caller.fresh(clock.instant());
    return String.join(
        " ",
        caller.subject(),
        caller.sessionId(),
        Scope.claim(new TreeSet<>(caller.scopes())),
        new TreeSet<>(caller.roles()).toString(),
        caller.tag().toString(),
        String.valueOf(fresh));
  }

  /**
   * Claims the key for this request.
   *
   * @return the answer of the first request, if this one repeats it
   * @throws RequestFailedException 422 for a key of another request, 409 while the first is worked
   *     on
   */
  private Optional<KeptAnswer> claim(String id, String digest) {
    Instant now = clock.instant();
    try {
      answers.claim(id, digest, now);
      return Optional.empty();
    } catch (PersistenceException e) {
      if (!DatabaseConflict.isDuplicate(e)) {
        throw e;
      }
    }
    Optional<KeptAnswer> before = answers.find(id);
    if (before.filter(answer -> !answer.answers(digest)).isPresent()) {
      throw new RequestFailedException(
          Problem.of(422, "idempotency-key-used", "accounts.problem.idempotency-other"));
    }
    if (before.flatMap(KeptAnswer::sealed).isPresent()) {
      return before;
    }
    if (answers.claimAgain(id, now.minus(ABANDONED), now)) {
      return Optional.empty();
    }
    throw new RequestFailedException(
        Problem.of(409, "still-working", "accounts.problem.idempotency-busy")
            .with("Retry-After", RETRY_SECONDS));
  }
}
