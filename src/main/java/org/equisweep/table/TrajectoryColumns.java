package org.equisweep.table;

import static org.equisweep.table.Column.optional;
import static org.equisweep.table.Column.required;

import java.util.ArrayList;
import java.util.List;
import org.equisweep.training.Filters;

/** The columns of {@code trajectories}. */
final class TrajectoryColumns {
  private TrajectoryColumns() {}

  static List<Column> all() {
    List<Column> columns = new ArrayList<>();
    columns.add(TrialColumns.TRIAL_ID);
    columns.addAll(
        List.of(
            required("phase", ColumnType.INTEGER, "", "Index of the phase, from 0"),
            required("phase_name", ColumnType.STRING, "", "Name of the phase in the sweep file"),
            required("flow", ColumnType.STRING, "", "nominal, augmented, equivariant or averaged"),
            required("epoch", ColumnType.LONG, "epochs", "Completed epochs, over the trial"),
            required(
                "step",
                ColumnType.LONG,
                "steps",
                "Updates made so far, over the trial; in an integrated phase a row is a step"),
            optional(
                "time",
                ColumnType.DOUBLE,
                "time",
                "Time of the gradient flow so far, over the trial: of integrated phases, and the"
                    + " learning rate times the updates of plain descent; null after other"
                    + " optimisers"),
            optional(
                "batch_loss",
                ColumnType.DOUBLE,
                "loss",
                "Loss of the batch of the step that leads on from this state; null in a phase's"
                    + " last row"),
            optional(
                "batch_gradient_norm",
                ColumnType.DOUBLE,
                "loss/weight",
                "Norm of that step's gradient, projected as gradient_norm is; null in a phase's"
                    + " last row")));
    columns.add(MeasuredColumns.TRAIN_ACCURACY);
    columns.add(MeasuredColumns.TEST_ACCURACY);
    columns.add(MeasuredColumns.NOMINAL_RISK);
    columns.add(MeasuredColumns.AUGMENTED_RISK);
    columns.add(MeasuredColumns.TEST_RISK);
    columns.addAll(MeasuredColumns.GRADIENTS);
    columns.add(MeasuredColumns.DISTANCE_TO_EQUIVARIANT);
    columns.add(MeasuredColumns.DISTANCE_TRAVELLED);
    columns.addAll(MeasuredColumns.EQUIVARIANCE_ERRORS);
    columns.add(
        optional(
            "balance_drift",
            ColumnType.DOUBLE,
            "weight²",
            "Largest Frobenius norm, over neighbouring linear layers with full admissible spaces and"
                + " nothing between them, by which A′ᵀA′ − AAᵀ, conserved along flows, has changed"
                + " since the trial's first point; null where there are none, or with a penalty or"
                + " weight decay"));
    columns.add(
        optional(
            "norm_balance_drift",
            ColumnType.DOUBLE,
            "weight²",
            "Largest change, over neighbouring layers with nothing but ReLU, leaky ReLU and pooling"
                + " between them, of ‖c′‖² − ‖c‖², conserved along flows, since the trial's first"
                + " point; c are coefficients, whose norm is the layer's where the parametrisation"
                + " is orthonormal; null as balance_drift"));
    columns.add(
        required(
            "distance_to_equivariant_by_layer",
            ColumnType.DOUBLES,
            "weight",
            "distance_to_equivariant of layer_1 … layer_L"));
    columns.add(
        required(
            "distance_travelled_by_layer",
            ColumnType.DOUBLES,
            "weight",
            "distance_travelled of layer_1 … layer_L"));
    columns.add(
        optional(
            "filter_size",
            ColumnType.INTEGER,
            "1",
            "Side of the kernels in filters; those are in the last row of each phase of a network"
                + " with convolutions, and null elsewhere"));
    columns.add(
        optional(
            "filters",
            ColumnType.DOUBLES,
            "weight",
            "Kernels of the first convolution, (c_out, c_in, height, width) row-major, at most the"
                + " first %d".formatted(Filters.MOST)));
    columns.add(
        optional(
            "filters_equivariant",
            ColumnType.DOUBLES,
            "weight",
            "The same kernels of Π_𝓔A, the nearest equivariant admissible layers"));
    return columns;
  }
}
