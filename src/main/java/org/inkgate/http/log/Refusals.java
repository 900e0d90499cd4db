package org.inkgate.http.log;

import io.prometheus.metrics.core.metrics.Counter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.regex.Pattern;
import org.inkgate.http.Problem;

/**
 * Remembers why requests were refused: the newest ones, in this node's memory, until it stops.
 *
 * <p>An attacker decides how many there are, so neither their number nor their size may grow.
 */
@ApplicationScoped
public class Refusals {

  /** How many a node remembers. */
  public static final int REMEMBERED = 10_000;

  private static final int LONGEST_TEXT = 200;
  private static final int LONGEST_SEARCHED = 4096;
  private static final Set<Integer> REFUSING = Set.of(401, 403, 429, 503);

  /** A token that a client put into a path by mistake: a JWT, or one of the long random ones. */
  private static final Pattern TOKEN =
      Pattern.compile("eyJ[\\w.-]+|(?=[\\w-]{0,40}[A-Z])[\\w-]{40,}");

  private static final Counter PROBLEMS =
      Counter.builder()
          .name("inkgate_problems_total")
          .help("Requests that failed or were refused, by the problem's type and status")
          .labelNames("type", "status")
          .register();

  private final Deque<Refusal> newest = new ArrayDeque<>();
  private final int capacity;

  /** How many of the newest have not been taken yet. */
  private int untold;

  private Clock clock;

  Refusals() {
    this.capacity = 0;
  }

  @Inject
  Refusals(Clock clock) {
    this(clock, REMEMBERED);
  }

  Refusals(Clock clock, int capacity) {
    this.clock = clock;
    this.capacity = capacity;
  }

  /** Takes note of a failure, if it is one that a user may ask about. */
  public void note(HttpServletRequest request, Problem problem, Optional<String> reason) {
    PROBLEMS.labelValues(problem.type(), String.valueOf(problem.status())).inc();
    if (reason.isEmpty() && !REFUSING.contains(problem.status())) {
      return;
    }
    String why = reason.orElseGet(problem.detail()::english);
    Events.log(
        request,
        // A missing credential is not an event; a bad one is.
        reason.isEmpty() && problem.status() == 401 ? Level.FINE : Level.INFO,
        "request.refused",
        "status",
        problem.status(),
        "check",
        problem.type(),
        "reason",
        why);
    remember(
        new Refusal(
            RequestId.of(request),
            clock.instant(),
            cut(request.getMethod()),
            withoutToken(request.getRequestURI()),
            request.getRemoteAddr(),
            problem.status(),
            problem.type(),
            cut(why)));
  }

  synchronized void remember(Refusal refusal) {
    if (newest.size() >= capacity) {
      newest.removeLast();
    }
    newest.addFirst(refusal);
    untold = Math.min(untold + 1, capacity);
  }

  /** The newest refusals, newest first. */
  public synchronized List<Refusal> newest(int most) {
    List<Refusal> found = new ArrayList<>();
    Iterator<Refusal> all = newest.iterator();
    while (all.hasNext() && found.size() < most) {
      found.add(all.next());
    }
    return found;
  }

  /** Those since the last call, newest first; of very many, only the newest. */
  public synchronized List<Refusal> takeUntold(int most) {
    List<Refusal> taken = newest(Math.min(untold, most));
    untold = 0;
    return taken;
  }

  /** The refusal of one request, if this node remembers it. */
  public synchronized Optional<Refusal> of(String requestId) {
    return newest.stream().filter(refusal -> refusal.requestId().equals(requestId)).findFirst();
  }

  static String withoutToken(String path) {
    // Cut before it is searched, with room for a token that is longer than what replaces it.
    String searched = path.substring(0, Math.min(path.length(), LONGEST_SEARCHED));
    return cut(TOKEN.matcher(searched).replaceAll("[token]"));
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
  }
}
