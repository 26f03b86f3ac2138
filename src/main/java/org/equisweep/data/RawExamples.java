package org.equisweep.data;

import org.equisweep.problem.InvalidInput;

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
   * @param shape N first
   */
  record Values(String name, int[] shape, double[] entries) {
    int count() {
      return shape[0];
    }

    int features() {
      int features = 1;
      for (int axis = 1; axis < shape.length; axis++) {
        features = Math.multiplyExact(features, shape[axis]);
      }
      return features;
    }

    double get(int example, int feature) {
      return entries[Math.toIntExact((long) example * features() + feature)];
    }

    /** The index in the file's own axes, such as {@code [3, 0, 7]}. */
    String index(int example, int feature) {
      int[] index = new int[shape.length];
      int rest = feature;
      for (int axis = shape.length - 1; axis > 0; axis--) {
        index[axis] = rest % shape[axis];
        rest /= shape[axis];
      }
      index[0] = example;
      return java.util.Arrays.toString(index);
    }
  }
}
