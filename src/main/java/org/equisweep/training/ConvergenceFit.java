package org.equisweep.training;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The linear rate of convergence: the ordinary least-squares slope of log(gradient_norm) against
 * step, over the rows of one phase in the second half of its steps.
 *
 * @param rate per step; negative while converging
 * @param error the slope's standard error √(Σ residual² / (n − 2) / Σ (step − mean)²)
 */
record ConvergenceFit(double rate, double error) {
  private static final int FEWEST_ROWS = 3;

  /**
   * The fit over the given phase, or null with fewer than {@value #FEWEST_ROWS} rows whose gradient
   * norm is known, finite and above 0.
   */
  static @Nullable ConvergenceFit of(List<TrajectoryRow> rows, int phase) {
    List<TrajectoryRow> ofPhase = rows.stream().filter(row -> row.phase() == phase).toList();
    if (ofPhase.isEmpty()) {
      return null;
    }
    double first = ofPhase.get(0).step();
    double middle = (first + ofPhase.get(ofPhase.size() - 1).step()) / 2;
    List<TrajectoryRow> fitted =
        ofPhase.stream().filter(row -> row.step() >= middle && hasLogarithm(row)).toList();
    return fitted.size() < FEWEST_ROWS ? null : fit(fitted);
  }

  private static boolean hasLogarithm(TrajectoryRow row) {
    Double norm = row.gradientNorm();
    return norm != null && norm > 0 && Double.isFinite(norm);
  }

  private static double logarithm(TrajectoryRow row) {
    Double norm = row.gradientNorm();
    return norm == null ? Double.NaN : Math.log(norm);
  }

  private static ConvergenceFit fit(List<TrajectoryRow> rows) {
    double meanStep = rows.stream().mapToDouble(TrajectoryRow::step).average().orElseThrow();
    double meanLog = rows.stream().mapToDouble(ConvergenceFit::logarithm).average().orElseThrow();
    double variation = 0;
    double covariation = 0;
    for (TrajectoryRow row : rows) {
      double deviation = row.step() - meanStep;
      variation += deviation * deviation;
      covariation += deviation * (logarithm(row) - meanLog);
    }
    double slope = covariation / variation;
    double residuals = 0;
    for (TrajectoryRow row : rows) {
      double residual = logarithm(row) - meanLog - slope * (row.step() - meanStep);
      residuals += residual * residual;
    }
    return new ConvergenceFit(slope, Math.sqrt(residuals / (rows.size() - 2) / variation));
  }
}
