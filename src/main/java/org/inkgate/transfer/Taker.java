package org.inkgate.transfer;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.sql.SQLException;

/** Takes one thing of a file or a database after the other. */
@FunctionalInterface
interface Taker {
  void take(JsonObject thing) throws IOException, SQLException;
}
