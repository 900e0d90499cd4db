package org.inkgate.persistence;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.eclipse.persistence.sessions.JNDIConnector;
import org.eclipse.persistence.sessions.Session;

/** Takes connections from the server's pool, and shows how many are taken and waited for. */
class CountedConnections extends JNDIConnector {

  /** As web.xml says: a server shows its pool in its own way only, if at all. */
  static final int MOST = 32;

  private static final Counter TAKEN =
      Counter.builder()
          .name("inkgate_database_connections_taken_total")
          .help("How often a connection of the database's pool was taken")
          .register();

  static final Gauge IN_USE =
      gauge("in_use", "Connections of the database's pool that requests have taken");

  static final Gauge WAITING =
      gauge("waiting", "Requests that wait for a connection of the database's pool");

  static {
    gauge("max", "Connections that the database's pool has at the most").set(MOST);
  }

  CountedConnections(DataSource pool) {
    super(pool);
  }

  private static Gauge gauge(String what, String help) {
    return Gauge.builder().name("inkgate_database_connections_" + what).help(help).register();
  }

  @Override
  public Connection connect(Properties properties, Session session) {
    WAITING.inc();
    try {
      Connection connection = super.connect(properties, session);
      TAKEN.inc();
      IN_USE.inc();
      return counted(connection);
    } finally {
      WAITING.dec();
    }
  }

  /** The same connection, which is given back when it is closed. */
  private static Connection counted(Connection connection) {
    AtomicBoolean taken = new AtomicBoolean(true);
    return (Connection)
        Proxy.newProxyInstance(
            CountedConnections.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("close") && taken.getAndSet(false)) {
                IN_USE.dec();
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
