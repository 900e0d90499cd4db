package org.inkgate.http.payara;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Payara's HTTP server, for what its settings cannot fix. By reflection, as it is not part of
 * Jakarta EE; the methods that each request needs are looked up once.
 */
final class PayaraHttp {

  /**
   * As Payara Micro names it; and as Payara Server does, and GlassFish, which Payara comes from.
   */
  private static final List<String> LISTENERS = List.of("http-listener", "http-listener-1");

  private static final String GRIZZLY = "org.glassfish.grizzly.";

  private static final Annotation[] UNQUALIFIED = {};

  private static final Logger LOGGER = Logger.getLogger(PayaraHttp.class.getName());

  private static final long PAUSE_MILLISECONDS = 2;

  private final ClassLoader classes = Thread.currentThread().getContextClassLoader();

  /**
   * A class of Grizzly, of which this server is made.
   *
   * @param name as in "http.HttpHeader"
   * @throws ClassNotFoundException where the server is not Payara
   */
  Class<?> type(String name) throws ClassNotFoundException {
    return classes.loadClass(GRIZZLY + name);
  }

  /** What answers HTTP once a connection's bytes are understood. */
  List<?> serverFilters() throws ReflectiveOperationException {
    return (List<?>) call(listener(), "getFilters", type("http.server.HttpServerFilter"));
  }

  /** What everything read from a connection passes, in order; it may be added to. */
  @SuppressWarnings("unchecked")
  List<Object> filterChain() throws ReflectiveOperationException {
    return (List<Object>) call(call(listener(), "getTransport"), "getProcessor");
  }

  /** Something that needs the listener. */
  @FunctionalInterface
  interface Step {
    void take() throws ReflectiveOperationException;
  }

  /**
   * Takes a step now or, as inkgate.jar opens its port when all is ready, as soon as that is open.
   */
  void whenListening(Step step) throws ReflectiveOperationException {
    if (proxy() != null) {
      step.take();
      return;
    }
    Class<?> type = classes.loadClass("org.jvnet.hk2.config.ConfigListener");
    AtomicBoolean changed = new AtomicBoolean();
    Object observer =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "changed" -> {
                    if (changed.compareAndSet(false, true)) {
                      awaitListener(step);
                    }
                    yield null;
                  }
                  case "equals" -> self == arguments[0];
                  case "hashCode" -> System.identityHashCode(self);
                  default -> PayaraHttp.class.getName();
                });
    Object bean =
        classes
            .loadClass("org.jvnet.hk2.config.ConfigSupport")
            .getMethod("getImpl", classes.loadClass("org.jvnet.hk2.config.ConfigBeanProxy"))
            .invoke(null, configuration());
    call(bean, "addListener", observer);
  }

  /** The server may hear after us that the port is to be opened, and in the same thread. */
  private void awaitListener(Step step) {
    Thread waiting =
        new Thread(
            () -> {
              try {
                while (proxy() == null) {
                  TimeUnit.MILLISECONDS.sleep(PAUSE_MILLISECONDS);
                }
                // One after the other: each goes through the filters, and may add one.
                synchronized (PayaraHttp.class) {
                  step.take();
                }
              } catch (ReflectiveOperationException | RuntimeException e) {
                LOGGER.log(Level.WARNING, "Payara's HTTP server is not as it should be", e);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "waits for the port");
    waiting.setDaemon(true);
    waiting.start();
  }

  private Object listener() throws ReflectiveOperationException {
    return call(proxy(), "getUnderlyingListener");
  }

  /** The listener that stands for the port, or null as long as that is closed. */
  private Object proxy() throws ReflectiveOperationException {
    Class<?> grizzlyType = classes.loadClass("com.sun.enterprise.v3.services.impl.GrizzlyService");
    Object services = services();
    Object grizzly =
        services
            .getClass()
            .getMethod("getService", Class.class, Annotation[].class)
            .invoke(services, grizzlyType, UNQUALIFIED);
    return grizzlyType
        .getMethod("lookupNetworkProxy", type("config.dom.NetworkListener"))
        .invoke(grizzly, configuration());
  }

  /** What the server's configuration says about the listener. */
  private Object configuration() throws ReflectiveOperationException {
    Object services = services();
    Method named =
        services.getClass().getMethod("getService", Class.class, String.class, Annotation[].class);
    Object listener = null;
    for (String name : LISTENERS) {
      listener =
          listener != null
              ? listener
              : named.invoke(services, type("config.dom.NetworkListener"), name, UNQUALIFIED);
    }
    return listener;
  }

  private Object services() throws ReflectiveOperationException {
    return classes
        .loadClass("org.glassfish.internal.api.Globals")
        .getMethod("getDefaultHabitat")
        .invoke(null);
  }

  /** Calls the public method of that name and number of arguments. */
  static Object call(Object target, String name, Object... arguments)
      throws ReflectiveOperationException {
    for (Method method : target.getClass().getMethods()) {
      if (method.getName().equals(name) && method.getParameterCount() == arguments.length) {
        return method.invoke(target, arguments);
      }
    }
    throw new NoSuchMethodException(target.getClass().getName() + "." + name);
  }
}
