package org.equisweep.stability;

import org.equisweep.tensor.Blas;
import org.equisweep.tensor.Precision;
import org.equisweep.tensor.Tensor;

/**
 * Orthonormal vectors and their images under an operator, off-heap as rows, with the matrix of the
 * operator between them. Products of many vectors at once go through BLAS. Not thread-safe.
 */
final class KrylovBasis implements AutoCloseable {
  /** Columns that a combination replaces at a time. */
  private static final int STRIP = 1 << 14;

  private final int n;
  private final int capacity;
  private final Tensor vectors;
  private final Tensor images;
  private final Tensor block;
  private final Tensor small;
  private final Tensor strip;

  /** ⟨Hv_i, v_j⟩ for j ≤ i, as far as it is known. */
  private final double[] between;

  private int known;
  private int size;

  /**
   * @param n length of the vectors
   * @param capacity the most that are held
   * @param width the most that are added, or asked for, at once
   */
  KrylovBasis(int n, int capacity, int width) {
    this.n = n;
    this.capacity = capacity;
    vectors = Tensor.zeros(Precision.DOUBLE, (long) capacity * n);
    images = Tensor.zeros(Precision.DOUBLE, (long) capacity * n);
    block = Tensor.zeros(Precision.DOUBLE, (long) width * n);
    small = Tensor.zeros(Precision.DOUBLE, (long) capacity * capacity);
    strip = Tensor.zeros(Precision.DOUBLE, (long) capacity * STRIP);
    between = new double[capacity * capacity];
  }

  int size() {
    return size;
  }

  int room() {
    return capacity - size;
  }

  /** Takes v's part out of the span of what is held: x ← x − VVᵀx, for each of them. */
  void orthogonalise(double[][] x) {
    int count = x.length;
    if (size == 0 || count == 0) {
      return;
    }
    for (int k = 0; k < count; k++) {
      block.copyFrom(x[k], 0, (long) k * n, n);
    }
    Blas.gemm(false, true, count, size, n, 1, block, 0, n, vectors, 0, n, 0, small, 0, size);
    Blas.gemm(false, false, count, n, size, -1, small, 0, size, vectors, 0, n, 1, block, 0, n);
    for (int k = 0; k < count; k++) {
      block.copyTo((long) k * n, x[k], 0, n);
    }
  }

  /** Adds an orthonormal vector with its image. */
  void add(double[] vector, double[] image) {
    vectors.copyFrom(vector, 0, (long) size * n, n);
    images.copyFrom(image, 0, (long) size * n, n);
    size++;
  }

  /** VᵀHV, row-major, made symmetric; rows of vectors added since the last call are computed. */
  double[] projected() {
    int added = size - known;
    if (added > 0) {
      long from = (long) known * n;
      Blas.gemm(false, true, added, size, n, 1, images, from, n, vectors, 0, n, 0, small, 0, size);
      for (int i = known; i < size; i++) {
        for (int j = 0; j < size; j++) {
          between[i * capacity + j] = small.get((long) (i - known) * size + j);
        }
      }
      known = size;
    }
    double[] symmetric = new double[size * size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        symmetric[i * size + j] = between[i * capacity + j];
        symmetric[j * size + i] = between[i * capacity + j];
      }
    }
    return symmetric;
  }

  /** Σ_j y_j v_j. */
  double[] combine(double[] y) {
    small.copyFrom(y, 0, 0, size);
    Blas.gemm(false, false, 1, n, size, 1, small, 0, size, vectors, 0, n, 0, block, 0, n);
    double[] combined = new double[n];
    block.copyTo(0, combined, 0, n);
    return combined;
  }

  /** Hx − θx for x = Σ_j y_j v_j, for several y and θ; at most {@code width} of them. */
  double[][] residuals(double[][] y, double[] theta) {
    int count = y.length;
    for (int k = 0; k < count; k++) {
      small.copyFrom(y[k], 0, (long) k * size, size);
    }
    Blas.gemm(false, false, count, n, size, 1, small, 0, size, images, 0, n, 0, block, 0, n);
    for (int k = 0; k < count; k++) {
      for (int j = 0; j < size; j++) {
        small.set((long) k * size + j, -theta[k] * y[k][j]);
      }
    }
    Blas.gemm(false, false, count, n, size, 1, small, 0, size, vectors, 0, n, 1, block, 0, n);
    double[][] residuals = new double[count][n];
    for (int k = 0; k < count; k++) {
      block.copyTo((long) k * n, residuals[k], 0, n);
    }
    return residuals;
  }

  /** Replaces what is held by so many combinations, the rows of {@code y}. */
  void restart(double[][] y) {
    double[] all = new double[y.length * size];
    for (int k = 0; k < y.length; k++) {
      System.arraycopy(y[k], 0, all, k * size, size);
    }
    small.copyFrom(all, 0, 0, all.length);
    replace(vectors, y.length);
    replace(images, y.length);
    size = y.length;
    known = 0;
  }

  private void replace(Tensor rows, int count) {
    for (int from = 0; from < n; from += STRIP) {
      int width = Math.min(STRIP, n - from);
      Blas.gemm(
          false, false, count, width, size, 1, small, 0, size, rows, from, n, 0, strip, 0, width);
      for (int k = 0; k < count; k++) {
        rows.copyFrom(strip, (long) k * width, (long) k * n + from, width);
      }
    }
  }

  @Override
  public void close() {
    vectors.close();
    images.close();
    block.close();
    small.close();
    strip.close();
  }
}
