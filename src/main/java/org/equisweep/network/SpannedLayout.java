package org.equisweep.network;

import java.util.Arrays;
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
  private static final int ROWS_AT_ONCE = 64;

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
    double[] reduced = new double[basis.rank()];
    for (int i = 0; i < order.rows(); i++) {
      basis.coordinates(c, order.first(i), order.columns(), reduced);
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
    Arrays.fill(c, 0, coefficients(), 0);
    int rank = basis.rank();
    double[] some = new double[ROWS_AT_ONCE * rank];
    for (int i = 0; i < order.rows(); i++) {
      int in = i % ROWS_AT_ONCE;
      if (in == 0) {
        int rows = Math.min(ROWS_AT_ONCE, order.rows() - i);
        source.copyTo(offset + (long) i * rank, some, 0, rows * rank);
      }
      basis.addCombination(some, in * rank, c, order.first(i), order.columns());
    }
  }

  /** C₀ + (C' − C₀Q) Qᵀ. */
  void read(Tensor source, long offset, Tensor origin, double[] c) {
    origin.copyTo(0, c, 0, coefficients());
    int rank = basis.rank();
    double[] moved = new double[ROWS_AT_ONCE * rank];
    double[] from = new double[ROWS_AT_ONCE * rank];
    for (int i = 0; i < order.rows(); i++) {
      int in = i % ROWS_AT_ONCE;
      if (in == 0) {
        int count = Math.min(ROWS_AT_ONCE, order.rows() - i) * rank;
        source.copyTo(offset + (long) i * rank, moved, 0, count);
        origin.copyTo(coefficients() + (long) i * rank, from, 0, count);
        for (int b = 0; b < count; b++) {
          moved[b] -= from[b];
        }
      }
      basis.addCombination(moved, in * rank, c, order.first(i), order.columns());
    }
  }
}
