package org.inkgate.http;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.List;

/**
 * Payara's HTTP server, for what no setting of it mends. By reflection, as it is no part of Jakarta
 * EE; the methods that each request needs are looked up once.
 */
final class PayaraHttp {

  /**
   * As Payara Micro names it; and as Payara Server does, and GlassFish, which Payara comes from.
   */
  private static final List<String> LISTENERS = List.of("http-listener", "http-listener-1");

  private static final String GRIZZLY = "org.glassfish.grizzly.";

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

  private Object listener() throws ReflectiveOperationException {
    Object services =
        classes
            .loadClass("org.glassfish.internal.api.Globals")
            .getMethod("getDefaultHabitat")
            .invoke(null);
    Class<?> listenerType = type("config.dom.NetworkListener");
    Class<?> grizzlyType = classes.loadClass("com.sun.enterprise.v3.services.impl.GrizzlyService");
    Annotation[] unqualified = {};
    Method named =
        services.getClass().getMethod("getService", Class.class, String.class, Annotation[].class);
    Object listener = null;
    for (String name : LISTENERS) {
      listener =
          listener != null ? listener : named.invoke(services, listenerType, name, unqualified);
    }
    Object grizzly =
        services
            .getClass()
            .getMethod("getService", Class.class, Annotation[].class)
            .invoke(services, grizzlyType, unqualified);
    Object proxy =
        grizzlyType.getMethod("lookupNetworkProxy", listenerType).invoke(grizzly, listener);
    return call(proxy, "getUnderlyingListener");
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
