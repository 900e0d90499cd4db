package org.inkgate.media;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import org.inkgate.http.RequestFailedException;

/**
 * An image that was uploaded, without anything that does not belong to the picture.
 *
 * @param width in pixels, as it is shown
 * @param height in pixels, as it is shown
 * @param content what is stored: the picture, its colour profile and its orientation
 * @param picture what is decoded: the picture alone, as it is stored in the file
 * @param orientation how to turn the picture, from 1 (not at all) to 8 (Exif 2.3 §4.6.4)
 * @param profile the colour profile in the form that a copy of it takes; may be empty
 * @param bytesPerPixel of the decoded picture; 0 for one that is not decoded here
 * @param still whether it does not move
 */
record ImageFile(
    ImageType type,
    int width,
    int height,
    byte[] content,
    byte[] picture,
    int orientation,
    byte[] profile,
    int bytesPerPixel,
    boolean still) {

  private static final long MOST_PIXELS = 50_000_000;
  private static final int LONGEST_SIDE = 32_767;

  /**
   * Reads an image and leaves out its metadata, such as where it was taken.
   *
   * @throws RequestFailedException 415 for another format, 400 for one that is damaged, 413 for too
   *     many pixels; none of it is decoded to find out
   */
  static ImageFile read(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    ImageType type = ImageType.of(in).orElseThrow(ImageProblems::otherType);
    try {
      return switch (type) {
        case JPEG -> new JpegFile(in).read();
        case PNG -> new PngFile(in).read();
        case GIF -> new GifFile(in).read();
        case WEBP -> new WebpFile(in).read();
        case AVIF -> new AvifFile(in).read();
      };
    } catch (BufferUnderflowException
        | IndexOutOfBoundsException
        | IllegalArgumentException
        | ArithmeticException e) {
      throw ImageProblems.damaged("media.problem.ends-early");
    }
  }

  /**
   * Refuses what would take too much memory, here or in a reader's browser.
   *
   * @throws RequestFailedException 413 for too many pixels, 400 for none
   */
  static void checkSize(long width, long height) {
    if (width < 1 || height < 1) {
      throw ImageProblems.damaged("media.problem.no-size");
    }
    if (width > LONGEST_SIDE || height > LONGEST_SIDE || width * height > MOST_PIXELS) {
      throw ImageProblems.tooManyPixels(MOST_PIXELS / 1_000_000, LONGEST_SIDE);
    }
  }

  boolean decodable() {
    return bytesPerPixel > 0;
  }

  /** Whether width and height change places when it is turned as it should be. */
  boolean lying() {
    return orientation >= 5;
  }
}
