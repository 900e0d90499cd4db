package org.inkgate.site;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.inkgate.config.Settings;

/** Knows the site before the first request, and looks twice a second what other nodes changed. */
public class SiteWatch implements ServletContextListener {

  private static final Logger LOG = Logger.getLogger(SiteWatch.class.getName());
  private static final long POLL_MILLISECONDS = 500;

  @Inject private LiveSite site;
  @Inject private Settings settings;
  @Resource private ManagedScheduledExecutorService executor;

  private ScheduledFuture<?> watch;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    site.start(event.getServletContext());
    boolean otherNodes = settings.database().isPresent();
    if (otherNodes) {
      watch =
          executor.scheduleWithFixedDelay(
              this::look, POLL_MILLISECONDS, POLL_MILLISECONDS, TimeUnit.MILLISECONDS);
    }
  }

  private void look() {
    try {
      site.refresh();
    } catch (RuntimeException e) {
      // An exception would end the schedule. What is in memory is shown meanwhile.
      LOG.log(Level.WARNING, "Can't look for changes of the site; trying again", e);
    }
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    if (watch != null) {
      watch.cancel(false);
    }
  }
}
