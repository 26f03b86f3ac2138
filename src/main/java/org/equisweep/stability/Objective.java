package org.equisweep.stability;

/**
 * A function f : ℝⁿ → ℝ with two derivatives (almost everywhere, where a kink is piecewise linear),
 * in double. Not thread-safe; arguments are left unchanged.
 */
public interface Objective {
  /** n. */
  int dimension();

  /** f(x). */
  double value(double[] x);

  /**
   * f(x), its gradient into {@code gradient}, of length n.
   *
   * @return f(x)
   */
  double gradient(double[] x, double[] gradient);

  /**
   * ∇²f(x) as an operator. It holds a copy of {@code x} and stays usable beside other calls.
   *
   * @param x where the Hessian is taken
   */
  SymmetricOperator hessian(double[] x);
}
