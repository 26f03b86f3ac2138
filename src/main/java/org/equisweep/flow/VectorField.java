package org.equisweep.flow;

/** The right-hand side f of an autonomous equation ẏ = f(y). */
public interface VectorField {
  /** Entries of y. */
  int dimension();

  /**
   * {@code derivative} = f({@code state}).
   *
   * @param state of length {@link #dimension}; left as it is
   * @param derivative of the same length; overwritten
   */
  void evaluate(double[] state, double[] derivative);
}
