package org.equisweep.report;

import java.util.List;
import java.util.Set;
import org.equisweep.table.Row;
import org.jspecify.annotations.Nullable;

/** What the page needs of one row of the trials table. Numbers that are not there are NaN. */
record TrialEnd(
    String trialId,
    String cellId,
    long seed,
    String status,
    @Nullable String reason,
    double distance,
    double travelled,
    double nominalRisk,
    double augmentedRisk,
    double testRisk,
    @Nullable String verdict,
    double smallestTangent,
    double smallestNormal,
    double escapePredicted,
    double escapeObserved,
    double wallSeconds) {

  private static final Set<String> FINISHED = Set.of("converged", "plateau", "budget");

  static final List<String> COLUMNS =
      List.of(
          "trial_id",
          "cell_id",
          "seed",
          "status",
          "reason",
          "distance_to_equivariant",
          "distance_travelled",
          "nominal_risk",
          "augmented_risk",
          "test_risk",
          "verdict",
          "smallest_eigenvalue_tangent",
          "smallest_eigenvalue_normal",
          "escape_rate_predicted",
          "escape_rate_observed",
          "wall_seconds");

  static TrialEnd of(Row row) {
    return new TrialEnd(
        row.string("trial_id"),
        row.string("cell_id"),
        row.whole("seed"),
        row.string("status"),
        (String) row.get("reason"),
        row.number("distance_to_equivariant"),
        row.number("distance_travelled"),
        row.number("nominal_risk"),
        row.number("augmented_risk"),
        row.number("test_risk"),
        (String) row.get("verdict"),
        row.number("smallest_eigenvalue_tangent"),
        row.number("smallest_eigenvalue_normal"),
        row.number("escape_rate_predicted"),
        row.number("escape_rate_observed"),
        row.number("wall_seconds"));
  }

  /** Ended by itself, at a point that is a result of the dynamics. */
  boolean isFinished() {
    return FINISHED.contains(status);
  }

  /** Distance to 𝓔 per distance travelled; NaN for a trial that did not move. */
  double drift() {
    return travelled > 0 ? distance / travelled : Double.NaN;
  }
}
