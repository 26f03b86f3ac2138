package org.equisweep.data;

import java.util.Arrays;
import org.equisweep.problem.InvalidInput;

/**
 * Images brought to another size by bilinear interpolation with antialiasing: separably, each
 * output pixel a mean of the input pixels around its centre with weights of a triangle that is as
 * wide as the scale, and at least 1; weights that fall outside the image are left out and the
 * others scaled to sum 1. From 28 to 14 they are (1, 3, 3, 1)/8.
 *
 * <p>Of bytes it is, bit for bit, what Pillow's {@code Image.resize(…, BILINEAR)} and so
 * torchvision's {@code Resize} make of such an image: rows first, then columns, each rounded to a
 * byte (half up), in fixed point. Numbers that are no bytes are not rounded.
 *
 * @see <a href="https://pillow.readthedocs.io/en/stable/handbook/concepts.html#filters">Pillow</a>
 */
final class Resize {
  private final int planes;
  private final int[] output;
  private final ResampledAxis rows;
  private final ResampledAxis columns;
  private final double[] between;
  private final byte[] bytesBetween;

  private Resize(int[] shape, DataSpec.ImageSize size) {
    int rank = shape.length;
    int height = shape[rank - 2];
    this.planes = Values.features(Arrays.copyOf(shape, rank - 2));
    this.output = shape.clone();
    this.output[rank - 2] = size.height();
    this.output[rank - 1] = size.width();
    this.rows = new ResampledAxis(height, size.height());
    this.columns = new ResampledAxis(shape[rank - 1], size.width());
    this.between = new double[height * size.width()];
    this.bytesBetween = new byte[between.length];
  }

  /**
   * @param shape of an example, its last two axes those of an image
   */
  static Resize of(int[] shape, DataSpec.ImageSize size, String name) {
    if (shape.length < 2 || Values.features(shape) == 0) {
      throw InvalidInput.of(
          "resize needs images: examples whose last two axes are rows and columns",
          "%s has examples of shape %s".formatted(name, Arrays.toString(shape)),
          "leave resize out, or give images");
    }
    return new Resize(shape, size);
  }

  /** The shape of a resized example. */
  int[] output() {
    return output.clone();
  }

  /** Entries of {@code count} resized examples, which must fit in an array. */
  int entries(int count) {
    long entries = (long) count * Values.features(output);
    if (entries > Integer.MAX_VALUE - 8) {
      throw InvalidInput.of(
          "resized images must have fewer than 2^31 entries in all",
          "got " + entries,
          "take a smaller size or fewer images");
    }
    return (int) entries;
  }

  static int[] withCount(int count, int[] shape) {
    int[] all = new int[shape.length + 1];
    all[0] = count;
    System.arraycopy(shape, 0, all, 1, shape.length);
    return all;
  }

  void apply(double[] image, double[] resized) {
    for (int plane = 0; plane < planes; plane++) {
      int from = plane * rows.input() * columns.input();
      for (int row = 0; row < rows.input(); row++) {
        for (int column = 0; column < columns.output(); column++) {
          between[row * columns.output() + column] =
              columns.mean(image, from + row * columns.input(), 1, column);
        }
      }
      int to = plane * rows.output() * columns.output();
      for (int row = 0; row < rows.output(); row++) {
        for (int column = 0; column < columns.output(); column++) {
          resized[to + row * columns.output() + column] =
              rows.mean(between, column, columns.output(), row);
        }
      }
    }
  }

  /** The example of this index in {@code images} into that in {@code resized}. */
  void apply(byte[] images, int example, byte[] resized, int target) {
    for (int plane = 0; plane < planes; plane++) {
      int from = (example * planes + plane) * rows.input() * columns.input();
      for (int row = 0; row < rows.input(); row++) {
        for (int column = 0; column < columns.output(); column++) {
          bytesBetween[row * columns.output() + column] =
              columns.roundedMean(images, from + row * columns.input(), 1, column);
        }
      }
      int to = (target * planes + plane) * rows.output() * columns.output();
      for (int row = 0; row < rows.output(); row++) {
        for (int column = 0; column < columns.output(); column++) {
          resized[to + row * columns.output() + column] =
              rows.roundedMean(bytesBetween, column, columns.output(), row);
        }
      }
    }
  }
}
