package org.inkgate.http;

/** Ends what one account may pile up. */
public final class Quota {

  private Quota() {}

  /**
   * Refuses more of something than an account may have.
   *
   * @param would how much it would have
   * @param most how much it may have
   * @param what what it is, in the plural, and the setting of the limit: "posts (LIMIT_POSTS)"
   * @throws RequestFailedException 507 with the limit in the detail
   */
  public static void check(long would, long most, String what) {
    if (would > most) {
      throw new RequestFailedException(
          new Problem(
              507,
              "quota-reached",
              "Insufficient Storage",
              "An account may have at most "
                  + most
                  + " "
                  + what
                  + ". Delete some, or ask the operator to allow more."),
          "the limit of " + what + " is reached");
    }
  }
}
