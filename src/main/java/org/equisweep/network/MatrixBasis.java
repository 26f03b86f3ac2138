package org.equisweep.network;

/** Any orthonormal columns. */
final class MatrixBasis implements SpanBasis {
  private final int dimension;
  private final int rank;
  private final double[] rows;

  /**
   * @param transposed Qᵀ, r rows of d entries
   */
  MatrixBasis(int dimension, int rank, double[] transposed) {
    if (transposed.length != dimension * rank) {
      throw new IllegalArgumentException(
          "a basis of %d vectors in dimension %d has %d entries, got %d"
              .formatted(rank, dimension, dimension * rank, transposed.length));
    }
    this.dimension = dimension;
    this.rank = rank;
    this.rows = transposed.clone();
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public int rank() {
    return rank;
  }

  @Override
  public void coordinates(double[] v, int first, int[] places, double[] c) {
    for (int k = 0; k < rank; k++) {
      double sum = 0;
      for (int j = 0; j < dimension; j++) {
        sum += rows[k * dimension + j] * v[first + places[j]];
      }
      c[k] = sum;
    }
  }

  @Override
  public void addCombination(double[] c, int at, double[] v, int first, int[] places) {
    for (int k = 0; k < rank; k++) {
      for (int j = 0; j < dimension; j++) {
        v[first + places[j]] += c[at + k] * rows[k * dimension + j];
      }
    }
  }
}
