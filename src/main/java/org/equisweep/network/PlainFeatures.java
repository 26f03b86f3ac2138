package org.equisweep.network;

import java.util.stream.IntStream;
import org.equisweep.tensor.Tensor;

/** φ(x) = x, one column for each example. */
record PlainFeatures(int dimension) implements FirstFeatures {
  @Override
  public Tensor evaluate(InputSpan.Inputs inputs, SpanBasis basis) {
    int examples = inputs.examples();
    int rank = basis.rank();
    double[] x = new double[dimension];
    int[] places = IntStream.range(0, dimension).toArray();
    double[] coordinates = new double[rank];
    Tensor features = Tensor.zeros(inputs.values().precision(), (long) examples * rank);
    for (int example = 0; example < examples; example++) {
      inputs.values().copyTo((long) example * dimension, x, 0, dimension);
      basis.coordinates(x, 0, places, coordinates);
      features.copyFrom(coordinates, 0, (long) example * rank, rank);
    }
    return features;
  }

  @Override
  public long workBytes(int examples, int rank) {
    return 0;
  }

  @Override
  public boolean contains(InputSpan.Inputs inputs, SpanBasis basis) {
    double[] x = new double[dimension];
    int[] places = IntStream.range(0, dimension).toArray();
    double[] coordinates = new double[basis.rank()];
    for (int example = 0; example < inputs.examples(); example++) {
      inputs.values().copyTo((long) example * dimension, x, 0, dimension);
      double norm = squaredNorm(x);
      basis.coordinates(x, 0, places, coordinates);
      for (int b = 0; b < coordinates.length; b++) {
        coordinates[b] = -coordinates[b];
      }
      basis.addCombination(coordinates, 0, x, 0, places);
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
