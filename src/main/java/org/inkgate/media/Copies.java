package org.inkgate.media;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.inkgate.markdown.ImageAddress;

/** Makes the smaller copies of an image. Decoding happens here and nowhere else. */
final class Copies {

  /** The most memory a decoded image may take; a larger one is read with pixels left out. */
  private static final long DECODED_BYTES = 64L * 1024 * 1024;

  private static final float JPEG_QUALITY = 0.82f;

  /** Behind SOI and the APP0 that Java's writer begins with: 2 + 2 + 16 bytes. */
  private static final int JPEG_PROFILE_AT = 20;

  /** Behind the signature and IHDR. */
  private static final int PNG_PROFILE_AT = PngFile.SIGNATURE_BYTES + 25;

  /**
   * One copy.
   *
   * @param width in pixels
   */
  record Copy(int width, ImageType type, byte[] content) {}

  private Copies() {}

  /** The copies at the usual widths that are smaller than the image, in pixels and in bytes. */
  static List<Copy> of(ImageFile file) {
    List<Integer> widths =
        ImageAddress.COPIES.stream().filter(width -> width < file.width()).toList();
    List<Copy> copies = new ArrayList<>();
    // The copy of what moves would stand still.
    if (widths.isEmpty() || !file.still() || !file.decodable()) {
      return copies;
    }
    BufferedImage image = decode(file, false);
    Pixels pixels = null;
    for (int i = widths.size() - 1; i >= 0; i--) {
      int width = widths.get(i);
      int height = (int) Math.max(1, Math.round((double) file.height() * width / file.width()));
      int stored = file.lying() ? height : width;
      int storedHeight = file.lying() ? width : height;
      if (stored > image.getWidth() || storedHeight > image.getHeight()) {
        continue;
      }
      // Each from the one before, which has all that can be seen in it.
      pixels =
          pixels == null
              ? Pixels.of(image, stored, storedHeight)
              : pixels.shrunk(stored, storedHeight);
      Copy copy = encode(file, width, pixels.turned(file.orientation()));
      if (copy.content().length < file.content().length) {
        copies.add(copy);
      }
    }
    return copies;
  }

  /** The middle of an image as a square, at most so wide. */
  static Copy square(ImageFile file, int most) {
    if (!file.decodable()) {
      throw ImageProblems.otherKind("media.problem.types-copied");
    }
    BufferedImage image = decode(file, true);
    int width = Math.min(most, Math.min(image.getWidth(), image.getHeight()));
    return encode(file, width, Pixels.of(image, width, width).turned(file.orientation()));
  }

  private static BufferedImage decode(ImageFile file, boolean square) {
    ImageReader reader = reader(file.type());
    try (ImageInputStream in =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(file.picture()))) {
      reader.setInput(in, true, true);
      ImageReadParam wish = reader.getDefaultReadParam();
      Rectangle region = new Rectangle(reader.getWidth(0), reader.getHeight(0));
      if (square) {
        int side = Math.min(region.width, region.height);
        region.setBounds((region.width - side) / 2, (region.height - side) / 2, side, side);
      }
      wish.setSourceRegion(region);
      int factor = factor((long) region.width * region.height * file.bytesPerPixel());
      wish.setSourceSubsampling(factor, factor, 0, 0);
      return reader.read(0, wish);
    } catch (IOException | RuntimeException e) {
      // Readers throw any exception at what is not well-formed; which part it was does not matter.
      throw ImageProblems.damaged("media.problem.unreadable");
    } finally {
      reader.dispose();
    }
  }

  private static ImageReader reader(ImageType type) {
    return type == ImageType.WEBP
        ? new WebPImageReaderSpi().createReaderInstance(null)
        : ImageIO.getImageReadersByFormatName(type.extension()).next();
  }

  /** How many pixels make one, so that they fit. */
  private static int factor(long bytes) {
    int factor = 1;
    while (bytes / ((long) factor * factor) > DECODED_BYTES) {
      factor++;
    }
    return factor;
  }

  private static Copy encode(ImageFile file, int width, Pixels pixels) {
    boolean photograph =
        file.type() == ImageType.JPEG || file.type() == ImageType.WEBP && !pixels.transparent();
    ImageType type = photograph ? ImageType.JPEG : ImageType.PNG;
    ImageWriter writer = ImageIO.getImageWritersByFormatName(type.extension()).next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      ImageWriteParam wish = writer.getDefaultWriteParam();
      if (photograph) {
        wish.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        wish.setCompressionQuality(JPEG_QUALITY);
        wish.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
      }
      writer.write(null, new IIOImage(pixels.toImage(), null, null), wish);
    } catch (IOException e) {
      throw new IllegalStateException("Can't write to memory", e);
    } finally {
      writer.dispose();
    }
    boolean sameContainer = photograph || file.type() == ImageType.PNG;
    return new Copy(
        width,
        type,
        sameContainer ? withProfile(bytes.toByteArray(), type, file) : bytes.toByteArray());
  }

  private static byte[] withProfile(byte[] plain, ImageType type, ImageFile file) {
    int at = type == ImageType.JPEG ? JPEG_PROFILE_AT : PNG_PROFILE_AT;
    byte[] whole = Arrays.copyOf(plain, plain.length + file.profile().length);
    System.arraycopy(file.profile(), 0, whole, at, file.profile().length);
    System.arraycopy(plain, at, whole, at + file.profile().length, plain.length - at);
    return whole;
  }
}
