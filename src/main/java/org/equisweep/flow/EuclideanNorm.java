package org.equisweep.flow;

/** ‖v‖₂, summed in ascending order. */
final class EuclideanNorm {
  private EuclideanNorm() {}

  static double of(double[] v) {
    double sum = 0;
    for (double entry : v) {
      sum += entry * entry;
    }
    return Math.sqrt(sum);
  }

  /** v ← v / ‖v‖₂; left as it is if that is 0. Gives ‖v‖₂. */
  static double normalise(double[] v) {
    double norm = of(v);
    if (norm > 0) {
      for (int i = 0; i < v.length; i++) {
        v[i] /= norm;
      }
    }
    return norm;
  }
}
