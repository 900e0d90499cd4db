package org.inkgate.media;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;

/** Images as cameras and attackers make them. */
final class Samples {

  /** What must never come out again. */
  static final String SECRET = "GPS-SECRET-PLACE";

  private static final byte[] SECRET_BYTES = SECRET.getBytes(StandardCharsets.ISO_8859_1);

  private Samples() {}

  /** Red on the left, blue on the right, green at the top. */
  static BufferedImage image(int width, int height, int type) {
    BufferedImage image = new BufferedImage(width, height, type);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        boolean top = y < height / 4;
        int colour = top ? 0x00ff00 : x < width / 2 ? 0xff0000 : 0x0000ff;
        image.setRGB(x, y, 0xff000000 | colour);
      }
    }
    return image;
  }

  static byte[] write(BufferedImage image, String format) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, format, out)) {
        throw new IllegalStateException("Nothing writes " + format);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static BufferedImage decode(byte[] bytes) {
    try {
      return ImageIO.read(new ByteArrayInputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] jpeg(int width, int height) {
    return write(image(width, height, BufferedImage.TYPE_3BYTE_BGR), "jpg");
  }

  static byte[] png(int width, int height) {
    return write(image(width, height, BufferedImage.TYPE_INT_ARGB), "png");
  }

  /** A JPEG with Exif that says how the camera was held and where it was. */
  static byte[] photograph(int width, int height, int orientation) {
    ByteBuffer tiff = ByteBuffer.allocate(200);
    tiff.put("MM\0*".getBytes(StandardCharsets.ISO_8859_1)).putInt(8).putShort((short) 2);
    tiff.putShort((short) 0x0112).putShort((short) 3).putInt(1);
    tiff.putShort((short) orientation).putShort((short) 0);
    tiff.putShort((short) 0x8825).putShort((short) 4).putInt(1).putInt(38).putInt(0);
    // The GPS directory: the latitude's reference and degrees, minutes, seconds
    tiff.putShort((short) 2);
    tiff.putShort((short) 1).putShort((short) 2).putInt(2).put(new byte[] {'N', 0, 0, 0});
    tiff.putShort((short) 2).putShort((short) 5).putInt(3).putInt(68).putInt(0);
    tiff.putInt(48).putInt(1).putInt(51).putInt(1).putInt(29).putInt(1);
    tiff.put(SECRET_BYTES);
    byte[] exif = join("Exif\0\0".getBytes(StandardCharsets.ISO_8859_1), tiff.array());
    byte[] xmp =
        join("http://ns.adobe.com/xap/1.0/\0".getBytes(StandardCharsets.ISO_8859_1), SECRET_BYTES);
    byte[] jpeg = jpeg(width, height);
    return join(
        new byte[] {(byte) 0xff, (byte) 0xd8},
        segment(0xe1, exif),
        segment(0xe1, xmp),
        segment(0xed, SECRET_BYTES),
        segment(0xfe, SECRET_BYTES),
        segment(
            0xe2,
            join(
                "ICC_PROFILE\0\1\1".getBytes(StandardCharsets.ISO_8859_1),
                "a profile".getBytes(StandardCharsets.ISO_8859_1))),
        Arrays.copyOfRange(jpeg, 2, jpeg.length),
        SECRET_BYTES);
  }

  static byte[] segment(int marker, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JpegFile.write(out, marker, content);
    return out.toByteArray();
  }

  static byte[] chunk(String type, byte[] content) {
    byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(content);
    return join(
        ByteBuffer.allocate(4).putInt(content.length).array(),
        name,
        content,
        ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }

  /** A PNG with a chunk behind its header. */
  static byte[] with(byte[] png, byte[] chunk) {
    int header = 8 + 25;
    return join(Arrays.copyOf(png, header), chunk, Arrays.copyOfRange(png, header, png.length));
  }

  /** A PNG of a few bytes that says it is so large. */
  static byte[] bomb(int width, int height) {
    Deflater deflater = new Deflater();
    deflater.setInput(new byte[1_000_000]);
    deflater.finish();
    byte[] zeros = new byte[10_000];
    int length = deflater.deflate(zeros);
    deflater.end();
    return join(
        Arrays.copyOf(png(1, 1), 8),
        chunk(
            "IHDR",
            ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put((byte) 8)
                .put((byte) 6)
                .array()),
        chunk("IDAT", Arrays.copyOf(zeros, length)),
        chunk("IEND", new byte[0]));
  }

  static byte[] resource(String name) {
    try (InputStream in = Samples.class.getResourceAsStream("/media/" + name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  static boolean contains(byte[] bytes, String text) {
    return new String(bytes, StandardCharsets.ISO_8859_1).contains(text);
  }
}
