package org.equisweep.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.equisweep.sweep.Trial;
import org.equisweep.training.Filters;
import org.equisweep.training.StabilityReport;
import org.equisweep.training.TrajectoryRow;
import org.equisweep.training.TrialOutcome;
import org.equisweep.training.TrialSettings;
import org.jspecify.annotations.Nullable;

/** The rows of a trained trial, as they stand in parts. */
public final class TrainedRows {
  static final String JUDGED = "judged";
  static final String PASSED = "passed";
  static final String DENSITY = "density";

  private TrainedRows() {}

  /** The trial's row: what became of it, and what was measured last. */
  public static Row trial(
      Trial trial, TrialSettings settings, TrialOutcome outcome, String numerics) {
    List<TrajectoryRow> rows = outcome.rows();
    TrajectoryRow last = rows.isEmpty() ? null : rows.get(rows.size() - 1);
    List<@Nullable Object> values = new ArrayList<>();
    values.add(trial.id());
    values.add(trial.seed());
    values.add(outcome.status().name().toLowerCase(Locale.ROOT));
    StabilityReport stability = outcome.stability();
    values.add(
        outcome.reason() == null && stability != null ? stability.reason() : outcome.reason());
    values.add(outcome.epochs());
    values.add(outcome.steps());
    addMeasured(values, last);
    values.add(outcome.convergenceRate());
    values.add(outcome.convergenceRateError());
    if (stability != null) {
      addStability(values, stability);
    }
    while (values.size() < Tables.TRAINED.position("precision")) {
      values.add(null);
    }
    values.add(settings.precision().label());
    values.add(numerics);
    values.add(EngineVersion.get());
    values.add(outcome.wallSeconds());
    return new Row(Tables.TRAINED, values.toArray());
  }

  private static void addMeasured(List<@Nullable Object> values, @Nullable TrajectoryRow last) {
    values.add(last == null ? null : last.nominalRisk());
    values.add(last == null ? null : last.augmentedRisk());
    values.add(last == null ? null : last.testRisk());
    values.add(last == null ? null : last.testAccuracy());
    values.add(last == null ? null : last.gradientNorm());
    values.add(last == null ? null : last.gradientNormTangent());
    values.add(last == null ? null : last.gradientNormNormal());
    values.add(last == null ? null : last.distanceToEquivariant());
    values.add(last == null ? null : last.distanceTravelled());
    values.add(last == null ? null : last.equivarianceErrorMean());
    values.add(last == null ? null : last.equivarianceErrorMax());
  }

  private static void addStability(List<@Nullable Object> values, StabilityReport stability) {
    values.add(stability.verdict() == null ? null : stability.verdict().label());
    values.add(stability.index());
    values.add(stability.indexTangent());
    values.add(stability.indexNormal());
    values.add(stability.zeroThreshold());
    values.add(stability.explained());
    values.add(stability.polishDistance());
    values.add(stability.kinkDistance());
    values.add(stability.smallestTangent());
    values.add(stability.smallestNormal());
    values.add(stability.destabilisingComponent());
    StabilityReport.EscapeRates escape = stability.escape();
    values.add(escape == null ? null : escape.predicted());
    values.add(escape == null ? null : escape.observed());
    values.add(escape == null ? null : escape.error());
  }

  /** One eigenvalue, or a node of the density. */
  public static Row eigenvalue(String trialId, StabilityReport.SpectrumRow row) {
    return new Row(
        Tables.SPECTRA,
        trialId,
        row.phase(),
        row.step(),
        row.normal() ? "normal" : "tangent",
        row.rank(),
        row.eigenvalue(),
        row.residual(),
        row.component(),
        row.weight() != null ? DENSITY : row.judged() ? JUDGED : PASSED,
        row.weight());
  }

  /** One recorded state. */
  public static Row state(String trialId, TrajectoryRow row) {
    Filters filters = row.filters();
    return new Row(
        Tables.TRAJECTORIES,
        trialId,
        row.phase(),
        row.phaseName(),
        row.flow(),
        row.epoch(),
        row.step(),
        row.time(),
        row.batchLoss(),
        row.batchGradientNorm(),
        row.trainAccuracy(),
        row.testAccuracy(),
        row.nominalRisk(),
        row.augmentedRisk(),
        row.testRisk(),
        row.gradientNorm(),
        row.gradientNormTangent(),
        row.gradientNormNormal(),
        row.distanceToEquivariant(),
        row.distanceTravelled(),
        row.equivarianceErrorMean(),
        row.equivarianceErrorMax(),
        row.balanceDrift(),
        row.normBalanceDrift(),
        row.distanceToEquivariantByLayer(),
        row.distanceTravelledByLayer(),
        filters == null ? null : filters.size(),
        filters == null ? null : filters.kernels(),
        filters == null ? null : filters.equivariant());
  }
}
