package org.equisweep.training;

/** What a phase minimises, as far as it can be evaluated over the whole set. */
enum Objective {
  /** R: nominal and equivariant flows. */
  NOMINAL,
  /** The risk of Φ̄: averaged flow. */
  AVERAGED,
  /** R^aug over all elements: {@code orbit: exact} and {@code expanded}. */
  ORBIT,
  /** R^aug as {@code record.augmented_risk} estimates it: {@code samples}. */
  ESTIMATED,
  /** {@code samples} without an estimator: gradient_norm is null. */
  UNKNOWN;

  static Objective of(PhaseSpec phase, RecordSpec record) {
    if (phase.flow() == PhaseSpec.Flow.AVERAGED) {
      return AVERAGED;
    }
    if (phase.orbit() == null) {
      return NOMINAL;
    }
    if (!(phase.orbit() instanceof PhaseSpec.Orbit.Samples)) {
      return ORBIT;
    }
    if (record.augmentedRisk() instanceof RecordSpec.AugmentedRisk.Exact) {
      return ORBIT;
    }
    return record.augmentedRisk() instanceof RecordSpec.AugmentedRisk.Samples ? ESTIMATED : UNKNOWN;
  }
}
