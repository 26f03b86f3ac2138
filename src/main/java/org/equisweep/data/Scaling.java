package org.equisweep.data;

import org.equisweep.problem.InvalidInput;
import org.equisweep.tensor.Precision;

/**
 * What is done to every input entry: x ↦ (x + shift − mean) / deviation.
 *
 * @param shift added first
 * @param mean of the shifted training entries, or 0
 * @param deviation their unbiased standard deviation, or 1
 */
record Scaling(double shift, double mean, double deviation) {

  /** Of the first {@code training} inputs. Sums run within an example, then over examples. */
  static Scaling of(DataSpec spec, Values inputs, int training) {
    double shift = spec.shift();
    if (spec.normalise() == null) {
      return new Scaling(shift, 0, 1);
    }
    long entries = (long) training * inputs.features();
    double mean = new Scaling(shift, 0, 1).sum(inputs, training) / entries;
    double squares = new Scaling(shift, mean, 1).sumOfSquares(inputs, training);
    double deviation = Math.sqrt(squares / (entries - 1));
    if (entries < 2 || deviation == 0 || !Double.isFinite(deviation)) {
      throw InvalidInput.of(
          "normalise: standard needs inputs with a finite spread above 0",
          "the %d entries of %s have standard deviation %s"
              .formatted(entries, inputs.name(), deviation),
          "leave normalise out");
    }
    return new Scaling(shift, mean, deviation);
  }

  double apply(double entry) {
    return (entry + shift - mean) / deviation;
  }

  private double sum(Values inputs, int training) {
    double[] row = new double[inputs.features()];
    double total = 0;
    for (int example = 0; example < training; example++) {
      inputs.copyTo(example, row);
      double sum = 0;
      for (int f = 0; f < row.length; f++) {
        Examples.requireFinite(row[f], row[f], inputs, example, f, Precision.DOUBLE);
        sum += apply(row[f]);
      }
      total += sum;
    }
    return total;
  }

  private double sumOfSquares(Values inputs, int training) {
    double[] row = new double[inputs.features()];
    double total = 0;
    for (int example = 0; example < training; example++) {
      inputs.copyTo(example, row);
      double sum = 0;
      for (double entry : row) {
        double centred = apply(entry);
        sum += centred * centred;
      }
      total += sum;
    }
    return total;
  }
}
