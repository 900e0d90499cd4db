package org.inkgate.http.payara;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/**
 * Lets requests such as {@code GET /%zz} come as far as Inkgate, to be answered like any other
 * unknown path.
 *
 * <p>Payara cannot decode such a path, logs an exception and sends an empty 200, before any filter
 * is asked and with any configuration. So each request is looked at as it comes in, and a percent
 * sign that begins no escape is written as one: {@code %25}. So is a plus sign, as {@code %2B}:
 * Payara takes it for a space, which it is in a query only. On another server this does nothing.
 */
public final class UndecodablePaths implements ServletContextListener {

  private static final Logger LOGGER = Logger.getLogger(UndecodablePaths.class.getName());
  private static final Pattern STRAY_PERCENT = Pattern.compile("%(?![0-9A-Fa-f]{2})");

  /** Payara's HTTP filters with what was added to them, to be taken away at the end. */
  private List<?> filters = List.of();

  private Object probes;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    PayaraHttp server = new PayaraHttp();
    try {
      Class<?> probe = server.type("http.server.HttpServerProbe");
      probes = Array.newInstance(probe, 1);
      Array.set(
          probes,
          0,
          Proxy.newProxyInstance(
              probe.getClassLoader(), new Class<?>[] {probe}, new RequestListener(server)));
      server.whenListening(() -> listen(server));
    } catch (ClassNotFoundException notPayara) {
      LOGGER.log(Level.FINE, "Not on Payara: paths are left as they are", notPayara);
    } catch (ReflectiveOperationException | RuntimeException e) {
      LOGGER.log(Level.WARNING, "Paths that cannot be decoded will get Payara's empty answer", e);
    }
  }

  private void listen(PayaraHttp server) throws ReflectiveOperationException {
    filters = server.serverFilters();
    for (Object filter : filters) {
      PayaraHttp.call(PayaraHttp.call(filter, "getMonitoringConfig"), "addProbes", probes);
    }
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    try {
      for (Object filter : filters) {
        PayaraHttp.call(PayaraHttp.call(filter, "getMonitoringConfig"), "removeProbes", probes);
      }
    } catch (ReflectiveOperationException e) {
      LOGGER.log(Level.FINE, "Payara keeps a listener of an application that is gone", e);
    }
  }

  /** Hears of each request, before Payara decodes its path. */
  private static final class RequestListener implements InvocationHandler {

    private final Method packet;
    private final Method uri;
    private final Method sentUri;
    private final Method setUri;

    RequestListener(PayaraHttp server) throws ReflectiveOperationException {
      packet = server.type("http.server.Request").getMethod("getRequest");
      uri = server.type("http.HttpRequestPacket").getMethod("getRequestURIRef");
      Class<?> uriType = server.type("http.util.RequestURIRef");
      sentUri = uriType.getMethod("getOriginalRequestURIBC");
      setUri = uriType.getMethod("setURI", String.class);
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments)
        throws ReflectiveOperationException {
      switch (method.getName()) {
        case "onRequestReceiveEvent":
          escape(arguments[2]);
          return null;
        case "equals":
          return proxy == arguments[0];
        case "hashCode":
          return System.identityHashCode(proxy);
        case "toString":
          return UndecodablePaths.class.getName();
        default:
          return null;
      }
    }

    private void escape(Object request) throws ReflectiveOperationException {
      Object path = uri.invoke(packet.invoke(request));
      String sent = String.valueOf(sentUri.invoke(path));
      if (sent.indexOf('%') >= 0 || sent.indexOf('+') >= 0) {
        String escaped = STRAY_PERCENT.matcher(sent).replaceAll("%25").replace("+", "%2B");
        if (!escaped.equals(sent)) {
          setUri.invoke(path, escaped);
        }
      }
    }
  }
}
