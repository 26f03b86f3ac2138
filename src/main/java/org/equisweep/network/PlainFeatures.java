package org.equisweep.network;

import org.equisweep.tensor.Tensor;

/** φ(x) = x, one column for each example. */
record PlainFeatures(int dimension) implements FirstFeatures {
  @Override
  public Tensor evaluate(InputSpan.Inputs inputs, SpanBasis basis) {
    int examples = inputs.examples();
    int rank = basis.rank();
    double[] x = new double[dimension];
    double[] coordinates = new double[rank];
    Tensor features = Tensor.zeros(inputs.values().precision(), (long) examples * rank);
    for (int example = 0; example < examples; example++) {
      inputs.values().copyTo((long) example * dimension, x, 0, dimension);
      basis.coordinates(x, coordinates);
      features.copyFrom(coordinates, 0, (long) example * rank, rank);
    }
    return features;
  }

  @Override
  public boolean contains(InputSpan.Inputs inputs, SpanBasis basis) {
    double[] x = new double[dimension];
    double[] coordinates = new double[basis.rank()];
    for (int example = 0; example < inputs.examples(); example++) {
      inputs.values().copyTo((long) example * dimension, x, 0, dimension);
      double norm = squaredNorm(x);
      basis.coordinates(x, coordinates);
      for (int b = 0; b < coordinates.length; b++) {
        coordinates[b] = -coordinates[b];
      }
      basis.addCombination(coordinates, x);
      if (!FirstFeatures.isRounding(squaredNorm(x), norm)) {
        return false;
      }
    }
    return true;
  }

  private static double squaredNorm(double[] x) {
    double sum = 0;
    for (double entry : x) {
      sum += entry * entry;
    }
    return sum;
  }
}
