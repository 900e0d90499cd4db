package org.inkgate.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** The secret key Inkgate makes for itself when the operator sets none. */
record SecretKeyFile(Path folder, Path file) {

  private static final int BYTES = 32;

  static SecretKeyFile in(Path dataDir) {
    return new SecretKeyFile(dataDir, dataDir.resolve("secret.key"));
  }

  Secret readOrCreate() {
    try {
      Files.createDirectories(folder);
      create();
      byte[] key = Base64.getDecoder().decode(Files.readString(file).strip());
      if (key.length != BYTES) {
        throw new BadSettingException("SECRET_KEY", "file " + file + " is damaged");
      }
      return new Secret(key);
    } catch (IllegalArgumentException e) {
      throw new BadSettingException("SECRET_KEY", "file " + file + " is damaged");
    } catch (IOException e) {
      throw new UncheckedIOException("Can't read or create " + file, e);
    }
  }

  private void create() throws IOException {
    if (Files.exists(file)) {
      return;
    }
    byte[] key = new byte[BYTES];
    new SecureRandom().nextBytes(key);
    // Written beside and moved, so that a crash can't leave half a key.
    Path draft = Files.createTempFile(folder, "secret", ".tmp", ownerOnly());
    Files.write(
        draft,
        Base64.getEncoder().encodeToString(key).getBytes(StandardCharsets.US_ASCII),
        StandardOpenOption.SYNC);
    try {
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException e) {
      // Another server on the same folder was first; its key counts.
    } catch (UnsupportedOperationException e) {
      Files.move(draft, file);
    }
    Files.deleteIfExists(draft);
  }

  private FileAttribute<?>[] ownerOnly() {
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
