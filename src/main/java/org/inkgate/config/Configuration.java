package org.inkgate.config;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Checks the settings before anything else starts, and hands them out. */
@Dependent
public class Configuration implements ServletContextListener {

  private static final Logger LOG = Logger.getLogger(Settings.class.getName());

  @Override
  public void contextInitialized(ServletContextEvent event) {
    startWith(Settings::current);
    Settings settings = Settings.current();
    if (settings.servedByHttps() && settings.trustedProxies().isEmpty()) {
      LOG.warning(
          "PUBLIC_URL begins with https, but TRUSTED_PROXIES names no proxy: if one is in front,"
              + " every request seems to come from its address, and limits by address count all"
              + " readers together");
    }
  }

  /**
   * Takes a step of the start, and tells the operator in one line when a setting does not allow it.
   *
   * @throws BadSettingException as the step did
   */
  public static void startWith(Runnable step) {
    try {
      step.run();
    } catch (BadSettingException e) {
      tell(e);
      throw e;
    }
  }

  /** Tells the operator in one line why Inkgate can't start. */
  public static void tell(BadSettingException refused) {
    LOG.log(Level.SEVERE, "Inkgate can''t start: {0}", refused.getMessage());
  }

  @Produces
  @Singleton
  static Settings settings() {
    return Settings.current();
  }

  @Produces
  @Singleton
  static Clock clock() {
    // Milliseconds: every database stores them whole, so what is answered is what will be read.
    return Clock.tickMillis(ZoneOffset.UTC);
  }
}
