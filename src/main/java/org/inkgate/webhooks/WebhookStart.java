package org.inkgate.webhooks;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;

/** Delivers to webhooks from the start, when the tables are there, to the end. */
public class WebhookStart implements ServletContextListener {

  @Inject private WebhookSender sender;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    sender.start();
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    sender.stop();
  }
}
