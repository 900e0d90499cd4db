package org.inkgate.transfer.imports;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jose4j.lang.HashUtil;

/** Names what an item was elsewhere, in as many characters as a key has. */
final class Source {

  private Source() {}

  static String digest(String source) {
    byte[] digest =
        HashUtil.getMessageDigest(HashUtil.SHA_256).digest(source.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest);
  }
}
