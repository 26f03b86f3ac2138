package org.equisweep.table;

import static org.equisweep.table.Column.optional;
import static org.equisweep.table.Column.required;

import java.util.List;

/** The columns of {@code geometry}. */
final class GeometryColumns {
  private GeometryColumns() {}

  static final Column PARAMETRISATION =
      required(
          "parametrisation",
          ColumnType.STRING,
          "",
          "L of the convolutions: the architecture's, or what a phase puts in its place; one that"
              + " is drawn as the sweep's first seed draws it");

  static List<Column> all() {
    return List.of(
        CellColumns.GROUP,
        CellColumns.ARCHITECTURE,
        PARAMETRISATION,
        required("layer", ColumnType.STRING, "", "layer_1 … layer_L, or total for all together"),
        required("dimension", ColumnType.LONG, "1", "dim H, of all layers"),
        required("admissible_dimension", ColumnType.LONG, "1", "dim T𝓛, of the admissible ones"),
        required("invariant_dimension", ColumnType.LONG, "1", "dim H_G, of the equivariant ones"),
        required("equivariant_dimension", ColumnType.LONG, "1", "dim T𝓔, of those that are both"),
        required(
            "commutator_norm",
            ColumnType.DOUBLE,
            "1",
            "‖[Π_T𝓛, Π_G]‖ in operator norm; 0 iff" + " they commute"),
        required("commutator_norm_frobenius", ColumnType.DOUBLE, "1", "The same in Frobenius norm"),
        required(
            "largest_mixed_angle",
            ColumnType.DOUBLE,
            "rad",
            "Principal angle between T𝓛 and H_G that is furthest from both 0 and π/2"),
        required(
            "offset_violation",
            ColumnType.DOUBLE,
            "weight",
            "‖(Id − Π_G)(A₀ − Π_T𝓛A₀)‖; 0 iff the affine part allows an equivariant layer"),
        required("compatible", ColumnType.BOOLEAN, "", "Whether Π_T𝓛 and Π_G commute and A₀ fits"),
        required("unitary", ColumnType.BOOLEAN, "", "Whether LᵀL = λ·Id, one λ for all layers"),
        required(
            "parametrisation_leak",
            ColumnType.DOUBLE,
            "1",
            "‖(Id − Π_T𝓔) LLᵀ Π_G‖ / ‖LLᵀ‖ in operator norm"),
        required(
            "keeps_equivariant",
            ColumnType.BOOLEAN,
            "",
            "Whether 𝓔 is invariant under the augmented flow of every risk: leak 0"),
        required("condition_number", ColumnType.DOUBLE, "1", "Of L, the parametrisation"),
        required(
            "violations",
            ColumnType.STRINGS,
            "",
            "Violated assumptions A1–A3, each with the group element and the size"),
        optional(
            "mixed_direction",
            ColumnType.DOUBLES,
            "1",
            "A unit admissible direction of one pair of channels at that angle, row-major over"
                + " (n_out, n_in) or the taps of a kernel; null for a compatible or large layer"));
  }
}
