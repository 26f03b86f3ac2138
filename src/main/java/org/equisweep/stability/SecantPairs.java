package org.equisweep.stability;

/**
 * The last changes s of x and y of ∇f, and the quasi-Newton direction −H∇f they give by the
 * two-loop recursion (Nocedal, Wright, <i>Numerical Optimization</i>, 2nd ed., Algorithm 7.4).
 * Memory: 2m arrays, made once.
 */
final class SecantPairs {
  /** A pair whose curvature yᵀs / ‖s‖‖y‖ is below this would spoil positive definiteness. */
  private static final double LEAST_CURVATURE = 1e-10;

  private final double[][] s;
  private final double[][] y;
  private final double[] inverse;
  private final double[] alpha;
  private int count;
  private int next;

  SecantPairs(int memory, int dimension) {
    s = new double[memory][dimension];
    y = new double[memory][dimension];
    inverse = new double[memory];
    alpha = new double[memory];
  }

  boolean isEmpty() {
    return count == 0;
  }

  void clear() {
    count = 0;
  }

  /** Keeps the change from one point to the next, unless f does not curve upwards along it. */
  void add(double[] from, double[] to, double[] gradientFrom, double[] gradientTo) {
    double[] change = s[next];
    double[] ofGradient = y[next];
    for (int i = 0; i < change.length; i++) {
      change[i] = to[i] - from[i];
      ofGradient[i] = gradientTo[i] - gradientFrom[i];
    }
    double product = Vectors.dot(change, ofGradient);
    if (product <= LEAST_CURVATURE * Vectors.norm(change) * Vectors.norm(ofGradient)) {
      count = Math.min(count, s.length - 1); // the oldest was overwritten
      return;
    }
    inverse[next] = 1 / product;
    next = (next + 1) % s.length;
    count = Math.min(count + 1, s.length);
  }

  /** {@code direction} = −H∇f. */
  void direction(double[] gradient, double[] direction) {
    Vectors.scale(-1, gradient, direction);
    if (count == 0) {
      return;
    }
    for (int k = 0; k < count; k++) {
      int i = index(k);
      alpha[i] = inverse[i] * Vectors.dot(s[i], direction);
      Vectors.add(-alpha[i], y[i], direction);
    }
    int last = index(0);
    double scale = 1 / (inverse[last] * Vectors.dot(y[last], y[last]));
    Vectors.scale(scale, direction, direction);
    for (int k = count - 1; k >= 0; k--) {
      int i = index(k);
      double beta = inverse[i] * Vectors.dot(y[i], direction);
      Vectors.add(alpha[i] - beta, s[i], direction);
    }
  }

  /** Where the k-th newest pair lies. */
  private int index(int k) {
    return Math.floorMod(next - 1 - k, s.length);
  }
}
