package org.equisweep.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.equisweep.problem.InvalidInput;
import org.equisweep.tensor.NdArray;
import org.jspecify.annotations.Nullable;

/**
 * The examples of one Parquet column as they are met, of one shape and kind throughout: numbers, or
 * bytes of images.
 */
final class ParquetColumn {
  static final int MOST_AXES = 8;
  private static final int UNKNOWN = -1;
  private static final long LARGEST_EXACT = 1L << 53;

  private final String column;
  private final int[] extents = new int[MOST_AXES];
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private String file = "";
  private double[] numbers = new double[1024];
  private int filled;
  private int begun;
  private int count;
  private int[] found = {};
  private boolean binary;
  private int @Nullable [] shape;

  ParquetColumn(String column) {
    this.column = column;
    Arrays.fill(extents, UNKNOWN);
  }

  String column() {
    return column;
  }

  /** The file that the next examples come from. */
  void enter(String newFile) {
    file = newFile;
  }

  /** A list at a depth of nesting, 0 for the outermost, has so many items. */
  void items(int depth, int number) {
    if (extents[depth] != UNKNOWN && extents[depth] != number) {
      throw fault(
          "has lists of %d and of %d items in one example".formatted(extents[depth], number));
    }
    extents[depth] = number;
  }

  void number(double value) {
    if (filled == numbers.length) {
      if (filled > (Integer.MAX_VALUE - 8) / 2) {
        throw fault("has more than 2^30 numbers");
      }
      numbers = Arrays.copyOf(numbers, 2 * filled);
    }
    numbers[filled++] = value;
  }

  void requireExact(long value) {
    if (value > LARGEST_EXACT || value < -LARGEST_EXACT) {
      throw fault("has " + value + ", beyond the 2^53 that a double holds exactly,");
    }
  }

  void binary(byte[] value) {
    binary = true;
    if (!EncodedImage.isImage(value)) {
      found = new int[] {value.length};
      bytes.writeBytes(value);
      return;
    }
    try {
      EncodedImage image = EncodedImage.decode(value);
      found = image.shape();
      bytes.writeBytes(image.bytes());
    } catch (IOException e) {
      InvalidInput problem = fault("has an image that cannot be used (" + e.getMessage() + ")");
      problem.initCause(e);
      throw problem;
    }
  }

  /** The row is complete. */
  void endExample() {
    int[] current = binary ? found : axes();
    boolean complete = binary ? found.length > 0 : filled - begun == Values.features(current);
    if (!complete) {
      throw fault("has missing values");
    }
    if (shape == null) {
      shape = current;
    } else if (!Arrays.equals(shape, current)) {
      throw fault(
          "has an example of shape %s after others of %s"
              .formatted(Arrays.toString(current), Arrays.toString(shape)));
    }
    count++;
    begun = filled;
    found = new int[0];
    Arrays.fill(extents, UNKNOWN);
  }

  private int[] axes() {
    int depth = 0;
    while (depth < MOST_AXES && extents[depth] != UNKNOWN) {
      depth++;
    }
    return Arrays.copyOf(extents, depth);
  }

  /** All examples of all files. */
  Values values() {
    String name = "column '" + column + "' of " + file;
    int[] each = shape == null ? new int[0] : shape;
    if (binary) {
      if (filled > 0) {
        throw fault("is of numbers in one file and of images in another");
      }
      return new ByteValues(name, count, each, bytes.toByteArray(), 255);
    }
    return new ArrayValues(
        name, new NdArray(Resize.withCount(count, each), Arrays.copyOf(numbers, filled)));
  }

  private InvalidInput fault(String what) {
    return InvalidInput.of(
        "a column of examples must hold numbers, equally shaped lists of numbers, or images",
        "column '%s' of %s %s (row %d)".formatted(column, file, what, count),
        "write it anew, or name another column");
  }
}
