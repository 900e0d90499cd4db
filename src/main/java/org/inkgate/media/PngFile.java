package org.inkgate.media;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * Takes a PNG apart (W3C PNG, third edition) and keeps the chunks that make the picture: texts,
 * times, Exif and what follows the end stay behind.
 */
final class PngFile {

  static final int SIGNATURE_BYTES = 8;

  private static final Set<String> PICTURE = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");
  private static final Set<String> COLOURS = Set.of("iCCP", "sRGB", "gAMA", "cHRM", "cICP");
  private static final Set<String> OTHERS = Set.of("sBIT", "bKGD", "pHYs", "acTL", "fcTL", "fdAT");

  private final ByteBuffer in;
  private final ByteArrayOutputStream content = new ByteArrayOutputStream();
  private final ByteArrayOutputStream picture = new ByteArrayOutputStream();
  private final ByteArrayOutputStream profile = new ByteArrayOutputStream();
  private int width;
  private int height;
  private int bytesPerPixel;
  private boolean animated;
  private boolean drawn;

  PngFile(ByteBuffer in) {
    this.in = in;
  }

  ImageFile read() {
    for (ByteArrayOutputStream out : new ByteArrayOutputStream[] {content, picture}) {
      out.write(in.array(), 0, SIGNATURE_BYTES);
    }
    in.position(SIGNATURE_BYTES);
    header();
    String type = "IHDR";
    while (!"IEND".equals(type)) {
      type = chunk();
    }
    if (!drawn) {
      throw ImageProblems.damaged("media.problem.no-picture");
    }
    return new ImageFile(
        ImageType.PNG,
        width,
        height,
        content.toByteArray(),
        picture.toByteArray(),
        1,
        profile.toByteArray(),
        bytesPerPixel,
        !animated);
  }

  private void header() {
    int start = in.position();
    if (in.getInt(start) != 13 || !"IHDR".equals(type(start))) {
      throw ImageProblems.damaged("media.problem.no-header");
    }
    width = in.getInt(start + 8);
    height = in.getInt(start + 12);
    ImageFile.checkSize(width, height);
    int channels =
        switch (in.get(start + 17)) {
          case 0, 3 -> 1;
          case 4 -> 2;
          case 2 -> 4; // three, and transparency by tRNS
          case 6 -> 4;
          default -> throw ImageProblems.damaged("media.problem.colour-type");
        };
    bytesPerPixel = channels * (in.get(start + 16) == 16 ? 2 : 1);
  }

  private String chunk() {
    int start = in.position();
    int length = in.getInt(start);
    String type = type(start);
    int crcAt = Math.addExact(start + 8, length);
    if (length < 0 || in.limit() - crcAt < 4) {
      throw ImageProblems.damaged("media.problem.ends-early");
    }
    int size = length + 12;
    if (PICTURE.contains(type)) {
      checkCrc(start, length);
      picture.write(in.array(), start, size);
    } else if (COLOURS.contains(type)) {
      profile.write(in.array(), start, size);
    }
    if (PICTURE.contains(type) || COLOURS.contains(type) || OTHERS.contains(type)) {
      content.write(in.array(), start, size);
    }
    animated |= "acTL".equals(type);
    drawn |= "IDAT".equals(type);
    in.position(start + size);
    return type;
  }

  private String type(int start) {
    return new String(in.array(), start + 4, 4, StandardCharsets.ISO_8859_1);
  }

  private void checkCrc(int start, int length) {
    CRC32 crc = new CRC32();
    crc.update(in.array(), start + 4, length + 4);
    if ((int) crc.getValue() != in.getInt(start + 8 + length)) {
      throw ImageProblems.damaged("media.problem.checksum");
    }
  }
}
