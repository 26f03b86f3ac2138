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
