package org.inkgate.http;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request without a server, as far as routing and negotiation look at one, and its response. */
public final class Exchange {

  /** Whose connection it is. */
  public static final String PEER = "10.0.0.1";

  private final Map<String, String> requestHeaders = new HashMap<>();
  private final Map<String, String> responseHeaders = new HashMap<>();
  private final List<Cookie> cookies = new ArrayList<>();
  private final Map<String, Object> attributes = new HashMap<>();
  private final String method;
  private final String servletPath;
  private final String pathInfo;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private int status = 200;

  public Exchange(String method, String servletPath, String pathInfo) {
    this.method = method;
    this.servletPath = servletPath;
    this.pathInfo = pathInfo;
  }

  public Exchange with(String header, String value) {
    requestHeaders.put(header, value);
    return this;
  }

  public Exchange withCookie(String name, String value) {
    cookies.add(new Cookie(name, value));
    return this;
  }

  public HttpServletRequest request() {
    return proxy(
        HttpServletRequest.class,
        (proxy, called, arguments) ->
            switch (called.getName()) {
              case "getMethod" -> method;
              case "getQueryString" -> null;
              case "getServletPath" -> servletPath;
              case "getPathInfo" -> pathInfo;
              case "getRequestURI" -> pathInfo == null ? servletPath : servletPath + pathInfo;
              case "getCookies" -> cookies.isEmpty() ? null : cookies.toArray(Cookie[]::new);
              case "getHeader" -> requestHeaders.get(arguments[0]);
              case "getContentType" -> requestHeaders.get("Content-Type");
              case "getHeaders" ->
                  Collections.enumeration(
                      Optional.ofNullable(requestHeaders.get(arguments[0])).stream().toList());
              case "getRemoteAddr" -> PEER;
              case "getServletContext" -> context();
              case "isSecure" -> false;
              case "getAttribute" -> attributes.get(arguments[0]);
              case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
              default -> throw new UnsupportedOperationException(called.toString());
            });
  }

  /** No site was set up in it. */
  private static ServletContext context() {
    return proxy(
        ServletContext.class,
        (proxy, called, arguments) -> {
          if (called.getName().equals("getAttribute")) {
            return null;
          }
          throw new UnsupportedOperationException(called.toString());
        });
  }

  HttpServletResponse response() {
    return proxy(
        HttpServletResponse.class,
        (proxy, called, arguments) -> {
          switch (called.getName()) {
            case "setHeader" -> responseHeaders.put((String) arguments[0], (String) arguments[1]);
            case "setStatus" -> status = (int) arguments[0];
            case "setContentType", "setContentLength", "setContentLengthLong" -> {}
            case "getStatus" -> {
              return status;
            }
            case "getHeader" -> {
              return responseHeaders.get(arguments[0]);
            }
            case "containsHeader" -> {
              return responseHeaders.containsKey((String) arguments[0]);
            }
            case "getOutputStream" -> {
              return stream();
            }
            default -> throw new UnsupportedOperationException(called.toString());
          }
          return null;
        });
  }

  private ServletOutputStream stream() {
    return new ServletOutputStream() {
      @Override
      public void write(int octet) {
        body.write(octet);
      }

      @Override
      public boolean isReady() {
        return true;
      }

      @Override
      public void setWriteListener(WriteListener listener) {
        throw new UnsupportedOperationException();
      }
    };
  }

  String body() {
    return body.toString(StandardCharsets.UTF_8);
  }

  int status() {
    return status;
  }

  String header(String name) {
    return responseHeaders.get(name);
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(Exchange.class.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
