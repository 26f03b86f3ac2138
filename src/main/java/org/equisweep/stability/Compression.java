package org.equisweep.stability;

import java.util.Arrays;

/**
 * A symmetric operator compressed to a range of coordinates: T𝓔 or N𝓔 in SplitCoordinates. Not
 * thread-safe: products at once share their work and long arrays are used again.
 */
final class Compression implements SymmetricOperator {
  private static final int MOST_AT_ONCE = 8;

  private final SymmetricOperator whole;
  private final int from;
  private final int size;
  private double[][] lifted = {};
  private double[][] products = {};

  Compression(SymmetricOperator whole, int from, int size) {
    this.whole = whole;
    this.from = from;
    this.size = size;
  }

  @Override
  public int dimension() {
    return size;
  }

  /** x among the coordinates of the whole, 0 elsewhere. */
  double[] lift(double[] x) {
    double[] lifted = new double[whole.dimension()];
    System.arraycopy(x, 0, lifted, from, size);
    return lifted;
  }

  @Override
  public void apply(double[] x, double[] y) {
    applyAll(new double[][] {x}, new double[][] {y});
  }

  @Override
  public void applyAll(double[][] x, double[][] y) {
    for (int first = 0; first < x.length; first += MOST_AT_ONCE) {
      applySome(x, y, first, Math.min(MOST_AT_ONCE, x.length - first));
    }
  }

  private void applySome(double[][] x, double[][] y, int first, int count) {
    if (lifted.length < count) {
      lifted = new double[count][whole.dimension()];
      products = new double[count][whole.dimension()];
    }
    for (int k = 0; k < count; k++) {
      System.arraycopy(x[first + k], 0, lifted[k], from, size);
    }
    whole.applyAll(Arrays.copyOf(lifted, count), Arrays.copyOf(products, count));
    for (int k = 0; k < count; k++) {
      System.arraycopy(products[k], from, y[first + k], 0, size);
    }
  }

  /** A lower bound of the norm that is right to a factor, by a few steps of power iteration. */
  double roughNorm() {
    double[] v = new double[size];
    for (int i = 0; i < size; i++) {
      v[i] = i % 2 == 0 ? -(1 + i % 7) : 1;
    }
    double norm = 0;
    for (int k = 0; k < 8 && size > 0; k++) {
      double length = Vectors.norm(v);
      if (length == 0) {
        break;
      }
      Vectors.scale(1 / length, v, v);
      double[] product = new double[size];
      apply(v, product);
      norm = Math.max(norm, Vectors.norm(product));
      v = product;
    }
    return norm;
  }
}
