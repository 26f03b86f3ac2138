package org.equisweep.tensor;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
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
      binaryCrossEntropy(staging, count, weight);
      staging.accumulate(staging.first, count);
      if (dz != null) {
        Staging.write(staging.third, 0, count, dz, dzo + from);
      }
    }
    return Reductions.total(staging.partial);
  }

  /** Logits become losses. */
  private static void binaryCrossEntropy(Staging staging, int count, double weight) {
    double[] logits = staging.first;
    double[] targets = staging.second;
    double[] gradients = staging.third;
    int whole = Staging.whole(count);
    for (int i = 0; i < whole; i += LENGTH) {
      DoubleVector z = DoubleVector.fromArray(DoubleLanes.SPECIES, logits, i);
      z.abs().neg().intoArray(gradients, i);
    }
    DoubleArrays.exp(gradients, gradients, 0, whole);
    DoubleArrays.log1p(gradients, staging.fourth, 0, whole);
    for (int i = 0; i < whole; i += LENGTH) {
      DoubleVector z = DoubleVector.fromArray(DoubleLanes.SPECIES, logits, i);
      DoubleVector t = DoubleVector.fromArray(DoubleLanes.SPECIES, targets, i);
      DoubleVector e = DoubleVector.fromArray(DoubleLanes.SPECIES, gradients, i);
      DoubleVector rest = DoubleVector.fromArray(DoubleLanes.SPECIES, staging.fourth, i);
      DoubleVector one = DoubleLanes.all(1);
      VectorMask<Double> negative = z.compare(VectorOperators.LT, DoubleLanes.all(0));
      DoubleVector sigmoid = one.blend(e, negative).div(e.add(one));
      sigmoid.sub(t).mul(DoubleLanes.all(weight)).intoArray(gradients, i);
      z.neg().fma(t, z.blend(DoubleLanes.all(0), negative)).add(rest).intoArray(logits, i);
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
      d.mul(DoubleLanes.all(2 * weight)).intoArray(gradients, i);
      d.mul(d).intoArray(outputs, i);
    }
  }
}
