package org.inkgate.transfer.exports;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import org.inkgate.config.Configuration;
import org.inkgate.config.Settings;

/** Restores a backup before anything else looks at the new database. */
public class RestoreStart implements ServletContextListener {

  @Override
  public void contextInitialized(ServletContextEvent event) {
    Configuration.startWith(new Restore(Settings.current())::run);
  }
}
