package org.inkgate.users;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.EstimationProbe;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.inkgate.config.AccountLimits;
import org.inkgate.config.Settings;
import org.inkgate.http.Problem;
import org.inkgate.http.RequestFailedException;
import org.inkgate.persistence.Buckets;
import org.inkgate.persistence.Buckets.Allowance;

/**
 * Makes clients that keep failing wait, longer and longer.
 *
 * <p>Only failures count, each for its target and its origin together, so no client can lock out
 * another.
 */
@ApplicationScoped
public class Throttle {

  /** Longer than no name or address is; what is typed beyond counts as the same. */
  private static final int LONGEST_NAME = 254;

  /** What is limited: so many failures in so long a time, the longer the fewer. */
  public enum Limit {
    /** For one user name from one network: 12 seconds each, then minutes, then an hour. */
    LOGIN_OF_USER(
        "for this user name and address",
        new Allowance(5, Duration.ofMinutes(1)),
        new Allowance(10, Duration.ofMinutes(15)),
        new Allowance(24, Duration.ofDays(1))),

    /** For all user names from one network, which may be a whole school. */
    LOGIN("of logging in", new Allowance(100, Duration.ofMinutes(1)), hourly(1000)),

    /** Every try, for each tells whether a name is taken: so many at once, again in ten minutes. */
    REGISTRATION("of registering"),

    /** Every refresh from an address, and of an account, whether or not it succeeds. */
    REFRESHES("of refreshing"),
    ACCOUNT_REFRESHES("of refreshing"),

    /** For one account: each tells that there is a post, perhaps another's draft. */
    TAKEN_SLUG("of choosing an address", hourly(100)),

    /** For one account: every new post. */
    POSTS("new posts"),
    REFRESH("of refreshing a token", new Allowance(100, Duration.ofMinutes(1)), hourly(1000)),
    FORGOTTEN_PASSWORD("of asking for a link", new Allowance(20, Duration.ofMinutes(10))),
    RESET_LINK("of using a link", new Allowance(20, Duration.ofMinutes(10))),

    /** For one mail address from all origins, so that no mailbox is flooded. */
    RESET_MAIL("for this mail address", hourly(3)),

    /** For one account: each tells whether an address has an account, or sends it a mail. */
    EMAIL_CHANGE("of changing the address", hourly(10)),

    /** For one account: each old name stays reserved for it. */
    RENAME("of changing the user name", new Allowance(5, Duration.ofDays(1)));

    private final String what;
    private final List<Allowance> allowances;

    Limit(String what, Allowance... allowances) {
      this.what = what;
      this.allowances = List.of(allowances);
    }

    private static Allowance hourly(int most) {
      return new Allowance(most, Duration.ofHours(1));
    }
  }

  /**
   * What failures are counted for.
   *
   * @param name the user name or mail address; empty where the network alone counts
   */
  public record Key(Limit limit, String network, String name) {

    public static Key of(Limit limit, String remoteAddress) {
      return new Key(limit, ClientNetwork.of(remoteAddress), "");
    }

    public static Key of(Limit limit, String remoteAddress, String name) {
      return new Key(limit, ClientNetwork.of(remoteAddress), bounded(name));
    }

    public static Key ofName(Limit limit, String name) {
      return new Key(limit, "", bounded(name));
    }

    /** Neither a limit nor a network has a space in it. */
    private String bucket() {
      return limit + " " + network + " " + name;
    }

    private static String bounded(String name) {
      return User.key(name.substring(0, Math.min(name.length(), LONGEST_NAME)));
    }
  }

  private Buckets buckets;
  private AccountLimits limits;

  Throttle() {}

  @Inject
  Throttle(Buckets buckets, Settings settings) {
    this.buckets = buckets;
    this.limits = settings.limits();
  }

  /**
   * Refuses a client that failed too often and has not waited since. Asked before a try, and after
   * one that took long, so that of many tries at once no more than the allowed get an answer.
   *
   * @throws RequestFailedException 429 with the seconds to wait in Retry-After
   */
  public void check(Key... keys) {
    for (Key key : keys) {
      Optional<Bucket> bucket = buckets.find(key.bucket());
      if (bucket.isPresent()) {
        EstimationProbe probe = bucket.get().estimateAbilityToConsume(1);
        if (!probe.canBeConsumed()) {
          throw tooMany(key, probe.getNanosToWaitForRefill());
        }
      }
    }
  }

  /**
   * Counts a failure, or what else is limited.
   *
   * @throws RequestFailedException 429 when the allowed ones are used up
   */
  public void count(Key... keys) {
    for (Key key : keys) {
      if (!tryCount(key)) {
        check(key);
      }
    }
  }

  /** Counts one, unless the allowed ones are used up. */
  public boolean tryCount(Key key) {
    return buckets.get(key.bucket(), allowances(key.limit())).tryConsume(1);
  }

  private List<Allowance> allowances(Limit limit) {
    return switch (limit) {
      case REGISTRATION ->
          List.of(
              new Allowance((int) limits.registrations(), Duration.ofMinutes(10)),
              new Allowance((int) limits.registrations() * 20, Duration.ofDays(1)));
      case REFRESHES, ACCOUNT_REFRESHES ->
          List.of(new Allowance((int) limits.refreshes(), Duration.ofMinutes(1)));
      case POSTS -> List.of(new Allowance((int) limits.postPace(), Duration.ofHours(1)));
      default -> limit.allowances;
    };
  }

  /** Forgets the failures, for it was the right one after all. */
  public void succeeded(Key key) {
    buckets.remove(key.bucket());
  }

  private RequestFailedException tooMany(Key key, long nanos) {
    long seconds = Math.max(1, TimeUnit.NANOSECONDS.toSeconds(nanos + 999_999_999));
    return switch (key.limit()) {
      case REGISTRATION ->
          tooMany(
              key, seconds, "accounts.problem.registers-often", limits.registrations(), seconds);
      case REFRESHES ->
          tooMany(key, seconds, "accounts.problem.refreshes-often", limits.refreshes(), seconds);
      case ACCOUNT_REFRESHES ->
          tooMany(
              key,
              seconds,
              "accounts.problem.account-refreshes-often",
              limits.refreshes(),
              seconds);
      case POSTS -> tooMany(key, seconds, "posts.problem.posts-often", limits.postPace(), seconds);
      default -> tooMany(key, seconds, "accounts.problem.failed-often", seconds);
    };
  }

  private static RequestFailedException tooMany(
      Key key, long seconds, String detail, Object... arguments) {
    return new RequestFailedException(
        Problem.of(429, "too-many-requests", detail, arguments)
            .with("Retry-After", String.valueOf(seconds)),
        "too many " + key.limit().what);
  }
}
