package org.equisweep.stability;

import java.util.List;
import org.equisweep.tensor.Blas;
import org.equisweep.tensor.Precision;
import org.equisweep.tensor.Tensor;

/**
 * Orthonormal vectors and their images under an operator, off-heap as rows, with the matrix of the
 * operator between them, in the complement of others. Products of many vectors at once go through
 * BLAS. Not thread-safe.
 */
final class KrylovBasis implements AutoCloseable {
  /** Columns that a combination replaces at a time. */
  private static final int STRIP = 1 << 14;

  private final int n;
  private final int capacity;

  /** What everything is orthogonal to. */
  private final Tensor avoided;

  private final int avoidedCount;
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
   * @param orthogonalTo orthonormal vectors whose complement this lies in
   */
  KrylovBasis(int n, int capacity, int width, List<double[]> orthogonalTo) {
    this.n = n;
    this.capacity = capacity;
    avoidedCount = orthogonalTo.size();
    avoided = Tensor.zeros(Precision.DOUBLE, Math.max(1L, (long) avoidedCount * n));
    for (int k = 0; k < avoidedCount; k++) {
      avoided.copyFrom(orthogonalTo.get(k), 0, (long) k * n, n);
    }
    vectors = Tensor.zeros(Precision.DOUBLE, (long) capacity * n);
    images = Tensor.zeros(Precision.DOUBLE, (long) capacity * n);
    block = Tensor.zeros(Precision.DOUBLE, (long) width * n);
    small = Tensor.zeros(Precision.DOUBLE, (long) capacity * Math.max(capacity, avoidedCount));
    strip = Tensor.zeros(Precision.DOUBLE, (long) capacity * STRIP);
    between = new double[capacity * capacity];
  }

  int size() {
    return size;
  }

  int room() {
    return capacity - size;
  }

  /** x ← x − VVᵀx for each of them, with all that is held and avoided for V. */
  void orthogonalise(double[][] x) {
    int count = x.length;
    if (size + avoidedCount == 0 || count == 0) {
      return;
    }
    for (int k = 0; k < count; k++) {
      block.copyFrom(x[k], 0, (long) k * n, n);
    }
    takeOut(avoided, avoidedCount, count);
    takeOut(vectors, size, count);
    for (int k = 0; k < count; k++) {
      block.copyTo((long) k * n, x[k], 0, n);
    }
  }

  private void takeOut(Tensor rows, int held, int count) {
    if (held > 0) {
      Blas.gemm(false, true, count, held, n, 1, block, 0, n, rows, 0, n, 0, small, 0, held);
      Blas.gemm(false, false, count, n, held, -1, small, 0, held, rows, 0, n, 1, block, 0, n);
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

  /** ⟨x, Hv_j⟩ for several x, at most {@code width}, as rows over j. */
  double[][] outside(double[][] x) {
    double[][] products = new double[x.length][size];
    if (x.length == 0) {
      return products;
    }
    for (int k = 0; k < x.length; k++) {
      block.copyFrom(x[k], 0, (long) k * n, n);
    }
    Blas.gemm(false, true, x.length, size, n, 1, block, 0, n, images, 0, n, 0, small, 0, size);
    for (int k = 0; k < x.length; k++) {
      small.copyTo((long) k * size, products[k], 0, size);
    }
    return products;
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
    avoided.close();
    vectors.close();
    images.close();
    block.close();
    small.close();
    strip.close();
  }
}
