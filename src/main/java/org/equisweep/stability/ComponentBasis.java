package org.equisweep.stability;

import java.util.Arrays;
import org.equisweep.tensor.SymmetricEigen;
import org.jspecify.annotations.Nullable;

/**
 * Orthonormal coordinates z of one {@link IsotypicRow} within N𝓔, y = Bz. The group moves the
 * blocks of a layer alike, so B is one small matrix for each layer, repeated. Immutable.
 */
final class ComponentBasis {
  /** Blocks with more coordinates would take too long. */
  private static final int MOST_COORDINATES = 1024;

  /** An orthogonal projection has the eigenvalues 0 and 1. */
  private static final double PROJECTION = 1e-8;

  private final SplitCoordinates coordinates;
  private final IsotypicRow row;

  /** Of each layer, orthonormal vectors of a block. */
  private final double[][][] vectors;

  private final int dimension;

  private ComponentBasis(SplitCoordinates coordinates, IsotypicRow row, double[][][] vectors) {
    this.coordinates = coordinates;
    this.row = row;
    this.vectors = vectors;
    int size = 0;
    for (int layer = 0; layer < vectors.length; layer++) {
      size += coordinates.normalCopies(layer) * vectors[layer].length;
    }
    this.dimension = size;
  }

  /** Null where blocks are too large. */
  static @Nullable ComponentBasis of(SplitCoordinates coordinates, IsotypicRow row) {
    int layers = coordinates.layers();
    int largest = 0;
    double[][] projections = new double[layers][];
    for (int layer = 0; layer < layers; layer++) {
      int size = coordinates.normalBlock(layer);
      largest = Math.max(largest, size);
      if (largest > MOST_COORDINATES) {
        return null;
      }
      projections[layer] = new double[size * size];
    }
    double[] x = new double[coordinates.dimension()];
    for (int i = 0; i < largest; i++) {
      Arrays.fill(x, 0);
      for (int layer = 0; layer < layers; layer++) {
        if (i < coordinates.normalBlock(layer)) {
          x[coordinates.normalAt(layer) + i] = 1;
        }
      }
      row.project(x);
      for (int layer = 0; layer < layers; layer++) {
        int size = coordinates.normalBlock(layer);
        if (i < size) {
          System.arraycopy(x, coordinates.normalAt(layer), projections[layer], i * size, size);
        }
      }
    }
    double[][][] vectors = new double[layers][][];
    for (int layer = 0; layer < layers; layer++) {
      vectors[layer] = range(projections[layer], coordinates.normalBlock(layer));
    }
    return new ComponentBasis(coordinates, row, vectors);
  }

  private static double[][] range(double[] projection, int size) {
    if (size == 0) {
      return new double[0][];
    }
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < i; j++) {
        double mean = 0.5 * (projection[i * size + j] + projection[j * size + i]);
        projection[i * size + j] = mean;
        projection[j * size + i] = mean;
      }
    }
    SymmetricEigen eigen = SymmetricEigen.of(projection, size);
    int rank = 0;
    for (int k = 0; k < size; k++) {
      double value = eigen.value(k);
      if (Math.min(Math.abs(value), Math.abs(value - 1)) > PROJECTION) {
        throw new IllegalStateException("a projection has the eigenvalue " + value);
      }
      rank += value > 0.5 ? 1 : 0;
    }
    double[][] vectors = new double[rank][];
    for (int k = 0; k < rank; k++) {
      vectors[k] = eigen.vector(size - rank + k);
    }
    return vectors;
  }

  IsotypicRow row() {
    return row;
  }

  /** Of the row: eigenvalues of the component, of whose copies this has one. */
  int dimension() {
    return dimension;
  }

  /** Bz, in coordinates of N𝓔. */
  double[] lift(double[] z) {
    double[] y = new double[coordinates.normal()];
    int at = 0;
    for (int layer = 0; layer < vectors.length; layer++) {
      int size = coordinates.normalBlock(layer);
      int to = coordinates.normalAt(layer) - coordinates.tangent();
      for (int copy = 0; copy < coordinates.normalCopies(layer); copy++, to += size) {
        for (double[] vector : vectors[layer]) {
          double factor = z[at++];
          for (int i = 0; i < size; i++) {
            y[to + i] += factor * vector[i];
          }
        }
      }
    }
    return y;
  }

  /** z ← Bᵀy. */
  void coordinates(double[] y, double[] z) {
    int at = 0;
    for (int layer = 0; layer < vectors.length; layer++) {
      int size = coordinates.normalBlock(layer);
      int from = coordinates.normalAt(layer) - coordinates.tangent();
      for (int copy = 0; copy < coordinates.normalCopies(layer); copy++, from += size) {
        for (double[] vector : vectors[layer]) {
          double sum = 0;
          for (int i = 0; i < size; i++) {
            sum += vector[i] * y[from + i];
          }
          z[at++] = sum;
        }
      }
    }
  }

  /** BᵀHB of an operator on N𝓔. */
  SymmetricOperator compress(SymmetricOperator normal) {
    return new SymmetricOperator() {
      @Override
      public int dimension() {
        return dimension;
      }

      @Override
      public void apply(double[] x, double[] y) {
        applyAll(new double[][] {x}, new double[][] {y});
      }

      @Override
      public void applyAll(double[][] x, double[][] y) {
        double[][] lifted = new double[x.length][];
        for (int k = 0; k < x.length; k++) {
          lifted[k] = lift(x[k]);
        }
        double[][] products = new double[x.length][normal.dimension()];
        normal.applyAll(lifted, products);
        for (int k = 0; k < x.length; k++) {
          coordinates(products[k], y[k]);
        }
      }
    };
  }
}
