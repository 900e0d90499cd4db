package org.inkgate.http;

import org.inkgate.http.texts.Message;

/** Ends what one account may pile up. */
public final class Quota {

  private static final long MEGABYTE = 1024 * 1024;

  private Quota() {}

  /**
   * Refuses more megabytes of something than an account may have.
   *
   * @param would how many bytes it would have
   * @param most how many bytes it may have
   * @param what key of what it is, with "MB of", and the setting of the limit
   * @throws RequestFailedException 507 with the limit in the detail
   */
  public static void checkBytes(long would, long most, String what) {
    check((would + MEGABYTE - 1) / MEGABYTE, most / MEGABYTE, what);
  }

  /**
   * Refuses more of something than an account may have.
   *
   * @param would how much it would have
   * @param most how much it may have
   * @param what key of what it is, in the plural, and the setting of the limit
   * @throws RequestFailedException 507 with the limit in the detail
   */
  public static void check(long would, long most, String what) {
    if (would > most) {
      throw new RequestFailedException(
          Problem.of(507, "quota-reached", "moderation.problem.quota", most, Message.of(what)),
          "the limit of " + Message.of(what).english() + " is reached");
    }
  }
}
