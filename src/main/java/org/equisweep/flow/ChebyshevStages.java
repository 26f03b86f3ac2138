package org.equisweep.flow;

/**
 * One step of the Runge–Kutta–Chebyshev method of order 2 with s stages. Its stability polynomial
 * is a shifted Chebyshev polynomial T_s, damped by ε = 2/13, stable on the real interval [−β(s), 0]
 * with β(s) ≈ 0.65 (s² − 1): a step s times as costly as Euler's is about s² times as long.
 *
 * <p>Sommeijer, Shampine, Verwer, <i>RKC: an explicit solver for parabolic PDEs</i>, J. Comput.
 * Appl. Math. 88 (1997) 315–326, (2.2)–(2.6), with b₀ = b₁ = b₂ as in their code.
 */
final class ChebyshevStages {
  private static final double DAMPING = 2.0 / 13;

  /** β(s) ≥ (s² − 1) / 1.54 for every s. */
  private static final double INTERVAL = 1.54;

  static final int FEWEST = 2;

  private double[] older;
  private double[] newer;
  private double[] slope;

  ChebyshevStages(int dimension) {
    older = new double[dimension];
    newer = new double[dimension];
    slope = new double[dimension];
  }

  /** The fewest stages with which a step is stable for eigenvalues in [−spectralRadius, 0]. */
  static double needed(double step, double spectralRadius) {
    return Math.max(FEWEST, Math.ceil(Math.sqrt(1 + INTERVAL * step * spectralRadius)));
  }

  /** The longest step that is stable with so many stages. */
  static double longestStep(int stages, double spectralRadius) {
    return ((double) stages * stages - 1) / (INTERVAL * spectralRadius);
  }

  /**
   * {@code next} = y(t + h) from y = {@code state} with {@code derivative} = f(y); evaluates f
   * {@code stages} − 1 times.
   */
  void advance(
      Evaluations field,
      double[] state,
      double[] derivative,
      double step,
      int stages,
      double[] next) {
    double w0 = 1 + DAMPING / ((double) stages * stages);
    double w1 = firstDerivativeOverSecond(w0, stages);
    double bOlder = 1 / (4 * w0 * w0);
    double bNewer = bOlder;
    euler(state, derivative, step * w1 * bNewer);
    double t1 = w0;
    double t0 = 1;
    double d1 = 1;
    double d0 = 0;
    double e1 = 0;
    double e0 = 0;
    for (int j = 2; j <= stages; j++) {
      double t = 2 * w0 * t1 - t0;
      double d = 2 * w0 * d1 - d0 + 2 * t1;
      double e = 2 * w0 * e1 - e0 + 4 * d1;
      double b = e / (d * d);
      double a = 1 - t1 * bNewer;
      double mu = 2 * w0 * b / bNewer;
      double nu = -b / bOlder;
      double tilde = mu * w1 / w0;
      field.evaluate(newer, slope);
      double[] target = j == stages ? next : older;
      combine(target, mu, nu, state, step * tilde, a, derivative);
      if (j < stages) {
        older = newer;
        newer = target;
      }
      t0 = t1;
      t1 = t;
      d0 = d1;
      d1 = d;
      e0 = e1;
      e1 = e;
      bOlder = bNewer;
      bNewer = b;
    }
  }

  /** T′_s(w₀) / T″_s(w₀), by T_s(cosh x) = cosh s x. */
  private static double firstDerivativeOverSecond(double w0, int stages) {
    double square = w0 * w0 - 1;
    double root = Math.sqrt(square);
    double x = stages * StrictMath.log(w0 + root);
    double sinh = StrictMath.sinh(x);
    return sinh * square / (StrictMath.cosh(x) * stages * root - w0 * sinh);
  }

  private void euler(double[] state, double[] derivative, double step) {
    System.arraycopy(state, 0, older, 0, state.length);
    for (int i = 0; i < state.length; i++) {
      newer[i] = state[i] + step * derivative[i];
    }
  }

  /** target = μ·newer + ν·older + (1 − μ − ν)·y + h·(f(newer) − a·f(y)). */
  private void combine(
      double[] target,
      double mu,
      double nu,
      double[] state,
      double step,
      double a,
      double[] derivative) {
    double rest = 1 - mu - nu;
    for (int i = 0; i < state.length; i++) {
      target[i] =
          mu * newer[i] + nu * older[i] + rest * state[i] + step * (slope[i] - a * derivative[i]);
    }
  }
}
