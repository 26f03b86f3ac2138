package org.equisweep.tensor;

import org.jspecify.annotations.Nullable;

/**
 * Losses of {@link Kernels} that take each output by itself, in double whatever the precision, by
 * {@link Elementary}'s functions; sums as {@link Reductions} says. In scalar code: outputs are few,
 * and JDK 17 leaves the vectors of loops as long as these on the heap.
 */
final class Losses {
  private Losses() {}

  static double binaryCrossEntropy(
      Tensor z, int zo, Tensor t, int to, @Nullable Tensor dz, int dzo, int n, double weight) {
    double[] partial = Reductions.cleared();
    for (int i = 0; i < n; i++) {
      double logit = z.at(zo + i);
      double target = t.at(to + i);
      boolean negative = logit < 0;
      double e = Elementary.exp(-Math.abs(logit));
      double loss = Math.fma(-logit, target, negative ? 0 : logit) + Elementary.log1p(e);
      partial[i % Reductions.LANES] += loss;
      if (dz != null) {
        dz.put(dzo + i, weight * ((negative ? e : 1) / (e + 1) - target));
      }
    }
    return Reductions.total(partial);
  }

  static double squaredError(
      Tensor z, int zo, Tensor t, int to, @Nullable Tensor dz, int dzo, int n, double weight) {
    double[] partial = Reductions.cleared();
    for (int i = 0; i < n; i++) {
      double difference = z.at(zo + i) - t.at(to + i);
      partial[i % Reductions.LANES] += difference * difference;
      if (dz != null) {
        dz.put(dzo + i, 2 * weight * difference);
      }
    }
    return Reductions.total(partial);
  }
}
