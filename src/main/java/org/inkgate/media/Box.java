package org.inkgate.media;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A box of an ISO base media file (ISO/IEC 14496-12 §4.2): a place in the file with a type.
 *
 * @param start of its length field
 * @param content where its content begins
 * @param end behind its last byte
 */
record Box(String type, int start, int content, int end) {

  private static final byte[] FREE = "free".getBytes(StandardCharsets.ISO_8859_1);
  private static final int HEADER_BYTES = 8;

  /** In one box; a picture of many tiles has thousands. */
  private static final int MOST = 10_000;

  /** The boxes that fill a part of a file without a gap. */
  static List<Box> between(ByteBuffer file, int start, int end) {
    List<Box> boxes = new ArrayList<>();
    for (int at = start; at < end; ) {
      Box box = at(file, at, end);
      boxes.add(box);
      if (boxes.size() > MOST) {
        throw ImageProblems.damaged("media.problem.parts");
      }
      at = box.end();
    }
    return boxes;
  }

  private static Box at(ByteBuffer file, int start, int end) {
    long length = file.getInt(start) & 0xffffffffL;
    int header = HEADER_BYTES;
    if (length == 1) {
      length = file.getLong(start + HEADER_BYTES);
      header = 2 * HEADER_BYTES;
    } else if (length == 0) {
      length = end - (long) start;
    }
    if (length < header || length > end - start) {
      throw ImageProblems.damaged("media.problem.box-length");
    }
    String type = new String(file.array(), start + 4, 4, StandardCharsets.ISO_8859_1);
    return new Box(type, start, start + header, start + (int) length);
  }

  List<Box> children(ByteBuffer file, int skipped) {
    return between(file, content + skipped, end);
  }

  boolean is(String wanted) {
    return type.equals(wanted);
  }

  /** Empties it and declares it free space, so that nothing behind it moves (§8.1.2). */
  void erase(ByteBuffer file) {
    file.put(start + 4, FREE);
    Arrays.fill(file.array(), content, end, (byte) 0);
  }
}
