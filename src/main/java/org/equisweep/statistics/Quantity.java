package org.equisweep.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What is summarised of a trial's end: the column of the trials table in lower case. */
public enum Quantity {
  DISTANCE_TO_EQUIVARIANT,
  DISTANCE_TRAVELLED,
  /** distance_to_equivariant / distance_travelled, null for a trial that did not move. */
  DRIFT_RATIO,
  NOMINAL_RISK,
  AUGMENTED_RISK,
  TEST_RISK,
  TEST_ACCURACY,
  GRADIENT_NORM,
  GRADIENT_NORM_TANGENT,
  GRADIENT_NORM_NORMAL,
  EQUIVARIANCE_ERROR_MEAN,
  EQUIVARIANCE_ERROR_MAX,
  EPOCHS,
  STEPS,
  CONVERGENCE_RATE,
  WALL_SECONDS;

  /** The column's name. */
  public String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  static List<Quantity> all() {
    return Arrays.asList(values());
  }
}
