package org.equisweep.data;

import org.equisweep.problem.InvalidInput;
import org.equisweep.tensor.Precision;
import org.equisweep.tensor.Tensor;

/** Examples off-heap, [example][feature]. */
record Examples(int count, Tensor inputs, Tensor targets) implements AutoCloseable {
  private static final Scaling AS_THEY_ARE = new Scaling(0, 0, 1);

  /** Examples {@code from} … {@code from + count − 1} of what was read, scaled and rounded. */
  static Examples of(RawExamples raw, int from, int count, Scaling scaling, Precision precision) {
    Tensor inputs = tensor(raw.inputs(), from, count, scaling, precision);
    try {
      return new Examples(
          count, inputs, tensor(raw.targets(), from, count, AS_THEY_ARE, precision));
    } catch (RuntimeException | OutOfMemoryError e) {
      inputs.close();
      throw e;
    }
  }

  private static Tensor tensor(
      Values values, int from, int count, Scaling scaling, Precision precision) {
    int features = values.features();
    double[] row = new double[features];
    Tensor tensor = Tensor.zeros(precision, (long) count * features);
    try {
      for (int example = 0; example < count; example++) {
        values.copyTo(from + example, row);
        for (int f = 0; f < features; f++) {
          double given = row[f];
          row[f] = scaling.apply(given);
          requireFinite(row[f], given, values, from + example, f, precision);
        }
        tensor.copyFrom(row, 0, (long) example * features, features);
      }
      return tensor;
    } catch (RuntimeException e) {
      tensor.close();
      throw e;
    }
  }

  static void requireFinite(
      double value, double given, Values values, int example, int feature, Precision precision) {
    double rounded = precision == Precision.FLOAT ? (float) value : value;
    if (!Double.isFinite(rounded)) {
      throw InvalidInput.of(
          "every entry of the data must be a finite number in %s precision"
              .formatted(precision.label()),
          "%s has %s at index %s".formatted(values.name(), given, values.index(example, feature)),
          "clean the data");
    }
  }

  Examples withInputs(Tensor others) {
    if (others.length() % count != 0) {
      throw new IllegalArgumentException(
          "%d entries for %d examples".formatted(others.length(), count));
    }
    return new Examples(count, others, targets);
  }

  long bytes() {
    return (inputs.length() + targets.length()) * inputs.precision().bytes();
  }

  @Override
  public void close() {
    inputs.close();
    targets.close();
  }
}
