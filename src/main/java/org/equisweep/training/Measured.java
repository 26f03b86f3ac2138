package org.equisweep.training;

import org.jspecify.annotations.Nullable;

/** Sums gathered tile by tile for one row of one lane, or for one step. */
final class Measured {
  /** Σ ℓ over the columns of the running evaluation, and how many decisions were right. */
  double lossSum;

  long correct;

  /** Σ and maximum of the probe's equivariance errors. */
  double errorSum;

  double errorMax;

  @Nullable Double objectiveRisk;
  @Nullable Double nominalRisk;
  @Nullable Double augmentedRisk;
  @Nullable Double testRisk;
  @Nullable Double trainAccuracy;
  @Nullable Double testAccuracy;

  /** The loss and, in the lane's gradient, the gradient of the step to come. */
  double batchLoss;

  boolean stepReady;

  /** Forgets the last row. */
  void reset() {
    errorSum = 0;
    errorMax = 0;
    objectiveRisk = null;
    nominalRisk = null;
    augmentedRisk = null;
    testRisk = null;
    trainAccuracy = null;
    testAccuracy = null;
  }
}
