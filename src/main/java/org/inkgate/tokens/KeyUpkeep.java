package org.inkgate.tokens;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.inkgate.config.Configuration;

/** Has the signing keys ready before the first request, and keeps them turning. */
public class KeyUpkeep implements ServletContextListener {

  private static final Logger LOG = Logger.getLogger(KeyUpkeep.class.getName());

  @Inject private SigningKeys keys;
  @Resource private ManagedScheduledExecutorService executor;

  private ScheduledFuture<?> upkeep;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    Configuration.startWith(keys::start);
    long seconds = KeySchedule.LOOK.toSeconds();
    upkeep = executor.scheduleWithFixedDelay(this::tend, seconds, seconds, TimeUnit.SECONDS);
  }

  private void tend() {
    try {
      keys.tend();
    } catch (RuntimeException e) {
      // An exception would end the schedule. The keys in memory go on, by the clock.
      LOG.log(Level.WARNING, "Can't tend the signing keys; trying again", e);
    }
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    if (upkeep != null) {
      upkeep.cancel(false);
    }
  }
}
