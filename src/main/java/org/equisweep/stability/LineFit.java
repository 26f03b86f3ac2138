package org.equisweep.stability;

/**
 * The ordinary least-squares line through points.
 *
 * @param slope of y against x
 * @param error its standard error √(Σ residual² / (n − 2) / Σ (x − mean)²)
 */
record LineFit(double slope, double error) {
  /**
   * @param x at least three, not all the same
   */
  static LineFit of(double[] x, double[] y) {
    int n = x.length;
    if (n < 3 || y.length != n) {
      throw new IllegalArgumentException("a line is fitted to three points or more, got " + n);
    }
    double meanX = mean(x);
    double meanY = mean(y);
    double xx = 0;
    double xy = 0;
    for (int i = 0; i < n; i++) {
      xx += (x[i] - meanX) * (x[i] - meanX);
      xy += (x[i] - meanX) * (y[i] - meanY);
    }
    double slope = xy / xx;
    double residuals = 0;
    for (int i = 0; i < n; i++) {
      double residual = y[i] - meanY - slope * (x[i] - meanX);
      residuals += residual * residual;
    }
    return new LineFit(slope, Math.sqrt(residuals / (n - 2) / xx));
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
