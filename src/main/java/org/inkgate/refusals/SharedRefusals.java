package org.inkgate.refusals;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.inkgate.config.Settings;
import org.inkgate.http.log.Refusal;
import org.inkgate.http.log.Refusals;

/**
 * Shows the refusals of all nodes: each writes its own down once a second where there may be
 * others.
 */
@ApplicationScoped
class SharedRefusals {

  private static final Logger LOG = Logger.getLogger(SharedRefusals.class.getName());

  /** An attacker decides how many there are; more in a second would say the same again. */
  private static final int MOST_WRITTEN = 200;

  @Resource private ManagedScheduledExecutorService executor;

  private Refusals here;
  private RefusalTable table;
  private boolean otherNodes;

  SharedRefusals() {}

  @Inject
  SharedRefusals(Settings settings, Refusals here, RefusalTable table) {
    this.here = here;
    this.table = table;
    this.otherNodes = settings.database().isPresent();
  }

  void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
    if (otherNodes) {
      executor.scheduleWithFixedDelay(this::write, 1, 1, TimeUnit.SECONDS);
    }
  }

  private void write() {
    List<Refusal> untold = here.takeUntold(MOST_WRITTEN);
    if (untold.isEmpty()) {
      return;
    }
    Collections.reverse(untold);
    try {
      table.add(untold);
    } catch (RuntimeException e) {
      // An exception would end the schedule. The log has them, too.
      LOG.log(Level.WARNING, "Can't write refusals down", e);
    }
  }

  /** Whether what is shown are all nodes' refusals, and not only those since this one started. */
  boolean ofAllNodes() {
    return otherNodes;
  }

  /** The newest refusals, newest first. */
  List<Refusal> newest(int most) {
    if (otherNodes) {
      write();
      return table.newest(most);
    }
    return here.newest(most);
  }

  /** The refusal of one request, if it is remembered. */
  List<Refusal> of(String requestId) {
    if (otherNodes) {
      write();
      return table.of(requestId);
    }
    return here.of(requestId).stream().toList();
  }
}
