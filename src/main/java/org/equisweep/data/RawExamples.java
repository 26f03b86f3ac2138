package org.equisweep.data;

import java.util.Arrays;
import org.equisweep.problem.InvalidInput;
import org.equisweep.tensor.NdArray;

/** Examples as read or generated, on the heap, in double precision, unshifted. */
record RawExamples(Values inputs, Values targets) {
  RawExamples {
    if (inputs.count() != targets.count()) {
      throw InvalidInput.of(
          "inputs and targets must hold equally many examples",
          "%s holds %d and %s holds %d"
              .formatted(inputs.name(), inputs.count(), targets.name(), targets.count()),
          "give files whose first axes agree");
    }
  }

  int count() {
    return inputs.count();
  }

  /**
   * An array (N, …) of row-major entries.
   *
   * @param name of the file, for messages
   */
  record Values(String name, NdArray array) {
    int count() {
      return array.shape()[0];
    }

    int features() {
      int features = 1;
      for (int axis = 1; axis < array.rank(); axis++) {
        features = Math.multiplyExact(features, array.shape()[axis]);
      }
      return features;
    }

    /** The features of one example into {@code row}. */
    void copyTo(int example, double[] row) {
      int from = Math.toIntExact((long) example * row.length);
      System.arraycopy(array.values(), from, row, 0, row.length);
    }

    /** A feature's index in the file's own axes, such as {@code [3, 0, 7]}. */
    String index(int example, int feature) {
      int[] index = new int[array.rank()];
      int rest = feature;
      for (int axis = index.length - 1; axis > 0; axis--) {
        index[axis] = rest % array.shape()[axis];
        rest /= array.shape()[axis];
      }
      index[0] = example;
      return Arrays.toString(index);
    }
  }
}
