package org.inkgate.media;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/**
 * Takes a WebP apart (RFC 9649) and keeps the chunks that make the picture: Exif, XMP, unknown
 * chunks and bytes after the end are left out.
 */
final class WebpFile {

  private static final Set<String> PICTURE = Set.of("VP8 ", "VP8L", "ALPH");
  private static final Set<String> ANIMATION = Set.of("ANIM", "ANMF");
  private static final int HEADER_BYTES = 12;
  private static final int CHUNK_HEADER_BYTES = 8;

  /** The flags of "VP8X" that stay true: ICC profile, alpha, animation. */
  private static final int KEPT_FLAGS = 0x20 | 0x10 | 0x02;

  private static final int PROFILE_FLAG = 0x20;

  /** Above this the decoder, which is written in Java, takes too much memory. */
  private static final int MOST_DECODED_PIXELS = 12_000_000;

  private final ByteBuffer in;
  private final ByteArrayOutputStream content = new ByteArrayOutputStream();
  private final ByteArrayOutputStream picture = new ByteArrayOutputStream();
  private byte[] profile = {};
  private int width;
  private int height;
  private boolean animated;
  private boolean drawn;

  WebpFile(ByteBuffer in) {
    this.in = in.order(ByteOrder.LITTLE_ENDIAN);
  }

  ImageFile read() {
    int end = Math.addExact(CHUNK_HEADER_BYTES, in.getInt(4));
    if (end < HEADER_BYTES || end > in.limit()) {
      throw ImageProblems.damaged("media.problem.ends-early");
    }
    in.limit(end).position(HEADER_BYTES);
    while (in.remaining() >= CHUNK_HEADER_BYTES) {
      chunk();
    }
    if (!drawn) {
      throw ImageProblems.damaged("media.problem.no-picture");
    }
    boolean decodable = !animated && (long) width * height <= MOST_DECODED_PIXELS;
    return new ImageFile(
        ImageType.WEBP,
        width,
        height,
        riff(content),
        riff(picture),
        1,
        IccProfile.inJpeg(profile),
        decodable ? 4 : 0,
        !animated);
  }

  private void chunk() {
    int start = in.position();
    String type = new String(in.array(), start, 4, StandardCharsets.ISO_8859_1);
    int length = in.getInt(start + 4);
    if (length < 0 || length > in.limit() - start - CHUNK_HEADER_BYTES) {
      throw ImageProblems.damaged("media.problem.ends-early");
    }
    byte[] data =
        Arrays.copyOfRange(
            in.array(), start + CHUNK_HEADER_BYTES, start + CHUNK_HEADER_BYTES + length);
    // A chunk of odd length is followed by a byte of padding, which some leave out at the end.
    in.position(Math.min(in.limit(), start + CHUNK_HEADER_BYTES + length + (length & 1)));
    if (PICTURE.contains(type)) {
      size(type, ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN));
      write(content, type, data);
      write(picture, type, data);
    } else if (ANIMATION.contains(type)) {
      animated = true;
      drawn |= "ANMF".equals(type);
      write(content, type, data);
    } else if ("VP8X".equals(type)) {
      canvas(data);
    } else if ("ICCP".equals(type)) {
      profile = data;
      write(content, type, data);
    }
  }

  private void canvas(byte[] data) {
    if (data.length < 10 || width > 0) {
      throw ImageProblems.damaged("media.problem.header");
    }
    data[0] &= KEPT_FLAGS;
    width = 1 + threeBytes(data, 4);
    height = 1 + threeBytes(data, 7);
    ImageFile.checkSize(width, height);
    write(content, "VP8X", data);
    byte[] plain = data.clone();
    plain[0] &= ~PROFILE_FLAG;
    write(picture, "VP8X", plain);
  }

  private void size(String type, ByteBuffer data) {
    if ("ALPH".equals(type)) {
      return;
    }
    boolean lossy = "VP8 ".equals(type);
    int bits = lossy ? data.getInt(6) : data.getInt(1);
    int wide = lossy ? bits & 0x3fff : 1 + (bits & 0x3fff);
    int high = lossy ? bits >> 16 & 0x3fff : 1 + (bits >> 14 & 0x3fff);
    ImageFile.checkSize(wide, high);
    // A still picture fills its canvas, so that none can hide behind a small one.
    if (drawn || width > 0 && (wide != width || high != height)) {
      throw ImageProblems.damaged("media.problem.sizes");
    }
    width = wide;
    height = high;
    drawn = true;
  }

  private static int threeBytes(byte[] data, int at) {
    return data[at] & 0xff | (data[at + 1] & 0xff) << 8 | (data[at + 2] & 0xff) << 16;
  }

  private static void write(ByteArrayOutputStream out, String type, byte[] data) {
    out.writeBytes(type.getBytes(StandardCharsets.ISO_8859_1));
    out.writeBytes(fourBytes(data.length));
    out.writeBytes(data);
    if (data.length % 2 == 1) {
      out.write(0);
    }
  }

  private static byte[] riff(ByteArrayOutputStream chunks) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(chunks.size() + HEADER_BYTES);
    out.writeBytes("RIFF".getBytes(StandardCharsets.ISO_8859_1));
    out.writeBytes(fourBytes(chunks.size() + 4));
    out.writeBytes("WEBP".getBytes(StandardCharsets.ISO_8859_1));
    out.writeBytes(chunks.toByteArray());
    return out.toByteArray();
  }

  private static byte[] fourBytes(int value) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
  }
}
