package org.equisweep.tensor;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import org.jspecify.annotations.Nullable;

/** Losses of {@link Kernels} that take each output by itself; sums as {@link Reductions} says. */
final class Losses {
  private static final int LENGTH = DoubleLanes.LENGTH;

  private Losses() {}

  static double binaryCrossEntropy(
      Tensor z, int zo, Tensor t, int to, @Nullable Tensor dz, int dzo, int n, double weight) {
    Staging staging = Staging.of(Staging.CHUNK);
    for (int from = 0; from < n; from += Staging.CHUNK) {
      int count = Math.min(Staging.CHUNK, n - from);
      Staging.read(z, zo + from, count, staging.first, 0);
      Staging.read(t, to + from, count, staging.second, 0);
      binaryCrossEntropy(staging.first, staging.second, staging.third, count, weight);
      staging.accumulate(staging.first, count);
      if (dz != null) {
        Staging.write(staging.third, 0, count, dz, dzo + from);
      }
    }
    return Reductions.total(staging.partial);
  }

  /** Logits become losses. */
  private static void binaryCrossEntropy(
      double[] logits, double[] targets, double[] gradients, int count, double weight) {
    for (int i = 0; i < count; i += LENGTH) {
      DoubleVector z = DoubleVector.fromArray(DoubleLanes.SPECIES, logits, i);
      DoubleVector t = DoubleVector.fromArray(DoubleLanes.SPECIES, targets, i);
      DoubleVector e = DoubleLanes.exp(z.abs().neg());
      DoubleVector one = DoubleLanes.all(1);
      DoubleVector sigmoid = one.blend(e, z.compare(VectorOperators.LT, 0)).div(e.add(one));
      sigmoid.sub(t).mul(weight).intoArray(gradients, i);
      DoubleVector positive = z.blend(DoubleLanes.all(0), z.compare(VectorOperators.LT, 0));
      z.neg().fma(t, positive).add(DoubleLanes.log1p(e)).intoArray(logits, i);
    }
  }

  static double squaredError(
      Tensor z, int zo, Tensor t, int to, @Nullable Tensor dz, int dzo, int n, double weight) {
    Staging staging = Staging.of(Staging.CHUNK);
    for (int from = 0; from < n; from += Staging.CHUNK) {
      int count = Math.min(Staging.CHUNK, n - from);
      Staging.read(z, zo + from, count, staging.first, 0);
      Staging.read(t, to + from, count, staging.second, 0);
      squaredError(staging.first, staging.second, staging.third, count, weight);
      staging.accumulate(staging.first, count);
      if (dz != null) {
        Staging.write(staging.third, 0, count, dz, dzo + from);
      }
    }
    return Reductions.total(staging.partial);
  }

  private static void squaredError(
      double[] outputs, double[] targets, double[] gradients, int count, double weight) {
    for (int i = 0; i < count; i += LENGTH) {
      DoubleVector z = DoubleVector.fromArray(DoubleLanes.SPECIES, outputs, i);
      DoubleVector d = z.sub(DoubleVector.fromArray(DoubleLanes.SPECIES, targets, i));
      d.mul(2 * weight).intoArray(gradients, i);
      d.mul(d).intoArray(outputs, i);
    }
  }
}
