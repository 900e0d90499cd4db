package org.inkgate.http.payara;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps the server from looking into our jars while it closes them.
 *
 * <p>Payara closes the jars of WEB-INF/lib at the end of a start, and whenever none was needed for
 * a while. Its class loader holds a lock meanwhile; but before it looks into them, it asks for each
 * class among the files that are shown to readers, and these include what lies in the same jars
 * under META-INF/resources, without that lock. A thread that loads a class in that moment gets "zip
 * file closed"; and a class whose initialisation was cut off by that is gone for good. None of our
 * jars has anything to show. On another server this does nothing.
 */
public final class JarLookups implements ServletContextListener {

  private static final Logger LOGGER = Logger.getLogger(JarLookups.class.getName());

  /** As Catalina names the files of a web application, for its own servlets. */
  private static final String FILES = "org.apache.catalina.resources";

  @Override
  public void contextInitialized(ServletContextEvent event) {
    Object files = event.getServletContext().getAttribute(FILES);
    if (files == null) {
      return;
    }
    try {
      Object folder = PayaraHttp.call(files, "getDirContext");
      PayaraHttp.call(folder, "setJarFileResourcesProvider", (Object) null);
    } catch (ReflectiveOperationException e) {
      LOGGER.log(Level.WARNING, "A class may get lost while the server starts", e);
    }
  }
}
