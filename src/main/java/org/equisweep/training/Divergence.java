package org.equisweep.training;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * When a trial has diverged. Before every step its loss is looked at, which a non-finite weight
 * that matters makes non-finite; at every row also the norm and the nominal risk.
 */
final class Divergence {
  private Divergence() {}

  /** Why the state of a row counts as diverged; null if it does not. */
  static @Nullable String atRow(TrajectoryRow row, double norm, double firstNorm) {
    if (!Double.isFinite(norm)) {
      return notFinite("‖A‖", norm, row.step());
    }
    double limit = StopSpec.DIVERGED_FACTOR * Math.max(1, firstNorm);
    if (norm > limit) {
      return String.format(
          Locale.ROOT,
          "‖A‖ = %.3g exceeds %.3g = 1e6·max(1, ‖A(0)‖) at step %d",
          norm,
          limit,
          row.step());
    }
    Double risk = row.nominalRisk();
    return risk != null && !Double.isFinite(risk)
        ? notFinite("nominal_risk", risk, row.step())
        : null;
  }

  static String notFinite(String what, double value, long step) {
    return String.format(Locale.ROOT, "%s is %s at step %d", what, value, step);
  }
}
