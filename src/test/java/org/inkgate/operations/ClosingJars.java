package org.inkgate.operations;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.lang.reflect.Method;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Goes into a test's WAR: has the server close the jars as at the end of a start, while classes are
 * looked for in them. Where that fails, Inkgate does not start.
 */
@WebListener
public class ClosingJars implements ServletContextListener {

  private static final int CLASSES = 150;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    CompletableFuture<Void> looking = new CompletableFuture<>();
    new Thread(
            () -> {
              try {
                for (int i = 0; i < CLASSES; i++) {
                  lookFor(loader, "nowhere.Class" + i);
                }
                looking.complete(null);
              } catch (RuntimeException e) {
                looking.completeExceptionally(e);
              }
            })
        .start();
    try {
      Method close = loader.getClass().getMethod("closeJARs", boolean.class);
      while (!looking.isDone()) {
        close.invoke(loader, true);
      }
      looking.get();
    } catch (NoSuchMethodException anotherServer) {
      looking.join();
    } catch (ReflectiveOperationException | ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void lookFor(ClassLoader loader, String name) {
    try {
      loader.loadClass(name);
      throw new AssertionError(name);
    } catch (ClassNotFoundException expected) {
      // Looked for in all jars.
    }
  }
}
