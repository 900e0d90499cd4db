package org.inkgate.media;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.function.IntFunction;

/**
 * A picture as bytes: one a pixel for grey, three for colours, four with transparency.
 *
 * <p>Samples are taken as they are and never converted between colour spaces: the profile goes
 * beside them.
 */
record Pixels(int width, int height, int bands, byte[] samples) {

  private static final int COLOURS = 3;
  private static final int WITH_ALPHA = 4;

  /** Makes an image smaller, each pixel the mean of those it stands for. */
  static Pixels of(BufferedImage image, int width, int height) {
    boolean indexed = image.getColorModel() instanceof IndexColorModel;
    int stored = image.getRaster().getNumBands();
    boolean alpha = image.getColorModel().hasAlpha();
    int bands = alpha ? WITH_ALPHA : indexed || stored >= COLOURS ? COLOURS : 1;
    IntFunction<int[]> rows =
        indexed
            ? y -> unpack(image.getRGB(0, y, image.getWidth(), 1, null, 0, image.getWidth()), bands)
            : y -> row(image.getRaster(), y, bands);
    return shrink(image.getWidth(), image.getHeight(), bands, rows, width, height);
  }

  /** The same, smaller still. */
  Pixels shrunk(int newWidth, int newHeight) {
    return shrink(
        width,
        height,
        bands,
        y -> {
          int[] row = new int[width * bands];
          for (int i = 0; i < row.length; i++) {
            row[i] = samples[y * row.length + i] & 0xff;
          }
          return row;
        },
        newWidth,
        newHeight);
  }

  private static int[] row(Raster raster, int y, int bands) {
    int[] row = raster.getPixels(raster.getMinX(), y, raster.getWidth(), 1, (int[]) null);
    int excess = raster.getSampleModel().getSampleSize(0) - 8;
    if (excess > 0) {
      for (int i = 0; i < row.length; i++) {
        row[i] >>= excess;
      }
    }
    if (raster.getNumBands() == bands) {
      return row;
    }
    // Grey with transparency becomes three equal colours with it.
    int[] wide = new int[raster.getWidth() * bands];
    for (int x = 0; x < raster.getWidth(); x++) {
      wide[x * bands] = row[2 * x];
      wide[x * bands + 1] = row[2 * x];
      wide[x * bands + 2] = row[2 * x];
      wide[x * bands + 3] = row[2 * x + 1];
    }
    return wide;
  }

  private static int[] unpack(int[] argb, int bands) {
    int[] row = new int[argb.length * bands];
    for (int x = 0; x < argb.length; x++) {
      row[x * bands] = argb[x] >> 16 & 0xff;
      row[x * bands + 1] = argb[x] >> 8 & 0xff;
      row[x * bands + 2] = argb[x] & 0xff;
      if (bands == WITH_ALPHA) {
        row[x * bands + 3] = argb[x] >>> 24;
      }
    }
    return row;
  }

  private static Pixels shrink(
      int fromWidth, int fromHeight, int bands, IntFunction<int[]> rows, int width, int height) {
    byte[] samples = new byte[width * height * bands];
    float[] line = new float[width * bands];
    float[] sum = new float[width * bands];
    double step = (double) fromHeight / height;
    int y = 0;
    for (int from = 0; from < fromHeight && y < height; from++) {
      shrinkRow(rows.apply(from), fromWidth, bands, line);
      // One row may end a row of the result and begin the next.
      while (y < height) {
        double share = Math.min(from + 1, (y + 1) * step) - Math.max(from, y * step);
        for (int i = 0; i < sum.length; i++) {
          sum[i] += line[i] * (float) share;
        }
        if ((y + 1) * step > from + 1 + 1e-6) {
          break;
        }
        store(sum, bands, (float) step, samples, y * sum.length);
        y++;
      }
    }
    return new Pixels(width, height, bands, samples);
  }

  private static void shrinkRow(int[] row, int from, int bands, float[] line) {
    int width = line.length / bands;
    double step = (double) from / width;
    for (int x = 0; x < width; x++) {
      double start = x * step;
      double end = Math.min(from, start + step);
      for (int band = 0; band < bands; band++) {
        line[x * bands + band] = 0;
      }
      for (int at = (int) start; at < end; at++) {
        float share = (float) ((Math.min(at + 1, end) - Math.max(at, start)) / step);
        // What can't be seen has no colour to add.
        float seen = bands == WITH_ALPHA ? share * row[at * bands + 3] / 255 : share;
        for (int band = 0; band < bands; band++) {
          line[x * bands + band] += row[at * bands + band] * (band == 3 ? share : seen);
        }
      }
    }
  }

  private static void store(float[] sum, int bands, float weight, byte[] samples, int at) {
    for (int i = 0; i < sum.length; i += bands) {
      float alpha = bands == WITH_ALPHA ? sum[i + 3] / weight : 255;
      for (int band = 0; band < bands; band++) {
        float value = sum[i + band] / weight;
        float shown = band == 3 ? alpha : alpha > 0 ? value * 255 / alpha : 0;
        samples[at + i + band] = (byte) Math.max(0, Math.min(255, Math.round(shown)));
        sum[i + band] = 0;
      }
    }
  }

  /** Turns it as the camera was held (Exif 2.3 §4.6.4). */
  Pixels turned(int orientation) {
    if (orientation == 1) {
      return this;
    }
    boolean lying = orientation >= 5;
    int newWidth = lying ? height : width;
    int newHeight = lying ? width : height;
    byte[] turned = new byte[samples.length];
    for (int y = 0; y < newHeight; y++) {
      for (int x = 0; x < newWidth; x++) {
        int alongWidth = lying ? y : x;
        int alongHeight = lying ? x : y;
        boolean fromRight =
            orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
        boolean fromBottom =
            orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
        int oldX = fromRight ? width - 1 - alongWidth : alongWidth;
        int oldY = fromBottom ? height - 1 - alongHeight : alongHeight;
        System.arraycopy(
            samples, (oldY * width + oldX) * bands, turned, (y * newWidth + x) * bands, bands);
      }
    }
    return new Pixels(newWidth, newHeight, bands, turned);
  }

  boolean transparent() {
    return bands == WITH_ALPHA;
  }

  /** As Java's writers want it. */
  BufferedImage toImage() {
    int type =
        switch (bands) {
          case 1 -> BufferedImage.TYPE_BYTE_GRAY;
          case COLOURS -> BufferedImage.TYPE_3BYTE_BGR;
          default -> BufferedImage.TYPE_4BYTE_ABGR;
        };
    BufferedImage image = new BufferedImage(width, height, type);
    int[] row = new int[width * bands];
    for (int y = 0; y < height; y++) {
      for (int i = 0; i < row.length; i++) {
        row[i] = samples[y * row.length + i] & 0xff;
      }
      image.getRaster().setPixels(0, y, width, 1, row);
    }
    return image;
  }
}
