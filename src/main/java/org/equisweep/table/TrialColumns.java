package org.equisweep.table;

import static org.equisweep.table.Column.optional;
import static org.equisweep.table.Column.required;

import java.util.ArrayList;
import java.util.List;

/** The columns of {@code trials}. */
final class TrialColumns {
  private TrialColumns() {}

  static final Column TRIAL_ID =
      required(
          "trial_id",
          ColumnType.STRING,
          "",
          "Content hash of everything that determines the result, the seed included");
  static final Column SEED =
      required("seed", ColumnType.LONG, "", "The replicate; strategies of one seed are paired");

  private static final List<Column> END =
      List.of(
          required(
              "status",
              ColumnType.STRING,
              "",
              "How the trial ended: converged, plateau, budget or diverged (results); failed or"
                  + " timeout (tried again by the next run)"),
          optional(
              "reason",
              ColumnType.STRING,
              "",
              "Why it failed, timed out or diverged, or why it has no verdict; null otherwise"),
          required("epochs", ColumnType.LONG, "epochs", "Epochs completed, over all phases"),
          required("steps", ColumnType.LONG, "steps", "Updates made, over all phases"));

  private static final List<Column> CONVERGENCE =
      List.of(
          optional(
              "convergence_rate",
              ColumnType.DOUBLE,
              "1/step",
              "Fitted slope of log(gradient_norm) over the last phase's second half"),
          optional(
              "convergence_rate_error",
              ColumnType.DOUBLE,
              "1/step",
              "Standard error of convergence_rate"));

  private static final List<Column> STABILITY =
      List.of(
          optional(
              "verdict",
              ColumnType.STRING,
              "",
              "stable, unstable-within-E, unstable-normal, degenerate or not-stationary; null when"
                  + " not asked for or not in 𝓔"),
          optional(
              "index",
              ColumnType.INTEGER,
              "1",
              "Number of negative eigenvalues found of the Hessian, on T𝓔 and N𝓔 together"),
          optional("index_tangent", ColumnType.INTEGER, "1", "The same on T𝓔"),
          optional("index_normal", ColumnType.INTEGER, "1", "The same on N𝓔"),
          optional(
              "zero_threshold",
              ColumnType.DOUBLE,
              "loss/weight²",
              "Size below which an eigenvalue counts as zero"),
          optional(
              "explained_flat",
              ColumnType.INTEGER,
              "1",
              "Flat directions with a reason: what the data never excite, symmetries of the"
                  + " parametrisation, dead units; the verdict sets them aside"),
          optional(
              "polish_distance",
              ColumnType.DOUBLE,
              "weight",
              "How far polishing moved the end point before it was judged"),
          optional(
              "kink_distance",
              ColumnType.DOUBLE,
              "activation",
              "Smallest distance of a pre-activation to a kink of its non-linearity"),
          optional(
              "smallest_eigenvalue_tangent",
              ColumnType.DOUBLE,
              "loss/weight²",
              "Smallest eigenvalue of the Hessian on T𝓔, explained flat directions included"),
          optional(
              "smallest_eigenvalue_normal",
              ColumnType.DOUBLE,
              "loss/weight²",
              "Smallest eigenvalue of the Hessian on N𝓔, explained flat directions included"),
          optional(
              "destabilising_component",
              ColumnType.STRING,
              "",
              "Isotypic component of the most negative direction of N𝓔; null when T𝓛 is not"
                  + " invariant"),
          optional(
              "escape_rate_predicted",
              ColumnType.DOUBLE,
              "1/time",
              "Rate at which the distance to 𝓔 should grow, from the Hessian"),
          optional(
              "escape_rate_observed",
              ColumnType.DOUBLE,
              "1/time",
              "Rate at which it grew when perturbed"),
          optional(
              "escape_rate_error",
              ColumnType.DOUBLE,
              "1/time",
              "Standard error of escape_rate_observed"));

  private static final List<Column> PROVENANCE =
      List.of(
          required("precision", ColumnType.STRING, "", "double or float"),
          required(
              "numerics",
              ColumnType.STRING,
              "",
              "BLAS kernel, vector width and JDK the bits belong to"),
          required("engine_version", ColumnType.STRING, "", "Version of Equisweep").asVolatile(),
          required(
                  "wall_seconds",
                  ColumnType.DOUBLE,
                  "s",
                  "The trial's share of its cohort's training time; sums to the cost of the sweep")
              .asVolatile());

  /** As published: what names the cell, then the seed, then the result. */
  static List<Column> published() {
    List<Column> columns = new ArrayList<>();
    columns.add(TRIAL_ID);
    columns.addAll(CellColumns.ALL);
    columns.addAll(result());
    return columns;
  }

  /** As trained: a trial may stand in several cells, so its part names none. */
  static List<Column> trained() {
    List<Column> columns = new ArrayList<>();
    columns.add(TRIAL_ID);
    columns.addAll(result());
    return columns;
  }

  private static List<Column> result() {
    List<Column> columns = new ArrayList<>();
    columns.add(SEED);
    columns.addAll(END);
    columns.add(MeasuredColumns.NOMINAL_RISK);
    columns.add(MeasuredColumns.AUGMENTED_RISK);
    columns.add(MeasuredColumns.TEST_RISK);
    columns.add(MeasuredColumns.TEST_ACCURACY);
    columns.addAll(MeasuredColumns.GRADIENTS);
    columns.add(MeasuredColumns.DISTANCE_TO_EQUIVARIANT);
    columns.add(MeasuredColumns.DISTANCE_TRAVELLED);
    columns.addAll(MeasuredColumns.EQUIVARIANCE_ERRORS);
    columns.addAll(CONVERGENCE);
    columns.addAll(STABILITY);
    columns.addAll(PROVENANCE);
    return columns;
  }
}
