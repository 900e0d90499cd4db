package org.inkgate.media;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.inkgate.testing.Cost;
import org.inkgate.testing.SmallHeap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images that were made to cost as much as they can. */
class ImageCostTest {

  private static final int MOST_BYTES = 10 * 1024 * 1024;

  /**
   * What the server has left beside two images at once, and beside itself, in its usual 512 MiB.
   */
  private static final int MEGABYTES = 160;

  private static final Duration MOST = Duration.ofSeconds(3);

  @Test
  @DisplayName("security 78: an image of 10 MiB costs 3 s at most, and bounded memory")
  void noImageCostsMuch(@TempDir Path folder) throws IOException {
    for (Map.Entry<String, byte[]> image : images().entrySet()) {
      assertEquals(
          Math.min(image.getValue().length, MOST_BYTES), image.getValue().length, image.getKey());
      Files.write(folder.resolve(image.getKey()), image.getValue());
    }
    SmallHeap.run(ImageCostTest.class, MEGABYTES, folder);
  }

  /** Reads the images of a folder as uploads. */
  public static void main(String[] folder) throws IOException {
    try (Stream<Path> images = Files.list(Path.of(folder[0]))) {
      for (Path image : images.sorted().toList()) {
        byte[] bytes = Files.readAllBytes(image);
        Cost.within(MOST, "Copies of " + image, () -> Copies.of(ImageFile.read(bytes)));
      }
    }
  }

  private static Map<String, byte[]> images() {
    Map<String, byte[]> images = new LinkedHashMap<>();
    images.put("noise-progressive.jpg", jpeg(noise(4_800, 3_600), true));
    byte[] flat = jpeg(flat(10_000, 5_000), true);
    images.put("progressive.jpg", flat);
    // As many scans as are read
    images.put("scans.jpg", scans(flat, 90));
    images.put("noise.png", Samples.write(noise(1_850, 1_850), "png"));
    images.put("deep-interlaced.png", png(10_000, 5_000, 16, 6, true));
    images.put("chunks.png", chunks());
    images.put("flat.webp", webp(4_000, 3_000));
    return images;
  }

  private static BufferedImage noise(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    byte[] samples = new byte[width * height * 3];
    new Random(1).nextBytes(samples);
    image.getRaster().setDataElements(0, 0, width, height, samples);
    return image;
  }

  private static BufferedImage flat(int width, int height) {
    return new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
  }

  private static byte[] jpeg(BufferedImage image, boolean progressive) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      ImageWriteParam wish = writer.getDefaultWriteParam();
      wish.setProgressiveMode(
          progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
      writer.write(null, new IIOImage(image, null, null), wish);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** The last scan so many times more. */
  private static byte[] scans(byte[] progressive, int more) {
    int at = progressive.length - 2;
    while (progressive[at] != (byte) 0xff || progressive[at + 1] != (byte) 0xda) {
      at--;
    }
    byte[] scan = Arrays.copyOfRange(progressive, at, progressive.length - 2);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(progressive, 0, progressive.length - 2);
    for (int i = 0; i < more; i++) {
      out.writeBytes(scan);
    }
    out.write(progressive, progressive.length - 2, 2);
    return out.toByteArray();
  }

  /** All pixels are there, and all are nought. */
  private static byte[] png(int width, int height, int bits, int colours, boolean interlaced) {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    int samples = colours == 6 ? 4 : 1;
    long rest = ((long) width * bits * samples / 8 + 2) * height * (interlaced ? 2 : 1);
    try (DeflaterOutputStream out =
        new DeflaterOutputStream(zipped, new Deflater(Deflater.BEST_COMPRESSION))) {
      byte[] zeros = new byte[1 << 16];
      for (; rest > 0; rest -= zeros.length) {
        out.write(zeros);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] header =
        ByteBuffer.allocate(13)
            .putInt(width)
            .putInt(height)
            .put((byte) bits)
            .put((byte) colours)
            .put((byte) 0)
            .put((byte) 0)
            .put((byte) (interlaced ? 1 : 0))
            .array();
    return Samples.join(
        Arrays.copyOf(Samples.png(1, 1), PngFile.SIGNATURE_BYTES),
        Samples.chunk("IHDR", header),
        Samples.chunk("IDAT", zipped.toByteArray()),
        Samples.chunk("IEND", new byte[0]));
  }

  private static byte[] chunks() {
    byte[] png = Samples.png(1_000, 500);
    byte[] empty = Samples.chunk("IDAT", new byte[0]);
    ByteArrayOutputStream many = new ByteArrayOutputStream();
    while (many.size() + empty.length <= MOST_BYTES - png.length) {
      many.writeBytes(empty);
    }
    return Samples.with(png, many.toByteArray());
  }

  /** Lossless, of one colour: no bit a pixel (RFC 9649 §3). */
  private static byte[] webp(int width, int height) {
    long size = (width - 1) | (long) (height - 1) << 14;
    byte[] picture = new byte[40];
    ByteBuffer out = ByteBuffer.wrap(picture).order(ByteOrder.LITTLE_ENDIAN);
    out.put((byte) 0x2f).putInt((int) size);
    // No transform, no cache, no groups; five codes of one symbol each: 0 0 0, then 1 0 0 0.
    out.put((byte) 0x88).put((byte) 0x88).put((byte) 0x08);
    ByteBuffer file = ByteBuffer.allocate(20 + picture.length).order(ByteOrder.LITTLE_ENDIAN);
    file.put("RIFF".getBytes(StandardCharsets.ISO_8859_1)).putInt(12 + picture.length);
    file.put("WEBPVP8L".getBytes(StandardCharsets.ISO_8859_1)).putInt(picture.length).put(picture);
    return file.array();
  }
}
