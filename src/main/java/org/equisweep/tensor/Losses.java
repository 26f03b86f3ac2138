package org.equisweep.tensor;

import org.jspecify.annotations.Nullable;

/**
 * Losses of {@link LossKernels} that take each output by itself, in double whatever the precision,
 * by {@link ArrayFunctions}; sums as {@link Reductions} says. In several passes over blocks that
 * stay in the cache: the JIT of 17 leaves the vectors of longer loops on the heap.
 */
final class Losses {
  private Losses() {}

  static double binaryCrossEntropy(
      Tensor z, int zo, Tensor t, int to, @Nullable Tensor dz, int dzo, int n, double weight) {
    double[] partial = Reductions.cleared();
    LossArrays arrays = LossArrays.own();
    for (int from = 0; from < n; from += LossArrays.BLOCK) {
      int size = Math.min(LossArrays.BLOCK, n - from);
      LossArrays.read(z, zo + from, size, arrays.logits);
      LossArrays.read(t, to + from, size, arrays.targets);
      ArrayFunctions.decay(arrays.logits, arrays.exponentials, size);
      crossEntropyTerms(arrays, size);
      LossArrays.add(arrays.terms, size, partial);
      if (dz != null) {
        crossEntropyGradient(arrays, size, weight);
        LossArrays.write(arrays.terms, size, dz, dzo + from);
      }
    }
    return Reductions.total(partial);
  }

  /** max(z, 0) − zt + log(1 + e^{−|z|}). */
  private static void crossEntropyTerms(LossArrays arrays, int n) {
    double[] terms = arrays.terms;
    ArrayFunctions.log1p(
        arrays.exponentials, terms, n, arrays.factor, arrays.exponent, arrays.lost);
    double[] logits = arrays.logits;
    double[] targets = arrays.targets;
    for (int i = 0; i < n; i++) {
      terms[i] = Math.fma(-logits[i], targets[i], Math.max(logits[i], 0)) + terms[i];
    }
  }

  /** weight·(1/(1 + e^{−z}) − t). */
  private static void crossEntropyGradient(LossArrays arrays, int n, double weight) {
    double[] terms = arrays.terms;
    double[] logits = arrays.logits;
    double[] exponentials = arrays.exponentials;
    double[] targets = arrays.targets;
    for (int i = 0; i < n; i++) {
      terms[i] = logits[i] < 0 ? exponentials[i] : 1;
    }
    for (int i = 0; i < n; i++) {
      terms[i] = weight * (terms[i] / (exponentials[i] + 1) - targets[i]);
    }
  }

  static double squaredError(
      Tensor z, int zo, Tensor t, int to, @Nullable Tensor dz, int dzo, int n, double weight) {
    double[] partial = Reductions.cleared();
    LossArrays arrays = LossArrays.own();
    double[] differences = arrays.logits;
    double[] targets = arrays.targets;
    double[] terms = arrays.terms;
    for (int from = 0; from < n; from += LossArrays.BLOCK) {
      int size = Math.min(LossArrays.BLOCK, n - from);
      LossArrays.read(z, zo + from, size, differences);
      LossArrays.read(t, to + from, size, targets);
      for (int i = 0; i < size; i++) {
        differences[i] -= targets[i];
        terms[i] = differences[i] * differences[i];
      }
      LossArrays.add(terms, size, partial);
      if (dz != null) {
        for (int i = 0; i < size; i++) {
          differences[i] *= 2 * weight;
        }
        LossArrays.write(differences, size, dz, dzo + from);
      }
    }
    return Reductions.total(partial);
  }
}
