package org.inkgate.transfer.imports;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.sql.SQLException;

/** Receives one object of a file or a table after the other. */
@FunctionalInterface
public interface JsonSink {
  void accept(JsonObject row) throws IOException, SQLException;
}
