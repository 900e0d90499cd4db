package org.inkgate.http.payara;

import java.lang.reflect.Method;

/**
 * Has a request that offers another protocol served in this one, as RFC 9110 §7.8 allows: Java's
 * own HTTP client sends "Upgrade: h2c" unless it is told not to.
 *
 * <p>Payara takes each such request for the beginning of the other protocol, although it knows none
 * here: what "Content-Length" and "Transfer-Encoding" say does not count, and the body is not read
 * as one. So a filter of our own, last of those that could know the protocol, takes the offer away.
 */
public final class IgnoredUpgrades extends ChainFilter {

  private Class<?> offer;
  private Method request;
  private Method protocol;
  private Method forget;
  private Method ignoreLength;

  @Override
  void lookUp(PayaraHttp server) throws ReflectiveOperationException {
    offer = server.type("http.HttpEvents$IncomingHttpUpgradeEvent");
    request = offer.getMethod("getHttpHeader");
    Class<?> header = server.type("http.HttpHeader");
    protocol = header.getMethod("getUpgradeDC");
    forget = protocol.getReturnType().getMethod("recycle");
    ignoreLength = header.getMethod("setIgnoreContentModifiers", boolean.class);
  }

  @Override
  void event(Object event) throws ReflectiveOperationException {
    if (offer.isInstance(event)) {
      Object header = request.invoke(event);
      forget.invoke(protocol.invoke(header));
      ignoreLength.invoke(header, false);
    }
  }
}
