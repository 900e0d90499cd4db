package org.inkgate.http.payara;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A filter of our own in Payara's HTTP server, where no thread of a servlet is needed yet. On
 * another server it does nothing.
 */
abstract class ChainFilter implements ServletContextListener, InvocationHandler {

  private static final Logger LOGGER = Logger.getLogger(ChainFilter.class.getName());

  private Method goOn;
  private List<Object> chain = List.of();
  private Object filter;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    PayaraHttp server = new PayaraHttp();
    try {
      goOn = server.type("filterchain.FilterChainContext").getMethod("getInvokeAction");
      lookUp(server);
      server.whenListening(() -> addTo(server));
    } catch (ClassNotFoundException notPayara) {
      LOGGER.log(Level.FINE, "Not on Payara: " + getClass().getName() + " rests", notPayara);
    } catch (ReflectiveOperationException | RuntimeException e) {
      LOGGER.log(Level.WARNING, e, () -> getClass().getName() + " does not work");
    }
  }

  private void addTo(PayaraHttp server) throws ReflectiveOperationException {
    Class<?> type = server.type("filterchain.Filter");
    filter = Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, this);
    chain = server.filterChain();
    chain.add(place(server, chain), filter);
  }

  /** Where in the chain the filter belongs: where requests are understood and not answered yet. */
  int place(PayaraHttp server, List<Object> filters) throws ReflectiveOperationException {
    return filters.indexOf(server.serverFilters().get(0));
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    // Where inkgate.jar ends, requests come in until the server has closed its port.
    if (!isEnding() && !chain.isEmpty()) {
      chain.remove(filter);
    }
  }

  static boolean isEnding() {
    return Boolean.getBoolean("inkgate.draining");
  }

  /** Looks up the methods that each request needs, once. */
  abstract void lookUp(PayaraHttp server) throws ReflectiveOperationException;

  /** Part of a request has come in; returns what is to follow. */
  Object read(Object context) throws ReflectiveOperationException {
    return goOn(context);
  }

  /** Part of an answer goes out; returns what is to follow. */
  Object write(Object context) throws ReflectiveOperationException {
    return goOn(context);
  }

  /** A connection has ended; returns what is to follow. */
  Object closed(Object context) throws ReflectiveOperationException {
    return goOn(context);
  }

  /** The server says something about a request; the filters after this one are told, too. */
  void event(Object event) throws ReflectiveOperationException {}

  final Object goOn(Object context) throws ReflectiveOperationException {
    return goOn.invoke(context);
  }

  @Override
  public final Object invoke(Object proxy, Method method, Object[] arguments)
      throws ReflectiveOperationException {
    switch (method.getName()) {
      case "handleRead":
        return read(arguments[0]);
      case "handleEvent":
        event(arguments[1]);
        return goOn(arguments[0]);
      case "handleWrite":
        return write(arguments[0]);
      case "handleClose":
        return closed(arguments[0]);
      case "handleConnect", "handleAccept":
        return goOn(arguments[0]);
      case "equals":
        return proxy == arguments[0];
      case "hashCode":
        return System.identityHashCode(proxy);
      case "toString":
        return getClass().getName();
      default:
        return null;
    }
  }
}
