package org.inkgate.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.Writer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.inkgate.config.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InkgateDataSourceTest {

  @Test
  void whoComesSecondToADatabaseIsToldInOneLine(@TempDir Path folder) throws Exception {
    Path database = folder.resolve("database");
    Process first =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dderby.stream.error.file=" + folder.resolve("derby.log"),
                "-cp",
                System.getProperty("java.class.path"),
                "org.apache.derby.tools.ij")
            .redirectErrorStream(true)
            .start();
    Recorder told = new Recorder();
    Logger log = Logger.getLogger(Settings.class.getName());
    log.addHandler(told);
    try (Writer keyboard = first.outputWriter();
        BufferedReader screen = first.inputReader()) {
      keyboard.write("connect 'jdbc:derby:" + database + ";create=true';\nVALUES 'it is mine';\n");
      keyboard.flush();
      assertTrue(screen.lines().anyMatch(line -> line.contains("it is mine")));
      EmbeddedDataSource derby = new EmbeddedDataSource();
      derby.setDatabaseName(database.toString());
      SQLException refused = assertThrows(SQLException.class, () -> InkgateDataSource.open(derby));
      assertEquals("08001", refused.getSQLState());
      assertEquals(
          List.of(
              "Inkgate can't start: DATA_DIR is "
                  + folder
                  + ", but another server is using the database there"),
          told.lines);
    } finally {
      log.removeHandler(told);
      first.destroy();
    }
  }

  private static final class Recorder extends Handler {

    private final List<String> lines = new ArrayList<>();

    @Override
    public void publish(LogRecord record) {
      lines.add(new SimpleFormatter().formatMessage(record));
    }

    @Override
    public void flush() {
      // Nothing is buffered.
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
