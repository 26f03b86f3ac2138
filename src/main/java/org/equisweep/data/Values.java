package org.equisweep.data;

import java.util.Arrays;

/** N equally shaped row-major arrays of numbers, given one at a time in double precision. */
sealed interface Values permits ArrayValues, ByteValues, OneHotValues {
  /** Of the file, for messages. */
  String name();

  /** N. */
  int count();

  /** Of one example; no axes for a number each. A new array each time. */
  int[] shape();

  /** The entries of one example into {@code row}, which has {@link #features} elements. */
  void copyTo(int example, double[] row);

  /** As images: the last two axes brought to another size, every other axis kept. */
  Values resized(DataSpec.ImageSize size);

  default int features() {
    return features(shape());
  }

  /** A feature's index in the file's own axes, such as {@code [3, 0, 7]}. */
  default String index(int example, int feature) {
    int[] shape = shape();
    int[] index = new int[shape.length + 1];
    int rest = feature;
    for (int axis = shape.length; axis > 0; axis--) {
      index[axis] = rest % shape[axis - 1];
      rest /= shape[axis - 1];
    }
    index[0] = example;
    return Arrays.toString(index);
  }

  /** Entries of an example of this shape. */
  static int features(int[] shape) {
    int features = 1;
    for (int extent : shape) {
      features = Math.multiplyExact(features, extent);
    }
    return features;
  }
}
