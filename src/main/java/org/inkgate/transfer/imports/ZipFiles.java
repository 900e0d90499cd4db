package org.inkgate.transfer.imports;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Reads an untrusted ZIP. Nothing is ever written under the names in it, and what it says about
 * lengths is not believed.
 */
public final class ZipFiles implements Closeable {

  /** The most bytes that all files read may have together. */
  private static final long MOST_BYTES = 2L * 1024 * 1024 * 1024;

  private static final int MOST_ENTRIES = 100_000;

  private final ZipFile zip;
  private long left = MOST_BYTES;

  /**
   * Opens a file.
   *
   * @throws IOException when it is no ZIP, or has too many entries
   */
  public ZipFiles(Path file) throws IOException {
    zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8);
    if (zip.size() > MOST_ENTRIES) {
      zip.close();
      throw new IOException("more than " + MOST_ENTRIES + " entries");
    }
  }

  /** The names of all files, in order. */
  List<String> names() {
    return zip.stream()
        .filter(entry -> !entry.isDirectory())
        .map(ZipEntry::getName)
        .sorted(Comparator.naturalOrder())
        .toList();
  }

  static boolean isPlain(String name) {
    return !name.startsWith("/")
        && !name.contains("\\")
        && !name.contains(":")
        && !List.of(name.split("/", -1)).contains("..");
  }

  /**
   * The bytes of a file; empty when they are more than so many.
   *
   * @throws IOException when it is damaged
   */
  Optional<byte[]> bytes(String name, int most) throws IOException {
    int readable = (int) Math.min(most, left);
    try (InputStream content = zip.getInputStream(zip.getEntry(name))) {
      byte[] bytes = content.readNBytes(readable + 1);
      left -= bytes.length;
      return bytes.length > readable ? Optional.empty() : Optional.of(bytes);
    }
  }

  static String text(byte[] bytes) throws IOException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
