package org.equisweep.table;

import static org.equisweep.table.Column.optional;

import java.util.List;

/** What is measured of a state, in trials (the last state) as in trajectories (every one). */
final class MeasuredColumns {
  private MeasuredColumns() {}

  static final Column TRAIN_ACCURACY =
      optional(
          "train_accuracy",
          ColumnType.DOUBLE,
          "1",
          "Fraction of the training examples that are classified right; null where targets are no"
              + " classes");

  static final Column TEST_ACCURACY =
      optional(
          "test_accuracy",
          ColumnType.DOUBLE,
          "1",
          "Fraction of the held-out examples that are classified right; null without any");

  static final Column NOMINAL_RISK =
      optional(
          "nominal_risk",
          ColumnType.DOUBLE,
          "loss",
          "R(A), mean loss over the training examples as they are");

  static final Column AUGMENTED_RISK =
      optional(
          "augmented_risk",
          ColumnType.DOUBLE,
          "loss",
          "R^aug(A), mean loss over the training examples and the group, by the estimator that"
              + " record.augmented_risk names; null when not asked for");

  static final Column TEST_RISK =
      optional(
          "test_risk",
          ColumnType.DOUBLE,
          "loss",
          "Mean loss over the held-out examples; null without any");

  static final List<Column> GRADIENTS =
      List.of(
          optional(
              "gradient_norm",
              ColumnType.DOUBLE,
              "loss/weight",
              "Frobenius norm of the gradient of the phase's full objective in layer space,"
                  + " projected on T𝓛 (on T𝓔 in an equivariant phase)"),
          optional(
              "gradient_norm_tangent",
              ColumnType.DOUBLE,
              "loss/weight",
              "Norm of the part of that gradient in T𝓔"),
          optional(
              "gradient_norm_normal",
              ColumnType.DOUBLE,
              "loss/weight",
              "Norm of the part of that gradient in N𝓔"));

  static final Column DISTANCE_TO_EQUIVARIANT =
      optional(
          "distance_to_equivariant",
          ColumnType.DOUBLE,
          "weight",
          "‖A − Π_𝓔A‖, the Frobenius distance of all layers to the equivariant admissible ones");

  static final Column DISTANCE_TRAVELLED =
      optional(
          "distance_travelled",
          ColumnType.DOUBLE,
          "weight",
          "‖A − A(0)‖, the Frobenius distance of all layers to the trial's first point");

  static final List<Column> EQUIVARIANCE_ERRORS =
      List.of(
          optional(
              "equivariance_error_mean",
              ColumnType.DOUBLE,
              "output",
              "‖Φ(ρ₀(g)x) − ρ_L(g)Φ(x)‖₂ of the logits, mean over a fixed probe of examples and"
                  + " group elements"),
          optional(
              "equivariance_error_max",
              ColumnType.DOUBLE,
              "output",
              "The same, maximum over the probe"));
}
