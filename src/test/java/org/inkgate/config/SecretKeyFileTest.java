package org.inkgate.config;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretKeyFileTest {

  @TempDir private Path dataDir;

  @Test
  void keepsTheKeyItMade() {
    byte[] made = key(dataDir.resolve("new/folder"));
    assertEquals(32, made.length);
    assertArrayEquals(made, key(dataDir.resolve("new/folder")));
    assertFalse(Arrays.equals(made, key(dataDir.resolve("another"))));
  }

  @Test
  void isReadableByItsOwnerAloneAndLeavesNothingBeside() throws IOException {
    key(dataDir);
    assertEquals(
        PosixFilePermissions.fromString("rw-------"),
        Files.getPosixFilePermissions(dataDir.resolve("secret.key")));
    try (Stream<Path> files = Files.list(dataDir)) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void isOneForAllWhoStartAtOnce() {
    List<byte[]> keys = IntStream.range(0, 16).parallel().mapToObj(i -> key(dataDir)).toList();
    keys.forEach(key -> assertArrayEquals(keys.get(0), key));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "AAAA", "not base64!", "////"})
  void refusesADamagedFileAndDoesNotReplaceIt(String content) throws IOException {
    Path file = Files.writeString(dataDir.resolve("secret.key"), content);
    BadSettingException refusal =
        assertThrows(BadSettingException.class, () -> SecretKeyFile.in(dataDir).readOrCreate());
    assertEquals("SECRET_KEY file " + file + " is damaged", refusal.getMessage());
    assertEquals(content, Files.readString(file));
  }

  private static byte[] key(Path folder) {
    return SecretKeyFile.in(folder).readOrCreate().bytes();
  }
}
