package org.inkgate.search;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;

/** Has the index ready soon after the start, and closes it at the end. */
public class SearchStart implements ServletContextListener {

  @Inject private IndexKeeper keeper;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    keeper.start();
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    keeper.stop();
  }
}
