package org.inkgate.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Properties;
import java.util.logging.LogManager;
import java.util.stream.Stream;

/** The folder that holds everything: the database, the keys, the log, and the unpacked server. */
final class DataFolder {

  private final Path path;

  /** Held as long as the process lives; the system releases it, even after a kill -9. */
  private final FileLock lock;

  private DataFolder(Path path, FileLock lock) {
    this.path = path;
    this.lock = lock;
  }

  /** Makes the folder ready for a start, for this process alone. */
  static DataFolder open(Path path) throws StartException {
    try {
      Files.createDirectories(path, ownerOnly());
      FileLock lock =
          FileChannel.open(
                  path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)
              .tryLock();
      if (lock == null) {
        throw new StartException(
            StartException.FAILED,
            "DATA_DIR is " + path + ", but another Inkgate is running with that folder");
      }
      DataFolder folder = new DataFolder(path, lock);
      folder.makeServerFolder();
      Files.createDirectories(path.resolve("log"));
      return folder;
    } catch (IOException e) {
      throw new StartException(
          StartException.REFUSED,
          "DATA_DIR is " + path + ", but must be a folder that can be written to: " + e);
    }
  }

  private static FileAttribute<?>[] ownerOnly() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }

  /**
   * Empties the server's folder. Payara remembers there what it had deployed, and would deploy that
   * again: an older Inkgate, beside this one.
   */
  private void makeServerFolder() throws IOException {
    if (Files.exists(server())) {
      try (Stream<Path> old = Files.walk(server())) {
        for (Path file : old.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    Files.createDirectories(temporary());
  }

  Path path() {
    return path;
  }

  Path server() {
    return path.resolve("server");
  }

  Path temporary() {
    return server().resolve("tmp");
  }

  Path log() {
    return path.resolve("log").resolve("server.0.log");
  }

  Path loggingProperties() {
    return server().resolve("logging.properties");
  }

  /** Has everything logged into this folder, from now on. */
  void configureLogging() throws StartException {
    Properties logging = new Properties();
    try (InputStream shipped = DataFolder.class.getResourceAsStream("logging.properties")) {
      logging.load(shipped);
    } catch (IOException e) {
      throw new StartException(StartException.FAILED, "inkgate.jar cannot be read: " + e);
    }
    String pattern = path.toString().replace("%", "%%") + "/log/server.%g.log";
    logging.setProperty("java.util.logging.FileHandler.pattern", pattern);
    logging.setProperty(
        "handlers", logging.getProperty("handlers") + "," + StartFailures.class.getName());
    logging.remove("org.inkgate.config.handlers");
    try (OutputStream out = Files.newOutputStream(loggingProperties())) {
      logging.store(out, null);
    } catch (IOException e) {
      throw new StartException(StartException.FAILED, "The log cannot be configured: " + e);
    }
    try (InputStream in = Files.newInputStream(loggingProperties())) {
      LogManager.getLogManager().readConfiguration(in);
    } catch (IOException e) {
      throw new StartException(StartException.FAILED, "The log cannot be written: " + e);
    }
  }
}
