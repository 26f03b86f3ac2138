package org.equisweep.training;

import org.jspecify.annotations.Nullable;

/**
 * One recorded state of a trial; the columns of the trajectories table in order. A quantity that
 * was not asked for, or is not defined here, is null.
 *
 * @param filters in the last row of a phase of a network with convolutions
 */
public record TrajectoryRow(
    int phase,
    String phaseName,
    String flow,
    long epoch,
    long step,
    @Nullable Double time,
    @Nullable Double batchLoss,
    @Nullable Double batchGradientNorm,
    @Nullable Double trainAccuracy,
    @Nullable Double testAccuracy,
    @Nullable Double nominalRisk,
    @Nullable Double augmentedRisk,
    @Nullable Double testRisk,
    @Nullable Double gradientNorm,
    @Nullable Double gradientNormTangent,
    @Nullable Double gradientNormNormal,
    double distanceToEquivariant,
    double distanceTravelled,
    @Nullable Double equivarianceErrorMean,
    @Nullable Double equivarianceErrorMax,
    @Nullable Double balanceDrift,
    @Nullable Double normBalanceDrift,
    double[] distanceToEquivariantByLayer,
    double[] distanceTravelledByLayer,
    @Nullable Filters filters) {

  /** This row under what another strategy calls its phase. */
  TrajectoryRow withPhaseName(String name) {
    return phaseName.equals(name) ? this : with(name, batchLoss, batchGradientNorm, filters);
  }

  /** This row as it is where only distances are recorded. */
  TrajectoryRow distancesAlone() {
    return new TrajectoryRow(
        phase,
        phaseName,
        flow,
        epoch,
        step,
        time,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        distanceToEquivariant,
        distanceTravelled,
        null,
        null,
        null,
        null,
        distanceToEquivariantByLayer,
        distanceTravelledByLayer,
        null);
  }

  /** This row with what belongs to the step that leads away from it. */
  TrajectoryRow withBatch(double loss, double gradientNormOfBatch) {
    return with(phaseName, loss, gradientNormOfBatch, filters);
  }

  /** This row as the last of a phase, or as one that is not the last: null. */
  TrajectoryRow withFilters(@Nullable Filters newFilters) {
    return with(phaseName, batchLoss, batchGradientNorm, newFilters);
  }

  private TrajectoryRow with(
      String name,
      @Nullable Double loss,
      @Nullable Double gradientNormOfBatch,
      @Nullable Filters newFilters) {
    return new TrajectoryRow(
        phase,
        name,
        flow,
        epoch,
        step,
        time,
        loss,
        gradientNormOfBatch,
        trainAccuracy,
        testAccuracy,
        nominalRisk,
        augmentedRisk,
        testRisk,
        gradientNorm,
        gradientNormTangent,
        gradientNormNormal,
        distanceToEquivariant,
        distanceTravelled,
        equivarianceErrorMean,
        equivarianceErrorMax,
        balanceDrift,
        normBalanceDrift,
        distanceToEquivariantByLayer,
        distanceTravelledByLayer,
        newFilters);
  }
}
