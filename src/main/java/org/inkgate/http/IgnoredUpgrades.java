package org.inkgate.http;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Has a request that offers another protocol served in this one, as RFC 9110 §7.8 allows: Java's
 * own HTTP client sends "Upgrade: h2c" unless it is told not to.
 *
 * <p>Payara takes each such request for the beginning of the other protocol, although it knows none
 * here: what "Content-Length" and "Transfer-Encoding" say does not count, and the body is not read
 * as one. So a filter of our own, last of those that could know the protocol, takes the offer away.
 * On another server this does nothing.
 */
public final class IgnoredUpgrades implements ServletContextListener {

  private static final Logger LOGGER = Logger.getLogger(IgnoredUpgrades.class.getName());

  private List<Object> chain = List.of();
  private Object filter;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    PayaraHttp server = new PayaraHttp();
    try {
      Class<?> type = server.type("filterchain.Filter");
      List<?> servers = server.serverFilters();
      filter =
          Proxy.newProxyInstance(
              type.getClassLoader(), new Class<?>[] {type}, new UpgradeFilter(server));
      chain = server.filterChain();
      chain.add(chain.indexOf(servers.get(0)), filter);
    } catch (ClassNotFoundException notPayara) {
      LOGGER.log(
          Level.FINE, "Not on Payara: offers of other protocols are its business", notPayara);
    } catch (ReflectiveOperationException | RuntimeException e) {
      LOGGER.log(Level.WARNING, "Requests that offer another protocol will lose their body", e);
    }
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    if (!chain.isEmpty()) {
      chain.remove(filter);
    }
  }

  /** Passes everything on, and takes the offer out of requests on the way. */
  private static final class UpgradeFilter implements InvocationHandler {

    private final Method goOn;
    private final Class<?> offer;
    private final Method request;
    private final Method protocol;
    private final Method forget;
    private final Method ignoreLength;

    UpgradeFilter(PayaraHttp server) throws ReflectiveOperationException {
      goOn = server.type("filterchain.FilterChainContext").getMethod("getInvokeAction");
      offer = server.type("http.HttpEvents$IncomingHttpUpgradeEvent");
      request = offer.getMethod("getHttpHeader");
      Class<?> header = server.type("http.HttpHeader");
      protocol = header.getMethod("getUpgradeDC");
      forget = protocol.getReturnType().getMethod("recycle");
      ignoreLength = header.getMethod("setIgnoreContentModifiers", boolean.class);
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments)
        throws ReflectiveOperationException {
      switch (method.getName()) {
        case "handleEvent":
          if (offer.isInstance(arguments[1])) {
            Object header = request.invoke(arguments[1]);
            forget.invoke(protocol.invoke(header));
            ignoreLength.invoke(header, false);
          }
          return goOn.invoke(arguments[0]);
        case "handleRead", "handleWrite", "handleConnect", "handleAccept", "handleClose":
          return goOn.invoke(arguments[0]);
        case "equals":
          return proxy == arguments[0];
        case "hashCode":
          return System.identityHashCode(proxy);
        case "toString":
          return IgnoredUpgrades.class.getName();
        default:
          return null;
      }
    }
  }
}
