package org.inkgate.testing;

import java.util.List;
import org.inkgate.application.Servlets;
import org.inkgate.http.Route;
import org.inkgate.http.RouteTable;
import org.inkgate.http.RoutedServlet;

/** The routes as the servlets declare them, without a server. */
public final class InkgateRoutes {

  private InkgateRoutes() {}

  /** All routes, in the order of their paths. */
  public static List<Route> all() {
    return new RouteTable(Servlets.ALL.stream().map(InkgateRoutes::make).toList()).routes();
  }

  private static RoutedServlet make(Class<? extends RoutedServlet> type) {
    try {
      return type.getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(type + " can't be made", e);
    }
  }
}
