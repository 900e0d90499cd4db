package org.inkgate.media;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes an AVIF apart (ISO/IEC 23008-12) and overwrites with zeros what is not the picture: nothing
 * moves, so every offset in it stays true. No decoder is written in Java, so it has no copies.
 */
final class AvifFile {

  private static final Set<String> PICTURE = Set.of("av01", "grid", "iovl", "iden", "tmap");
  private static final Set<String> KEPT_IN_META =
      Set.of("hdlr", "pitm", "iloc", "iinf", "iref", "iprp", "idat", "dinf", "grpl");

  /** No decoder reads an item of an unknown type. */
  private static final byte[] UNREAD = "skip".getBytes(StandardCharsets.ISO_8859_1);

  /** Bytes of version and flags at the beginning of a full box. */
  private static final int VERSION_BYTES = 4;

  private static final int MOST_BRANDS = 64;

  /** A place may take no byte to say, and stand for the whole file. */
  private static final int MOST_PLACES = 10_000;

  private final ByteBuffer file;
  private final Set<Integer> pictures = new HashSet<>();
  private int primary;
  private int places;
  private final BitSet keptInFile = new BitSet();
  private final BitSet keptInData = new BitSet();

  AvifFile(ByteBuffer in) {
    this.file = in;
  }

  /** Whether a file that begins with a type box names AVIF among its brands. */
  static boolean isAvif(ByteBuffer bytes) {
    int end = Math.min(bytes.limit(), Math.min(bytes.getInt(0), 16 + 4 * MOST_BRANDS));
    for (int at = 8; at + 4 <= end; at += 4) {
      if (at != 12
          && "avif".equals(new String(bytes.array(), at, 4, StandardCharsets.ISO_8859_1))) {
        return true;
      }
    }
    return false;
  }

  ImageFile read() {
    List<Box> boxes = Box.between(file, 0, file.limit());
    if (boxes.stream().anyMatch(box -> box.is("moov"))) {
      throw ImageProblems.otherKind("media.problem.animated");
    }
    Box meta = only(boxes, "meta");
    List<Box> parts = meta.children(file, VERSION_BYTES);
    readPrimary(only(parts, "pitm"));
    only(parts, "iinf");
    for (Box part : parts) {
      if (part.is("iinf")) {
        readItems(part);
      }
    }
    readPlaces(only(parts, "iloc"));
    AvifSize size = AvifSize.of(file, only(parts, "iprp"), primary);
    boxes.stream().filter(box -> box.is("mdat")).forEach(box -> eraseBetween(box, keptInFile, 0));
    for (Box part : parts) {
      if (part.is("idat")) {
        eraseBetween(part, keptInData, part.content());
      } else if (!KEPT_IN_META.contains(part.type())) {
        part.erase(file);
      }
    }
    boxes.stream()
        .filter(box -> !Set.of("ftyp", "meta", "mdat").contains(box.type()))
        .forEach(box -> box.erase(file));
    byte[] bytes = file.array();
    return new ImageFile(
        ImageType.AVIF, size.width(), size.height(), bytes, bytes, 1, new byte[0], 0, true);
  }

  private static Box only(List<Box> boxes, String type) {
    List<Box> found = boxes.stream().filter(box -> box.is(type)).toList();
    if (found.size() != 1) {
      throw ImageProblems.damaged("media.problem.one-box", type);
    }
    return found.get(0);
  }

  private void readPrimary(Box box) {
    file.position(box.content());
    int version = file.getInt() >>> 24;
    primary = id(version > 0);
  }

  private int id(boolean wide) {
    return wide ? file.getInt() : file.getShort() & 0xffff;
  }

  /** Notes the items that are pictures, and makes the others unknown. */
  private void readItems(Box box) {
    boolean wide = file.get(box.content()) > 0;
    for (Box entry : box.children(file, VERSION_BYTES + (wide ? 4 : 2))) {
      file.position(entry.content());
      int version = file.getInt() >>> 24;
      if (!entry.is("infe") || version < 2) {
        throw ImageProblems.damaged("media.problem.items");
      }
      int item = id(version > 2);
      file.getShort();
      int typeAt = file.position();
      String type = new String(file.array(), typeAt, 4, StandardCharsets.ISO_8859_1);
      if (PICTURE.contains(type)) {
        pictures.add(item);
      } else {
        file.put(typeAt, UNREAD);
        Arrays.fill(file.array(), typeAt + UNREAD.length, entry.end(), (byte) 0);
      }
    }
  }

  /** Notes where the pictures are (§8.11.3). */
  private void readPlaces(Box box) {
    file.position(box.content());
    int version = file.getInt() >>> 24;
    int sizes = file.getShort() & 0xffff;
    int items = id(version > 1);
    for (int i = 0; i < items; i++) {
      int item = id(version > 1);
      int method = version > 0 ? file.getShort() & 0xf : 0;
      if (file.getShort() != 0 || method > 1) {
        throw ImageProblems.otherKind("media.problem.plain-offsets");
      }
      long base = number(sizes >> 4 & 0xf);
      int extents = file.getShort() & 0xffff;
      places += extents;
      if (places > MOST_PLACES) {
        throw ImageProblems.damaged("media.problem.parts");
      }
      for (int j = 0; j < extents; j++) {
        if (version > 0) {
          number(sizes & 0xf);
        }
        long start = base + number(sizes >> 12);
        long length = number(sizes >> 8 & 0xf);
        if (pictures.contains(item)) {
          keep(method == 0 ? keptInFile : keptInData, start, length);
        }
      }
    }
  }

  private void keep(BitSet kept, long start, long length) {
    // A length of 0 is the rest of the file.
    long end = length == 0 ? file.limit() : Math.addExact(start, length);
    if (start < 0 || end < start || end > file.limit()) {
      throw ImageProblems.damaged("media.problem.ends-early");
    }
    kept.set((int) start, (int) end);
  }

  private long number(int bytes) {
    return switch (bytes) {
      case 0 -> 0;
      case 4 -> file.getInt() & 0xffffffffL;
      case 8 -> file.getLong();
      default -> throw ImageProblems.damaged("media.problem.offsets");
    };
  }

  /** Leaves of a box what is kept; those places count from the origin. */
  private void eraseBetween(Box box, BitSet kept, int origin) {
    for (int at = box.content(); at < box.end(); at++) {
      if (!kept.get(at - origin)) {
        file.put(at, (byte) 0);
      }
    }
  }
}
