package org.equisweep.table;

import java.util.List;

/** The tables, each declared once; the names are those of the output's folders. */
public final class Tables {
  private Tables() {}

  /** Every table's axes columns stand after this column of it. */
  static final String AXES_AFTER_IN_TRIALS = "seed";

  public static final Table TRIALS =
      new Table(
          "trials",
          "One row per cell and seed; two cells with equal settings share a trained trial",
          TrialColumns.published());

  public static final Table TRAJECTORIES =
      new Table(
          "trajectories",
          "One row per recorded state of a trial; row k of a phase is the state after k of its"
              + " steps",
          TrajectoryColumns.all());

  public static final Table GEOMETRY =
      new Table(
          "geometry",
          "One row per group, architecture, parametrisation and layer, and one in total",
          GeometryColumns.all());

  public static final Table OPTIMISERS =
      new Table(
          "optimisers",
          "One row per group, architecture and way of stepping: whether a phase's optimiser keeps 𝓔"
              + " where every batch carries whole orbits, tried out from a random point of 𝓔",
          OptimiserColumns.all());

  public static final Table SPECTRA =
      new Table(
          "spectra",
          "One row per eigenvalue found of a trial, and per node of its spectral density",
          SpectrumColumns.all());

  public static final Table CELLS =
      new Table("cells", "One row per cell and quantity, over its seeds", AggregateColumns.cells());

  public static final Table COMPARISONS =
      new Table(
          "comparisons",
          "One row per pair of strategies and quantity, paired by seed",
          AggregateColumns.comparisons());

  public static final Table IMPORTANCE =
      new Table(
          "importance",
          "One row per axis and quantity: which axis explains the variance",
          AggregateColumns.importance());

  /** All that are published, in the order of the documentation. */
  public static final List<Table> ALL =
      List.of(TRIALS, TRAJECTORIES, GEOMETRY, OPTIMISERS, SPECTRA, CELLS, COMPARISONS, IMPORTANCE);

  /** Trials as they stand in parts: without the cells they belong to. */
  static final Table TRAINED =
      new Table("trials", "One row per trained trial", TrialColumns.trained());
}
