package org.inkgate.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CopiesTest {

  @Test
  void copiesAreSmallerThanTheImage() {
    List<Copies.Copy> copies = Copies.of(ImageFile.read(Samples.jpeg(1000, 500)));
    assertEquals(List.of(960, 480), copies.stream().map(Copies.Copy::width).toList());
    for (Copies.Copy copy : copies) {
      BufferedImage image = Samples.decode(copy.content());
      assertEquals(copy.width(), image.getWidth());
      assertEquals(copy.width() / 2, image.getHeight());
      assertColours(image);
    }
    assertEquals(List.of(), Copies.of(ImageFile.read(Samples.jpeg(480, 900))));
    assertEquals(List.of(), Copies.of(ImageFile.read(Samples.png(20, 900))));
  }

  @ParameterizedTest
  @CsvSource({
    "1, false",
    "2, false",
    "3, false",
    "4, false",
    "5, true",
    "6, true",
    "7, true",
    "8, true"
  })
  void copiesStandAsTheCameraWasHeld(int orientation, boolean lying) {
    byte[] stored = Samples.write(held(orientation), "jpg");
    byte[] exif = Samples.segment(0xe1, Orientation.exif(orientation));
    byte[] photograph =
        Samples.join(
            new byte[] {(byte) 0xff, (byte) 0xd8},
            exif,
            Arrays.copyOfRange(stored, 2, stored.length));
    ImageFile file = ImageFile.read(photograph);
    assertEquals(lying, file.lying());
    assertEquals(600, file.width());
    assertEquals(400, file.height());
    Copies.Copy copy = Copies.of(file).get(0);
    BufferedImage image = Samples.decode(copy.content());
    assertEquals(480, image.getWidth());
    assertEquals(320, image.getHeight());
    assertColours(image);
    assertFalse(Samples.contains(copy.content(), "Exif"));
  }

  /** The usual image as a camera stores it that was held so: the words of Exif 2.3 §4.6.4. */
  private static BufferedImage held(int orientation) {
    BufferedImage shown = Samples.image(600, 400, BufferedImage.TYPE_3BYTE_BGR);
    boolean lying = orientation >= 5;
    BufferedImage stored =
        new BufferedImage(lying ? 400 : 600, lying ? 600 : 400, BufferedImage.TYPE_3BYTE_BGR);
    for (int y = 0; y < stored.getHeight(); y++) {
      for (int x = 0; x < stored.getWidth(); x++) {
        // Where row 0 and column 0 of what is stored are seen
        int column =
            switch (orientation) {
              case 1, 4 -> x;
              case 2, 3 -> 599 - x;
              case 5, 8 -> y;
              default -> 599 - y;
            };
        int row =
            switch (orientation) {
              case 1, 2 -> y;
              case 3, 4 -> 399 - y;
              case 5, 6 -> x;
              default -> 399 - x;
            };
        stored.setRGB(x, y, shown.getRGB(column, row));
      }
    }
    return stored;
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_INT_ARGB,
        BufferedImage.TYPE_INT_RGB,
        BufferedImage.TYPE_BYTE_INDEXED
      })
  void pngsStayPngs(int type) {
    ImageFile file = ImageFile.read(noisy(Samples.image(1000, 500, type)));
    for (Copies.Copy copy : Copies.of(file)) {
      assertEquals(ImageType.PNG, copy.type());
      assertColours(Samples.decode(copy.content()));
    }
    assertFalse(Copies.of(file).isEmpty());
  }

  /** Lines of single pixels, so that the copy is not the larger file. */
  private static byte[] noisy(BufferedImage image) {
    Random random = new Random(1);
    for (int y = 10; y < 100; y++) {
      for (int x = 10; x < image.getWidth() - 10; x++) {
        image.setRGB(x, y, 0xff000000 | random.nextInt(0x1000000));
      }
    }
    return Samples.write(image, "png");
  }

  @Test
  void greyStaysAsBrightAsItIs() {
    BufferedImage grey = new BufferedImage(600, 400, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < 400; y++) {
      for (int x = 0; x < 600; x++) {
        grey.getRaster().setSample(x, y, 0, 60);
      }
    }
    Copies.Copy copy = Copies.of(ImageFile.read(Samples.write(grey, "jpg"))).get(0);
    assertEquals(60, Samples.decode(copy.content()).getRaster().getSample(100, 100, 0), 2);
  }

  @Test
  void whatCannotBeSeenLendsNoColour() {
    Pixels row = new Pixels(2, 1, 4, new byte[] {(byte) 200, 100, 0, -1, 0, 0, -1, 0});
    Pixels shrunk = row.shrunk(1, 1);
    assertEquals((byte) 200, shrunk.samples()[0]);
    assertEquals(100, shrunk.samples()[1]);
    assertEquals(0, shrunk.samples()[2]);
    assertEquals(128, shrunk.samples()[3] & 0xff, 1);
  }

  @Test
  void copiesKeepTheProfile() {
    Copies.Copy copy = Copies.of(ImageFile.read(Samples.photograph(600, 400, 1))).get(0);
    assertTrue(Samples.contains(copy.content(), "ICC_PROFILE\0\1\1a profile"));
    assertEquals(480, ImageFile.read(copy.content()).width());
    byte[] profile = Samples.chunk("gAMA", new byte[] {0, 0, (byte) 0xb1, (byte) 0x8f});
    byte[] png = noisy(Samples.image(600, 400, BufferedImage.TYPE_INT_RGB));
    Copies.Copy other = Copies.of(ImageFile.read(Samples.with(png, profile))).get(0);
    assertTrue(Samples.contains(other.content(), "gAMA"));
    assertEquals(480, Samples.decode(other.content()).getWidth());
  }

  @Test
  void aWebpHasCopies() {
    byte[] webp = Samples.resource("wide.webp");
    Pixels.of(Samples.image(4, 4, BufferedImage.TYPE_INT_RGB), 2, 2);
    ImageFile file = ImageFile.read(webp);
    Copies.Copy square = Copies.square(file, 256);
    assertEquals(ImageType.JPEG, square.type());
    assertEquals(256, Samples.decode(square.content()).getWidth());
    assertEquals(256, Samples.decode(square.content()).getHeight());
  }

  @Test
  void whatMovesHasNoCopies() {
    ImageFile moving = ImageFile.read(Samples.resource("animated.webp"));
    assertFalse(moving.still());
    assertEquals(List.of(), Copies.of(moving));
  }

  @Test
  void aSquareIsCutFromTheMiddle() {
    Copies.Copy square = Copies.square(ImageFile.read(Samples.jpeg(900, 300)), 256);
    BufferedImage image = Samples.decode(square.content());
    assertEquals(256, image.getWidth());
    assertEquals(256, image.getHeight());
    assertColours(image);
    assertEquals(100, Copies.square(ImageFile.read(Samples.png(100, 200)), 256).width());
  }

  private static void assertColours(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    assertLike(0x00ff00, image.getRGB(width / 2, 2));
    assertLike(0xff0000, image.getRGB(5, height / 2));
    assertLike(0x0000ff, image.getRGB(width - 5, height / 2));
    assertLike(0xff0000, image.getRGB(5, height - 3));
  }

  private static void assertLike(int colour, int found) {
    for (int shift : new int[] {0, 8, 16}) {
      assertEquals(colour >> shift & 0xff, found >> shift & 0xff, 12, Integer.toHexString(found));
    }
  }
}
