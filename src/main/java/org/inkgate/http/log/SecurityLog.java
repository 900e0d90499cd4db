package org.inkgate.http.log;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.FileHandler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.inkgate.config.Settings;

/**
 * Keeps what {@link Events} writes in files of its own, {@code DATA_DIR/log/security.0.log} and
 * older ones, so that no other message can rotate a login or a refusal away. The server's log has
 * the events, too.
 *
 * <p>Made here and not in logging.properties, which knows one set of files per kind of handler.
 */
public final class SecurityLog implements ServletContextListener {

  /** A line has some 200 bytes: twenty files hold the last million events. */
  private static final int FILE_BYTES = 10_000_000;

  private static final int FILES = 20;

  private FileHandler handler;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    Path folder = Settings.current().dataDir().resolve("log");
    try {
      Files.createDirectories(folder);
      String pattern = folder.toString().replace("%", "%%") + "/security.%g.log";
      handler = new FileHandler(pattern, FILE_BYTES, FILES, true);
      handler.setEncoding(StandardCharsets.UTF_8.name());
      handler.setFormatter(new SimpleFormatter());
      Events.LOG.addHandler(handler);
    } catch (IOException e) {
      Logger.getLogger(SecurityLog.class.getName())
          .log(Level.WARNING, "Security events are in the server's log only", e);
    }
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    if (handler != null) {
      Events.LOG.removeHandler(handler);
      handler.close();
    }
  }
}
