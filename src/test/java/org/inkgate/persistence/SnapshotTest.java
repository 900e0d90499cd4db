package org.inkgate.persistence;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotTest {

  @Test
  void whatAKilledServerLeftIsDeletedAndNothingElse(@TempDir Path data) throws IOException {
    Path copy = data.resolve("snapshot-1234");
    Files.createDirectories(copy.resolve("database/seg0"));
    Files.writeString(copy.resolve("database/seg0/c10.dat"), "rows");
    Files.createDirectory(data.resolve("database"));
    Snapshot.deleteLeftOver(data);
    assertFalse(Files.exists(copy));
    assertTrue(Files.exists(data.resolve("database")));
  }
}
