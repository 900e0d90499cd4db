package org.inkgate.transfer;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicReference;
import org.inkgate.http.Problem;
import org.inkgate.http.RequestFailedException;

/**
 * Lets one backup, export or import run at a time on this node: each reads or writes all that there
 * is, and several at once would leave readers nothing of the disk and of the database.
 */
@ApplicationScoped
class OneTransfer {

  /** None of them is over sooner, as a rule. */
  private static final String RETRY_SECONDS = "10";

  private final AtomicReference<Turn> running = new AtomicReference<>();

  /** The right to run, until it is closed. */
  final class Turn implements AutoCloseable {
    @Override
    public void close() {
      running.compareAndSet(this, null);
    }
  }

  /**
   * Begins one.
   *
   * @throws RequestFailedException 409 while another runs
   */
  Turn begin() {
    Turn turn = new Turn();
    if (!running.compareAndSet(null, turn)) {
      throw new RequestFailedException(
          Problem.of(409, "transfer-running", "transfer.problem.running")
              .with("Retry-After", RETRY_SECONDS));
    }
    return turn;
  }
}
