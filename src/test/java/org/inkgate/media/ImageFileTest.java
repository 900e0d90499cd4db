package org.inkgate.media;

import static org.inkgate.media.Samples.SECRET;
import static org.inkgate.media.Samples.contains;
import static org.inkgate.media.Samples.join;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import org.inkgate.http.RequestFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFileTest {

  // What is taken

  @Test
  void theContentSaysWhatItIs() {
    assertEquals(ImageType.JPEG, ImageFile.read(Samples.jpeg(20, 10)).type());
    assertEquals(ImageType.PNG, ImageFile.read(Samples.png(20, 10)).type());
    assertEquals(ImageType.GIF, ImageFile.read(gif()).type());
    assertEquals(ImageType.WEBP, ImageFile.read(Samples.resource("gps.webp")).type());
    assertEquals(ImageType.AVIF, ImageFile.read(Samples.resource("gps.avif")).type());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "G",
        "<!doctype html><script>alert(1)</script>",
        "<svg xmlns='http://www.w3.org/2000/svg'/>",
        "<?xml version='1.0'?><svg/>",
        "%PDF-1.7",
        "BM??????",
        "PK\u0003\u0004",
        "RIFF\0\0\0\0WAVE",
        "\0\0\0\u0018ftypheic\0\0\0\0mif1heic",
        "GIF90a"
      })
  void anythingElseIsRefused(String content) {
    assertRefused(415, content.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void whatOnlyBeginsAsAnImageIsRefused() {
    String script = "=1;alert(1)//<script>alert(1)</script>".repeat(20);
    byte[] text = script.getBytes(StandardCharsets.ISO_8859_1);
    for (byte[] head :
        new byte[][] {
          Arrays.copyOf(Samples.jpeg(9, 9), 4),
          Arrays.copyOf(Samples.png(9, 9), 8),
          "GIF89a".getBytes(StandardCharsets.ISO_8859_1),
          Arrays.copyOf(Samples.resource("gps.webp"), 12),
          Arrays.copyOf(Samples.resource("gps.avif"), 28)
        }) {
      RequestFailedException refused =
          assertThrows(RequestFailedException.class, () -> ImageFile.read(join(head, text)));
      assertTrue(Set.of(400, 413, 415).contains(refused.problem().status()), refused::getMessage);
    }
  }

  @Test
  void whatFollowsTheImageIsLeftOut() {
    byte[] page = ("<script>" + SECRET + "</script>").getBytes(StandardCharsets.ISO_8859_1);
    for (byte[] image :
        new byte[][] {
          Samples.jpeg(20, 10), Samples.png(20, 10), gif(), Samples.resource("gps.webp")
        }) {
      ImageFile file = ImageFile.read(join(image, page));
      assertFalse(contains(file.content(), SECRET), file.type()::toString);
    }
    assertRefused(400, join(Samples.resource("gps.avif"), page));
  }

  @Test
  void anyPrefixOfAnImageIsRefusedAndNoneFails() {
    for (byte[] image :
        new byte[][] {
          Samples.photograph(20, 10, 6),
          Samples.png(20, 10),
          gif(),
          Samples.resource("gps.webp"),
          Samples.resource("gps.avif")
        }) {
      // Bytes after the end do not belong to the photograph.
      int whole = image.length - (image[1] == (byte) 0xd8 ? SECRET.length() : 0);
      for (int length = 0; length < whole; length++) {
        byte[] prefix = Arrays.copyOf(image, length);
        RequestFailedException refused =
            assertThrows(
                RequestFailedException.class,
                () -> ImageFile.read(prefix),
                () -> "" + prefix.length);
        assertTrue(Set.of(400, 413, 415).contains(refused.problem().status()));
      }
    }
  }

  @Test
  void noBrokenImageEndsInAnotherError() {
    Random random = new Random(1);
    for (byte[] image :
        new byte[][] {
          Samples.photograph(20, 10, 6),
          Samples.png(20, 10),
          gif(),
          Samples.resource("wide.webp"),
          Samples.resource("animated.webp"),
          Samples.resource("gps.avif")
        }) {
      for (int i = 0; i < 3000; i++) {
        byte[] broken = image.clone();
        for (int j = 0; j < 1 + i % 4; j++) {
          broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
        }
        try {
          Copies.of(ImageFile.read(broken));
        } catch (RequestFailedException e) {
          assertTrue(Set.of(400, 413, 415).contains(e.problem().status()), e::getMessage);
        }
      }
    }
  }

  // Bombs

  @ParameterizedTest
  @CsvSource({"10000, 5001", "32768, 1", "1, 50000000", "2147483647, 2147483647"})
  void tooManyPixelsAreRefusedWithoutDecoding(int width, int height) {
    RequestFailedException refused = assertRefused(413, Samples.bomb(width, height));
    assertEquals(Set.of("file"), refused.problem().errors().keySet());
  }

  @Test
  void tooManyPixelsOfOtherTypes() {
    byte[] jpeg = Samples.jpeg(20, 10);
    int frame = indexOf(jpeg, new byte[] {(byte) 0xff, (byte) 0xc0});
    Arrays.fill(jpeg, frame + 5, frame + 9, (byte) 0xff);
    assertRefused(413, jpeg);
    byte[] gif = gif();
    Arrays.fill(gif, 6, 10, (byte) 0xff);
    assertRefused(413, gif);
    byte[] avif = Samples.resource("gps.avif");
    int size = indexOf(avif, "ispe".getBytes(StandardCharsets.ISO_8859_1)) + 8;
    Arrays.fill(avif, size, size + 8, (byte) 0x7f);
    assertRefused(413, avif);
    byte[] extended =
        ByteBuffer.allocate(18)
            .put("VP8X".getBytes(StandardCharsets.ISO_8859_1))
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(10)
            .putInt(0)
            .put(new byte[] {-1, -1, -1, -1, -1, -1})
            .array();
    assertRefused(413, insert(Samples.resource("gps.webp"), 12, extended));
  }

  @Test
  void aPictureCannotHideBehindASmallCanvas() {
    byte[] small = new byte[18];
    System.arraycopy("VP8X\n\0\0\0".getBytes(StandardCharsets.ISO_8859_1), 0, small, 0, 8);
    assertRefused(400, insert(stripped("gps.webp"), 12, small));
  }

  @Test
  void aJpegOfThousandsOfScansIsRefused() {
    byte[] jpeg = Samples.jpeg(20, 10);
    int scan = indexOf(jpeg, new byte[] {(byte) 0xff, (byte) 0xda});
    byte[] one = Arrays.copyOfRange(jpeg, scan, jpeg.length - 2);
    byte[] many = Arrays.copyOf(jpeg, scan);
    for (int i = 0; i < 101; i++) {
      many = join(many, one);
    }
    assertRefused(400, join(many, new byte[] {(byte) 0xff, (byte) 0xd9}));
  }

  // Metadata

  @Test
  void aPhotographForgetsWhereItWasTaken() {
    byte[] photograph = Samples.photograph(60, 40, 6);
    assertTrue(contains(photograph, SECRET));
    ImageFile file = ImageFile.read(photograph);
    assertFalse(contains(file.content(), SECRET));
    assertFalse(contains(file.content(), "\u0088\u0025"), "the pointer to the GPS directory");
    assertFalse(contains(file.content(), "adobe"));
    assertTrue(contains(file.content(), "ICC_PROFILE"));
    assertEquals(40, file.width());
    assertEquals(60, file.height());
    // Read again it says the same, so that nothing is lost by downloading and uploading.
    assertEquals(6, ImageFile.read(file.content()).orientation());
    assertTrue(Arrays.equals(file.content(), ImageFile.read(file.content()).content()));
    assertEquals(60, Samples.decode(file.picture()).getWidth());
  }

  @Test
  void aPngForgetsItsTexts() {
    byte[] text = ("Comment\0" + SECRET).getBytes(StandardCharsets.ISO_8859_1);
    byte[] png = Samples.png(20, 10);
    for (String type : new String[] {"tEXt", "zTXt", "iTXt", "eXIf", "tIME", "prVt"}) {
      ImageFile file = ImageFile.read(Samples.with(png, Samples.chunk(type, text)));
      assertFalse(contains(file.content(), SECRET), type);
      assertEquals(20, Samples.decode(file.content()).getWidth());
    }
    byte[] broken = png.clone();
    broken[png.length - 14] ^= 1;
    assertRefused(400, broken);
  }

  @Test
  void aGifForgetsItsCommentsAndKeepsItsLoop() {
    byte[] comment =
        join(
            new byte[] {0x21, (byte) 0xfe, 16},
            SECRET.getBytes(StandardCharsets.ISO_8859_1),
            new byte[1]);
    byte[] xmp =
        join(
            new byte[] {0x21, (byte) 0xff, 11},
            "XMP DataXMP".getBytes(StandardCharsets.ISO_8859_1),
            new byte[] {16},
            SECRET.getBytes(StandardCharsets.ISO_8859_1),
            new byte[1]);
    byte[] loop =
        join(
            new byte[] {0x21, (byte) 0xff, 11},
            "NETSCAPE2.0".getBytes(StandardCharsets.ISO_8859_1),
            new byte[] {3, 1, 0, 0, 0});
    byte[] gif = gif();
    int colours = (gif[10] & 0x80) == 0 ? 0 : 3 << ((gif[10] & 7) + 1);
    ImageFile file = ImageFile.read(insert(gif, 13 + colours, join(comment, xmp, loop)));
    assertFalse(contains(file.content(), SECRET));
    assertTrue(contains(file.content(), "NETSCAPE2.0"));
    assertEquals(20, Samples.decode(file.content()).getWidth());
  }

  @Test
  void aWebpForgetsItsExif() {
    byte[] webp = Samples.resource("gps.webp");
    assertTrue(contains(webp, SECRET));
    ImageFile file = ImageFile.read(webp);
    assertFalse(contains(file.content(), SECRET));
    assertFalse(contains(file.content(), "EXIF"));
    assertEquals(64, file.width());
    assertEquals(48, file.height());
    assertEquals(
        file.content().length,
        ByteBuffer.wrap(file.content()).order(ByteOrder.LITTLE_ENDIAN).getInt(4) + 8);
    assertTrue(Arrays.equals(file.content(), ImageFile.read(file.content()).content()));
  }

  @Test
  void anAvifForgetsItsExifAndNothingMoves() {
    byte[] avif = Samples.resource("gps.avif");
    assertTrue(contains(avif, SECRET));
    ImageFile file = ImageFile.read(avif.clone());
    assertFalse(contains(file.content(), SECRET));
    assertFalse(contains(file.content(), "Exif"));
    assertEquals(avif.length, file.content().length);
    assertEquals(64, file.width());
    assertEquals(48, file.height());
    int picture = indexOf(avif, "mdat".getBytes(StandardCharsets.ISO_8859_1)) + 4;
    assertTrue(Arrays.equals(avif, picture, picture + 57, file.content(), picture, picture + 57));
  }

  private static byte[] gif() {
    return Samples.write(Samples.image(20, 10, BufferedImage.TYPE_BYTE_INDEXED), "gif");
  }

  private static byte[] stripped(String name) {
    byte[] whole = ImageFile.read(Samples.resource(name)).content();
    // Without its VP8X, where it has one
    return contains(whole, "VP8X")
        ? withLength(join(Arrays.copyOf(whole, 12), Arrays.copyOfRange(whole, 30, whole.length)))
        : whole;
  }

  private static byte[] insert(byte[] whole, int at, byte[] part) {
    byte[] joined =
        join(Arrays.copyOf(whole, at), part, Arrays.copyOfRange(whole, at, whole.length));
    return joined[0] == 'R' ? withLength(joined) : joined;
  }

  private static byte[] withLength(byte[] riff) {
    ByteBuffer.wrap(riff).order(ByteOrder.LITTLE_ENDIAN).putInt(4, riff.length - 8);
    return riff;
  }

  private static int indexOf(byte[] bytes, byte[] wanted) {
    for (int i = 0; i + wanted.length <= bytes.length; i++) {
      if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    throw new AssertionError("Not found");
  }

  private static RequestFailedException assertRefused(int status, byte[] bytes) {
    RequestFailedException refused =
        assertThrows(RequestFailedException.class, () -> ImageFile.read(bytes));
    assertEquals(status, refused.problem().status(), refused.problem()::toString);
    return refused;
  }
}
