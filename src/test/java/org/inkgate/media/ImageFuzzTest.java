package org.inkgate.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.inkgate.http.RequestFailedException;
import org.junit.jupiter.params.provider.MethodSource;

/** Any upload is parsed as an image or refused, in bounded time. */
class ImageFuzzTest {

  /** More is the decoders' own business, and takes them long. */
  private static final int MOST_PIXELS = 10_000;

  static Stream<byte[]> seeds() {
    return Stream.of(
        Samples.photograph(20, 10, 6),
        Samples.png(20, 10),
        Samples.write(Samples.image(9, 9, BufferedImage.TYPE_BYTE_INDEXED), "gif"),
        Samples.resource("gps.webp"),
        Samples.resource("animated.webp"),
        Samples.resource("gps.avif"),
        placesWithoutEnd());
  }

  /** An AVIF that says 65 million times, in 6 kB, that its picture is the whole file. */
  private static byte[] placesWithoutEnd() {
    byte[] places = new byte[8 + 6 * 1000];
    places[6] = (byte) (1000 >> 8);
    places[7] = (byte) 1000;
    for (int at = 8; at < places.length; at += 6) {
      places[at + 1] = 1;
      places[at + 4] = (byte) 0xff;
      places[at + 5] = (byte) 0xff;
    }
    byte[] entry = box("infe", "\2\0\0\0\0\1\0\0av01\0".getBytes(ISO_8859_1));
    byte[] meta =
        Samples.join(
            new byte[4],
            box("pitm", new byte[] {0, 0, 0, 0, 0, 1}),
            box("iinf", Samples.join(new byte[] {0, 0, 0, 0, 0, 1}, entry)),
            box("iloc", places));
    return Samples.join(
        box("ftyp", "avif\0\0\0\0avifmif1".getBytes(ISO_8859_1)), box("meta", meta));
  }

  private static byte[] box(String type, byte[] content) {
    byte[] length = ByteBuffer.allocate(4).putInt(8 + content.length).array();
    return Samples.join(length, type.getBytes(ISO_8859_1), content);
  }

  @MethodSource("seeds")
  @FuzzTest
  void anImageIsTakenApartOrRefused(byte @NotNull [] bytes) {
    assertTimeout(Duration.ofMinutes(1), () -> read(bytes));
  }

  private static void read(byte[] bytes) {
    try {
      ImageFile file = ImageFile.read(bytes);
      if (file.type() != ImageType.AVIF) {
        // What was made of it is an image, too. The boxes of an AVIF may lie in each other.
        ImageFile again = ImageFile.read(file.content().clone());
        assertTrue(again.width() == file.width() && again.height() == file.height());
      }
      if (file.decodable() && file.width() * file.height() <= MOST_PIXELS) {
        Copies.square(file, 8);
      }
    } catch (RequestFailedException refused) {
      assertTrue(Set.of(400, 413, 415).contains(refused.problem().status()));
    }
  }
}
