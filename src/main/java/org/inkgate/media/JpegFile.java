package org.inkgate.media;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Takes a JPEG apart (ITU-T T.81 annex B) and leaves out what is not the picture: Exif, XMP,
 * comments, thumbnails, further images, and bytes after the end.
 */
final class JpegFile {

  private static final int SOI = 0xd8;
  private static final int EOI = 0xd9;
  private static final int SOS = 0xda;
  private static final int DNL = 0xdc;
  private static final int APP0 = 0xe0;
  private static final int APP1 = 0xe1;
  private static final int APP2 = 0xe2;
  private static final int APP14 = 0xee;
  private static final int APP15 = 0xef;
  private static final int COM = 0xfe;

  /** Each scan is a walk over all pixels; an honest progressive image has about ten. */
  private static final int MOST_SCANS = 100;

  /** Pixels by scans: the largest image of ten scans is decoded in 1.5 s. */
  private static final long MOST_DECODED = 500_000_000;

  private static final int LENGTH_BYTES = 2;

  private final ByteBuffer in;
  private final ByteArrayOutputStream jfif = new ByteArrayOutputStream();
  private final ByteArrayOutputStream adobe = new ByteArrayOutputStream();
  private final ByteArrayOutputStream profile = new ByteArrayOutputStream();
  private final ByteArrayOutputStream picture = new ByteArrayOutputStream();
  private int width;
  private int height;
  private int components;
  private int scans;
  private int orientation = 1;

  JpegFile(ByteBuffer in) {
    this.in = in;
  }

  ImageFile read() {
    in.position(2);
    for (int marker = marker(); marker != EOI; marker = marker()) {
      segment(marker);
    }
    if (scans == 0) {
      throw ImageProblems.damaged("media.problem.no-picture");
    }
    boolean lying = orientation >= 5;
    return new ImageFile(
        ImageType.JPEG,
        lying ? height : width,
        lying ? width : height,
        join(true),
        join(false),
        orientation,
        profile.toByteArray(),
        decodable() ? components : 0,
        true);
  }

  /** Four components are inks, which Java's reader does not know. */
  private boolean decodable() {
    return components < 4 && (long) width * height * scans <= MOST_DECODED;
  }

  private byte[] join(boolean whole) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(picture.size() + profile.size() + 200);
    out.write(0xff);
    out.write(SOI);
    out.writeBytes(jfif.toByteArray());
    if (whole && orientation > 1) {
      write(out, APP1, Orientation.exif(orientation));
    }
    out.writeBytes(adobe.toByteArray());
    if (whole) {
      out.writeBytes(profile.toByteArray());
    }
    out.writeBytes(picture.toByteArray());
    out.write(0xff);
    out.write(EOI);
    return out.toByteArray();
  }

  private int marker() {
    if (next() != 0xff) {
      throw ImageProblems.damaged("media.problem.marker");
    }
    int marker = next();
    while (marker == 0xff) {
      marker = next();
    }
    return marker;
  }

  private int next() {
    return in.get() & 0xff;
  }

  private void segment(int marker) {
    int length = in.getShort() & 0xffff;
    if (length < LENGTH_BYTES) {
      throw ImageProblems.damaged("media.problem.part-length");
    }
    byte[] content = new byte[length - LENGTH_BYTES];
    in.get(content);
    switch (marker) {
      case 0xc0, 0xc1, 0xc2 -> frame(marker, content);
      // Huffman tables, quantization tables, restart interval
      case 0xc4, 0xdb, 0xdd -> write(picture, marker, content);
      case SOS -> scan(content);
      case APP0 -> {
        if (begins(content, "JFIF\0")) {
          // Without its thumbnail
          jfif.reset();
          byte[] head = Arrays.copyOf(content, 14);
          head[12] = 0;
          head[13] = 0;
          write(jfif, APP0, head);
        }
      }
      case APP1 -> {
        if (begins(content, "Exif\0")) {
          orientation = Orientation.of(content, 6);
        }
      }
      case APP2 -> {
        if (begins(content, "ICC_PROFILE\0")) {
          write(profile, APP2, content);
        }
      }
      case APP14 -> {
        if (begins(content, "Adobe") && content.length >= 12) {
          // Tells how the colours are to be read
          adobe.reset();
          write(adobe, APP14, Arrays.copyOf(content, 12));
        }
      }
      default -> {
        if (marker != COM && !(marker > APP0 && marker <= APP15)) {
          throw ImageProblems.otherKind("media.problem.jpeg-kind");
        }
      }
    }
  }

  private void frame(int marker, byte[] content) {
    ByteBuffer frame = ByteBuffer.wrap(content);
    if (components > 0) {
      throw ImageProblems.damaged("media.problem.two-frames");
    }
    if (frame.get(0) != 8) {
      throw ImageProblems.otherKind("media.problem.bits");
    }
    height = frame.getShort(1) & 0xffff;
    width = frame.getShort(3) & 0xffff;
    components = frame.get(5);
    ImageFile.checkSize(width, height);
    if (components != 1 && components != 3 && components != 4) {
      throw ImageProblems.damaged("media.problem.components", components);
    }
    write(picture, marker, content);
  }

  private void scan(byte[] content) {
    if (components == 0 || ++scans > MOST_SCANS) {
      throw ImageProblems.damaged(
          components == 0 ? "media.problem.no-frame" : "media.problem.parts");
    }
    write(picture, SOS, content);
    int start = in.position();
    int end = endOfScan(start);
    picture.write(in.array(), start, end - start);
    in.position(end);
  }

  /** Entropy-coded data ends at a marker other than a stuffed zero or a restart. */
  private int endOfScan(int start) {
    for (int at = start; ; at++) {
      if (in.get(at) == (byte) 0xff) {
        int marker = in.get(at + 1) & 0xff;
        if (marker == DNL) {
          throw ImageProblems.otherKind("media.problem.height");
        }
        if (marker != 0 && marker != 0xff && (marker < 0xd0 || marker > 0xd7)) {
          return at;
        }
      }
    }
  }

  private static boolean begins(byte[] content, String text) {
    byte[] wanted = text.getBytes(StandardCharsets.ISO_8859_1);
    return content.length >= wanted.length
        && ByteBuffer.wrap(content, 0, wanted.length).equals(ByteBuffer.wrap(wanted));
  }

  static void write(ByteArrayOutputStream out, int marker, byte[] content) {
    out.write(0xff);
    out.write(marker);
    out.write((content.length + LENGTH_BYTES) >> 8);
    out.write(content.length + LENGTH_BYTES);
    out.writeBytes(content);
  }
}
