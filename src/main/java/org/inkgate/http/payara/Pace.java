package org.inkgate.http.payara;

/**
 * Whether one client sends its request, or takes its answer, fast enough: on average, after a while
 * in which it may stall. Apache's mod_reqtimeout counts in the same way.
 */
final class Pace {

  /** A mobile client loses its network for so long. */
  static final long GRACE_MILLIS = 60_000;

  /** The slowest mobile networks that are still used have twice as much. */
  static final long BYTES_PER_SECOND = 4096;

  private Object what;
  private long since;
  private long before;

  /**
   * Notes what the client is at.
   *
   * @param now in milliseconds
   * @param request what it has not sent, or taken, to the end; null for nothing
   * @param bytes that it sent or took so far, in all its requests
   * @return whether it is too slow
   */
  boolean isTooSlow(long now, Object request, long bytes) {
    if (request == null || request != what) {
      what = request;
      since = now;
      before = bytes;
      return false;
    }
    return now - since > GRACE_MILLIS + (bytes - before) * 1000 / BYTES_PER_SECOND;
  }

  /** Since when it is at the same. */
  long since() {
    return since;
  }
}
