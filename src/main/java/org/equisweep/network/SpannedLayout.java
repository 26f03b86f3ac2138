package org.equisweep.network;

import org.equisweep.tensor.Tensor;

/**
 * The matrix C of a layer whose features φ lie in the span of orthonormal columns Q, stored as C' =
 * CQ, which is all that Cφ = C'Qᵀφ depends on. Descent moves C within {MQᵀ} and leaves the rest of
 * it where it was, so that
 *
 * <pre>C = C₀ + (C' − C₀Q) Qᵀ,</pre>
 *
 * with the <em>origin</em> C₀, C₀Q as they were written: exactly C₀ until something moves. Without
 * an origin what is stored is a displacement or a gradient, C'Qᵀ.
 */
record SpannedLayout(MatrixOrder order, SpanBasis basis) implements CoefficientLayout {
  SpannedLayout {
    if (order.columns().length != basis.dimension()) {
      throw new IllegalArgumentException(
          "features of dimension %d for a matrix of %d columns"
              .formatted(basis.dimension(), order.columns().length));
    }
  }

  @Override
  public int coefficients() {
    return order.entries();
  }

  @Override
  public int stored() {
    return order.rows() * basis.rank();
  }

  /** Elements of an origin: C₀ in parametrisation order, then C₀Q. */
  int originElements() {
    return coefficients() + stored();
  }

  /** C' = CQ of a displacement. */
  @Override
  public void write(double[] c, Tensor target, long offset) {
    double[] row = new double[basis.dimension()];
    double[] reduced = new double[basis.rank()];
    for (int i = 0; i < order.rows(); i++) {
      order.read(c, i, row);
      basis.coordinates(row, reduced);
      target.copyFrom(reduced, 0, offset + (long) i * reduced.length, reduced.length);
    }
  }

  /** C' = C₀Q, and the origin, C₀ being {@code c} rounded to the precision. */
  void write(double[] c, Tensor target, long offset, Tensor origin) {
    origin.copyFrom(c, 0, 0, c.length);
    double[] rounded = new double[c.length];
    origin.copyTo(0, rounded, 0, c.length);
    write(rounded, target, offset);
    origin.copyFrom(target, offset, c.length, stored());
  }

  /** C'Qᵀ. */
  @Override
  public void read(Tensor source, long offset, double[] c) {
    double[] row = new double[basis.dimension()];
    double[] reduced = new double[basis.rank()];
    for (int i = 0; i < order.rows(); i++) {
      java.util.Arrays.fill(row, 0);
      source.copyTo(offset + (long) i * reduced.length, reduced, 0, reduced.length);
      basis.addCombination(reduced, row);
      order.write(row, i, c);
    }
  }

  /** C₀ + (C' − C₀Q) Qᵀ. */
  void read(Tensor source, long offset, Tensor origin, double[] c) {
    origin.copyTo(0, c, 0, c.length);
    double[] row = new double[basis.dimension()];
    double[] moved = new double[basis.rank()];
    double[] from = new double[basis.rank()];
    for (int i = 0; i < order.rows(); i++) {
      long at = (long) i * moved.length;
      source.copyTo(offset + at, moved, 0, moved.length);
      origin.copyTo(c.length + at, from, 0, from.length);
      for (int b = 0; b < moved.length; b++) {
        moved[b] -= from[b];
      }
      order.read(c, i, row);
      basis.addCombination(moved, row);
      order.write(row, i, c);
    }
  }
}
