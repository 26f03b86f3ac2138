package org.equisweep.stability;

/** A symmetric operator compressed to a range of coordinates: T𝓔 or N𝓔 in SplitCoordinates. */
final class Compression implements SymmetricOperator {
  private final SymmetricOperator whole;
  private final int from;
  private final int size;

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
    double[][] lifted = new double[x.length][];
    double[][] products = new double[x.length][whole.dimension()];
    for (int k = 0; k < x.length; k++) {
      lifted[k] = lift(x[k]);
    }
    whole.applyAll(lifted, products);
    for (int k = 0; k < x.length; k++) {
      System.arraycopy(products[k], from, y[k], 0, size);
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
