package org.equisweep.stability;

import java.util.Arrays;

/**
 * An objective in its first coordinates, the others held at 0: in {@link SplitCoordinates} that is
 * the objective on 𝓔.
 */
final class Restriction implements Objective {
  private final Objective whole;
  private final int dimension;
  private final double[] point;
  private final double[] derivative;

  /**
   * @param dimension how many coordinates are free
   */
  Restriction(Objective whole, int dimension) {
    if (dimension < 1 || dimension > whole.dimension()) {
      throw new IllegalArgumentException(
          "1..%d coordinates can be free, got %d".formatted(whole.dimension(), dimension));
    }
    this.whole = whole;
    this.dimension = dimension;
    this.point = new double[whole.dimension()];
    this.derivative = new double[whole.dimension()];
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public double value(double[] x) {
    return whole.value(lift(x));
  }

  @Override
  public double gradient(double[] x, double[] gradient) {
    double value = whole.gradient(lift(x), derivative);
    System.arraycopy(derivative, 0, gradient, 0, dimension);
    return value;
  }

  @Override
  public SymmetricOperator hessian(double[] x) {
    return new Block(whole.hessian(lift(x)), dimension);
  }

  /** (x, 0), valid until the next call. */
  private double[] lift(double[] x) {
    System.arraycopy(x, 0, point, 0, dimension);
    return point;
  }

  /** The leading block of an operator. */
  private static final class Block implements SymmetricOperator {
    private final SymmetricOperator whole;
    private final int dimension;
    private final double[] lifted;
    private final double[] product;

    Block(SymmetricOperator whole, int dimension) {
      this.whole = whole;
      this.dimension = dimension;
      this.lifted = new double[whole.dimension()];
      this.product = new double[whole.dimension()];
    }

    @Override
    public int dimension() {
      return dimension;
    }

    @Override
    public void apply(double[] x, double[] y) {
      Arrays.fill(lifted, dimension, lifted.length, 0);
      System.arraycopy(x, 0, lifted, 0, dimension);
      whole.apply(lifted, product);
      System.arraycopy(product, 0, y, 0, dimension);
    }
  }
}
