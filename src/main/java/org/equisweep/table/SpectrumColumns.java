package org.equisweep.table;

import static org.equisweep.table.Column.optional;
import static org.equisweep.table.Column.required;

import java.util.List;

/** The columns of {@code spectra}. */
final class SpectrumColumns {
  private SpectrumColumns() {}

  static List<Column> all() {
    return List.of(
        TrialColumns.TRIAL_ID,
        required("phase", ColumnType.INTEGER, "", "Index of the phase, from 0"),
        required("step", ColumnType.LONG, "steps", "Updates made so far, over the trial"),
        required("space", ColumnType.STRING, "", "tangent (T𝓔) or normal (N𝓔)"),
        required(
            "rank",
            ColumnType.INTEGER,
            "",
            "Place of the eigenvalue, or of the node among the nodes, ascending from 0"),
        required(
            "eigenvalue",
            ColumnType.DOUBLE,
            "loss/weight²",
            "Of the Hessian of the augmented risk compressed to the space"),
        required(
            "residual", ColumnType.DOUBLE, "loss/weight²", "‖Hv − λv‖ of its unit eigenvector"),
        optional(
            "component", ColumnType.STRING, "", "Isotypic component of the eigenvector, if one"),
        optional(
            "point",
            ColumnType.STRING,
            "",
            "passed: a state on the way, after so many steps; judged: the end point that the"
                + " verdict is about, polished where that was asked for; density: no eigenvalue but"
                + " a node of the spectral density at that end point"),
        optional(
            "weight",
            ColumnType.DOUBLE,
            "",
            "Of a node: the share of the space's eigenvalues that it stands for; those of a space"
                + " add up to 1"));
  }
}
