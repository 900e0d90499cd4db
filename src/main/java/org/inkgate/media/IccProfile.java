package org.inkgate.media;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A colour profile in the segments of a JPEG (ICC.1 annex B.4). */
final class IccProfile {

  private static final byte[] NAME = "ICC_PROFILE\0".getBytes(StandardCharsets.ISO_8859_1);
  private static final int APP2 = 0xe2;
  private static final int LONGEST_PIECE = 65_000;
  private static final int MOST_PIECES = 255;

  private IccProfile() {}

  /** The segments of a profile; none for an empty one, or one too long for a JPEG. */
  static byte[] inJpeg(byte[] profile) {
    int pieces = (profile.length + LONGEST_PIECE - 1) / LONGEST_PIECE;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < pieces && pieces <= MOST_PIECES; i++) {
      ByteArrayOutputStream piece = new ByteArrayOutputStream();
      piece.writeBytes(NAME);
      piece.write(i + 1);
      piece.write(pieces);
      int start = i * LONGEST_PIECE;
      piece.write(profile, start, Math.min(LONGEST_PIECE, profile.length - start));
      JpegFile.write(out, APP2, piece.toByteArray());
    }
    return out.toByteArray();
  }
}
