package org.inkgate.config;

/**
 * How much one account may keep, and how often one address may ask: generous for people, an end for
 * a program that never stops.
 *
 * @param posts the most posts of an account
 * @param revisions the most revisions that an account has saved
 * @param revisionBytes the most bytes of text in them; megabytes in the configuration
 * @param mediaBytes the most bytes of images of an account, without their smaller copies; megabytes
 *     in the configuration
 * @param comments the most comments of an account
 * @param tokens the most personal access tokens of an account
 * @param sessions the most sessions of an account; one more ends the one that was not used longest
 * @param registrations how many times an address may try to register at once, and again in each ten
 *     minutes
 * @param refreshes how many refreshes an address may ask for in a minute, and an account
 * @param postPace how many posts an account may write at once, and again in each hour
 * @param commentPace how many comments an account may write in a minute; ten times as many in an
 *     hour
 */
public record AccountLimits(
    long posts,
    long revisions,
    long revisionBytes,
    long mediaBytes,
    long comments,
    long tokens,
    long sessions,
    long registrations,
    long refreshes,
    long postPace,
    long commentPace) {

  private static final long MOST = 1_000_000_000;
  private static final long MOST_REQUESTS = 1_000_000;
  private static final long MEGABYTE = 1024 * 1024;

  static AccountLimits read(SettingsReader reader) {
    return new AccountLimits(
        reader.wholeNumber("LIMIT_POSTS", 10_000, 1, MOST),
        reader.wholeNumber("LIMIT_REVISIONS", 100_000, 1, MOST),
        reader.wholeNumber("LIMIT_REVISION_TEXT", 1000, 1, MOST) * MEGABYTE,
        reader.wholeNumber("LIMIT_MEDIA", 1000, 1, MOST) * MEGABYTE,
        reader.wholeNumber("LIMIT_COMMENTS", 10_000, 1, MOST),
        reader.wholeNumber("LIMIT_TOKENS", 100, 1, MOST),
        reader.wholeNumber("LIMIT_SESSIONS", 1000, 1, MOST),
        // 50: a class behind one router gets through at once.
        reader.wholeNumber("LIMIT_REGISTRATIONS", 50, 1, MOST_REQUESTS),
        reader.wholeNumber("LIMIT_REFRESHES", 200, 1, MOST_REQUESTS),
        // 1000: a program that moves a blog here post by post gets through.
        reader.wholeNumber("LIMIT_POST_PACE", 1000, 1, MOST_REQUESTS),
        reader.wholeNumber("LIMIT_COMMENT_PACE", 10, 1, MOST_REQUESTS));
  }
}
