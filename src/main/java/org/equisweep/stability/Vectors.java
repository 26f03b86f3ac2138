package org.equisweep.stability;

/** Linear algebra of double arrays of one length; sums run in ascending order. */
final class Vectors {
  private Vectors() {}

  /** aᵀb. */
  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** ‖a‖₂. */
  static double norm(double[] a) {
    return Math.sqrt(dot(a, a));
  }

  /** ‖a − b‖₂. */
  static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.sqrt(sum);
  }

  /** y += αx. */
  static void add(double alpha, double[] x, double[] y) {
    for (int i = 0; i < y.length; i++) {
      y[i] += alpha * x[i];
    }
  }

  /** into = x + αd. */
  static void along(double[] x, double alpha, double[] d, double[] into) {
    for (int i = 0; i < into.length; i++) {
      into[i] = x[i] + alpha * d[i];
    }
  }

  /** into = αx. */
  static void scale(double alpha, double[] x, double[] into) {
    for (int i = 0; i < into.length; i++) {
      into[i] = alpha * x[i];
    }
  }
}
