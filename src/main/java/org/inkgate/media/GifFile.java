package org.inkgate.media;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Takes a GIF apart (GIF89a) and keeps its frames, their timing and their loop: comments, XMP and
 * what follows the end stay behind.
 */
final class GifFile {

  private static final int HEADER_BYTES = 13;
  private static final int EXTENSION = 0x21;
  private static final int IMAGE = 0x2c;
  private static final int TRAILER = 0x3b;
  private static final int TIMING = 0xf9;
  private static final int APPLICATION = 0xff;

  private final ByteBuffer in;
  private final ByteArrayOutputStream content = new ByteArrayOutputStream();
  private int frames;

  GifFile(ByteBuffer in) {
    this.in = in;
  }

  ImageFile read() {
    int width = twoBytes(6);
    int height = twoBytes(8);
    ImageFile.checkSize(width, height);
    in.position(HEADER_BYTES);
    skipColours(in.get(10));
    content.write(in.array(), 0, in.position());
    for (int block = in.get() & 0xff; block != TRAILER; block = in.get() & 0xff) {
      switch (block) {
        case EXTENSION -> extension();
        case IMAGE -> frame();
        default -> throw ImageProblems.damaged("media.problem.block");
      }
    }
    if (frames == 0) {
      throw ImageProblems.damaged("media.problem.no-picture");
    }
    content.write(TRAILER);
    byte[] bytes = content.toByteArray();
    return new ImageFile(ImageType.GIF, width, height, bytes, bytes, 1, new byte[0], 1, false);
  }

  private void extension() {
    int start = in.position() - 1;
    int label = in.get() & 0xff;
    boolean kept = label == TIMING || label == APPLICATION && isLoop();
    skipBlocks();
    if (kept) {
      content.write(in.array(), start, in.position() - start);
    }
  }

  private boolean isLoop() {
    String name = new String(in.array(), in.position() + 1, 11, StandardCharsets.ISO_8859_1);
    return "NETSCAPE2.0".equals(name) || "ANIMEXTS1.0".equals(name);
  }

  private void frame() {
    int start = in.position() - 1;
    ImageFile.checkSize(twoBytes(start + 5), twoBytes(start + 7));
    in.position(start + 10);
    skipColours(in.get(start + 9));
    // The least code size
    in.get();
    skipBlocks();
    content.write(in.array(), start, in.position() - start);
    frames++;
  }

  private void skipColours(int flags) {
    if ((flags & 0x80) != 0) {
      skip(3 << ((flags & 7) + 1));
    }
  }

  private void skipBlocks() {
    for (int length = in.get() & 0xff; length > 0; length = in.get() & 0xff) {
      skip(length);
    }
  }

  private void skip(int bytes) {
    in.position(in.position() + bytes);
  }

  private int twoBytes(int at) {
    return in.get(at) & 0xff | (in.get(at + 1) & 0xff) << 8;
  }
}
