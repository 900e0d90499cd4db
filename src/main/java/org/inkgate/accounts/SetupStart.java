package org.inkgate.accounts;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.inkgate.users.Users;

/** Prints the setup link at the start of a server that has no administrator yet. */
public class SetupStart implements ServletContextListener {

  /** The system property in which inkgate.jar finds what it shows on its terminal. */
  private static final String FOR_THE_TERMINAL = "inkgate.setup";

  private static final Logger LOG = Logger.getLogger(SetupStart.class.getName());

  @Inject private Users users;
  @Inject private SetupLink link;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    if (users.unclaimed()) {
      LOG.log(Level.WARNING, "No administrator yet. Create the first account at {0}", link.url());
      System.setProperty(FOR_THE_TERMINAL, link.url());
    } else {
      System.clearProperty(FOR_THE_TERMINAL);
    }
  }
}
