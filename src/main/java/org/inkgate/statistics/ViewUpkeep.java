package org.inkgate.statistics;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Writes the counted views every few seconds, and once more before the server stops. */
public class ViewUpkeep implements ServletContextListener {

  private static final Logger LOG = Logger.getLogger(ViewUpkeep.class.getName());
  private static final long EVERY_SECONDS = 3;

  @Inject private ViewCounter counter;
  @Resource private ManagedScheduledExecutorService executor;

  private ScheduledFuture<?> upkeep;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    upkeep =
        executor.scheduleWithFixedDelay(
            this::write, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
  }

  private void write() {
    try {
      counter.write();
    } catch (RuntimeException e) {
      // An exception would end the schedule. The counts stay in memory meanwhile.
      LOG.log(Level.WARNING, "Can''t write the statistics; trying again", e);
    }
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    if (upkeep != null) {
      upkeep.cancel(false);
    }
    write();
  }
}
