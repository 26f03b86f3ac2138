package org.equisweep.stability;

/** Linear algebra of double arrays of one length; sums run in a fixed order. */
final class Vectors {
  private Vectors() {}

  /** aᵀb, by four sums that do not wait for each other. */
  static double dot(double[] a, double[] b) {
    double first = 0;
    double second = 0;
    double third = 0;
    double fourth = 0;
    int fours = a.length - a.length % 4;
    for (int i = 0; i < fours; i += 4) {
      first += a[i] * b[i];
      second += a[i + 1] * b[i + 1];
      third += a[i + 2] * b[i + 2];
      fourth += a[i + 3] * b[i + 3];
    }
    for (int i = fours; i < a.length; i++) {
      first += a[i] * b[i];
    }
    return (first + second) + (third + fourth);
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
