package org.inkgate.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Properties;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.eclipse.persistence.exceptions.DatabaseException;
import org.eclipse.persistence.internal.sessions.DatabaseSessionImpl;
import org.eclipse.persistence.sessions.DatabaseLogin;
import org.junit.jupiter.api.Test;

class CountedConnectionsTest {

  private final EmbeddedDataSource database = new EmbeddedDataSource();

  @Test
  void aConnectionIsInUseUntilItIsClosedForTheFirstTime() throws Exception {
    database.setDatabaseName("memory:counted");
    database.setCreateDatabase("create");
    Connection first = connect();
    Connection second = connect();
    assertEquals(2, CountedConnections.IN_USE.get());
    first.close();
    first.close();
    assertEquals(1, CountedConnections.IN_USE.get());
    second.close();
    assertEquals(0, CountedConnections.IN_USE.get());
    assertEquals(0, CountedConnections.WAITING.get());
  }

  @Test
  void aConnectionThatIsNotHadCountsAsNeither() {
    database.setDatabaseName("memory:nowhere");
    assertThrows(DatabaseException.class, this::connect);
    assertEquals(0, CountedConnections.IN_USE.get());
    assertEquals(0, CountedConnections.WAITING.get());
  }

  @Test
  void theMostIsWhatTheServerIsTold() throws Exception {
    String webXml = Files.readString(Path.of("webapp", "WEB-INF", "web.xml"));
    assertEquals(
        CountedConnections.MOST + "",
        webXml.replaceAll("(?s).*<max-pool-size>(\\d+)</max-pool-size>.*", "$1"));
  }

  private Connection connect() {
    return new CountedConnections(database)
        .connect(new Properties(), new DatabaseSessionImpl(new DatabaseLogin()));
  }
}
