package org.equisweep.statistics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.equisweep.table.Column;
import org.equisweep.table.ColumnType;
import org.equisweep.table.Row;
import org.equisweep.table.RowWriter;
import org.equisweep.table.Table;
import org.equisweep.table.Tables;

/**
 * Tables as a permutation experiment would leave them, without training: strategies × learning
 * rates × seeds; augmented runs leave 𝓔 at about 0.04 per unit travelled, nominal ones at 0.3.
 */
public final class SampleSweep {
  private static final String AXIS = "phases.plain.learning_rate";

  private String name = "permutations";
  private String about = "Connectivity of random graphs under S_10";
  private List<String> strategies = List.of("equivariant", "augmented", "nominal");
  private List<String> groups = List.of("s10");
  private List<Double> rates = List.of(1e-4);
  private int seeds = 10;
  private int epochs = 50;
  private double startDistance;
  private boolean filtered;
  private boolean judged;
  private final Map<String, String> statuses = new LinkedHashMap<>();
  private String reason = "loss is not finite at step 31";

  public SampleSweep named(String sweep, String what) {
    name = sweep;
    about = what;
    return this;
  }

  public SampleSweep strategies(String... of) {
    strategies = List.of(of);
    return this;
  }

  public SampleSweep groups(String... of) {
    groups = List.of(of);
    return this;
  }

  public SampleSweep rates(Double... of) {
    rates = List.of(of);
    return this;
  }

  public SampleSweep seeds(int count) {
    seeds = count;
    return this;
  }

  public SampleSweep epochs(int count) {
    epochs = count;
    return this;
  }

  /** The trial of this strategy and seed, in every cell, ends so. */
  public SampleSweep ends(String strategy, long seed, String status) {
    statuses.put(strategy + "/" + seed, status);
    return this;
  }

  /** Every run starts this far from 𝓔. */
  public SampleSweep startsOff(double distance) {
    startDistance = distance;
    return this;
  }

  /**
   * The last row of every run that is complete has two 3×3 filters on a cross, the second off 𝓔 in
   * a corner that the support does not have otherwise.
   */
  public SampleSweep withFilters() {
    filtered = true;
    return this;
  }

  /**
   * Every end is judged, with a density on N𝓔 of two nodes, a quarter at −1 and the rest at 3, and
   * one of a single node, 2, on T𝓔.
   */
  public SampleSweep withDensities() {
    judged = true;
    return this;
  }

  public SampleSweep reason(String of) {
    reason = of;
    return this;
  }

  private Column axis() {
    return new Column(AXIS, ColumnType.DOUBLE, true, "", "Axis " + AXIS, false);
  }

  private Table trialsTable() {
    return rates.size() > 1 ? Tables.TRIALS.withAxes(List.of(axis()), "seed") : Tables.TRIALS;
  }

  /** Writes trials, trajectories, geometry and sweep.yaml into the folder. */
  public SampleSweep write(Path folder) {
    Table trials = trialsTable();
    List<Row> ends = new ArrayList<>();
    List<Row> states = new ArrayList<>();
    for (String group : groups) {
      for (double rate : rates) {
        for (String strategy : strategies) {
          for (long seed = 0; seed < seeds; seed++) {
            new Run(group, strategy, rate, seed).into(trials, ends, states);
          }
        }
      }
    }
    table(folder, trials, ends);
    table(folder, Tables.TRAJECTORIES, states);
    table(folder, Tables.GEOMETRY, geometry());
    if (judged) {
      table(folder, Tables.SPECTRA, ends.stream().flatMap(SampleSweep::density).toList());
    }
    SampleStatistics.write(folder, trials, ends);
    try {
      Files.writeString(
          folder.resolve("sweep.yaml"),
          "equisweep: 1\nsweep: " + quoted(name) + "\nabout: " + quoted(about) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** One file of one table. */
  public static void table(Path folder, Table table, List<Row> rows) {
    try {
      Path directory = Files.createDirectories(folder.resolve(table.name()));
      try (RowWriter writer =
          RowWriter.published(table, Files.newOutputStream(directory.resolve("part-0.parquet")))) {
        rows.forEach(writer::write);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Row> density(Row end) {
    return Stream.of(
        node(end, "normal", 0, -1, 0.25),
        node(end, "normal", 1, 3, 0.75),
        node(end, "tangent", 0, 2, 1));
  }

  private static Row node(Row end, String space, int rank, double value, double weight) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("trial_id", end.string("trial_id"));
    values.put("phase", 0);
    values.put("step", end.whole("steps"));
    values.put("space", space);
    values.put("rank", rank);
    values.put("eigenvalue", value);
    values.put("residual", 0.0);
    values.put("point", "density");
    values.put("weight", weight);
    return row(Tables.SPECTRA, values);
  }

  private List<Row> geometry() {
    List<Row> rows = new ArrayList<>();
    long[] whole = {320_000, 204_800, 2048, 32};
    long[] invariant = {480, 4096, 2048, 32};
    for (String group : groups) {
      for (int layer = 0; layer < 4; layer++) {
        rows.add(layer(group, "layer_" + (layer + 1), whole[layer], invariant[layer]));
      }
      rows.add(layer(group, "total", 526_880, 6656));
    }
    return rows;
  }

  private static Row layer(String group, String layer, long dimension, long invariant) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("group", group);
    values.put("architecture", "dense");
    values.put("parametrisation", "orthonormal");
    values.put("layer", layer);
    values.put("dimension", dimension);
    values.put("admissible_dimension", dimension);
    values.put("invariant_dimension", invariant);
    values.put("equivariant_dimension", invariant);
    values.put("commutator_norm", 0.0);
    values.put("commutator_norm_frobenius", 0.0);
    values.put("largest_mixed_angle", 0.0);
    values.put("offset_violation", 0.0);
    values.put("compatible", true);
    values.put("unitary", true);
    values.put("parametrisation_leak", 0.0);
    values.put("keeps_equivariant", true);
    values.put("condition_number", 1.0);
    values.put("violations", List.of());
    return row(Tables.GEOMETRY, values);
  }

  /** A row with nulls for the columns not named. */
  public static Row row(Table table, Map<String, ?> values) {
    Object[] cells = new Object[table.columns().size()];
    values.forEach(
        (column, value) -> {
          if (table.has(column)) {
            cells[table.position(column)] = value;
          }
        });
    return new Row(table, cells);
  }

  /** One made-up training run. */
  private final class Run {
    private final String group;
    private final String strategy;
    private final double rate;
    private final long seed;
    private final SplittableRandom random;
    private final double speed;
    private final double drift;

    Run(String group, String strategy, double rate, long seed) {
      this.group = group;
      this.strategy = strategy;
      this.rate = rate;
      this.seed = seed;
      this.random = new SplittableRandom(31 * seed + strategy.hashCode());
      double spread = Math.exp(0.25 * (random.nextDouble() - 0.5));
      this.speed = spread * rate / 1e-4 * 0.02;
      this.drift =
          spread
              * switch (strategy) {
                case "equivariant" -> 0;
                case "augmented" -> 0.04;
                default -> 0.3;
              };
    }

    private String cellId() {
      return id(group + strategy + rate);
    }

    private String trialId() {
      return id(group + strategy + rate + "#" + seed);
    }

    private static String id(String of) {
      long hash = 1125899906842597L;
      for (int i = 0; i < of.length(); i++) {
        hash = 31 * hash + of.charAt(i);
      }
      return "%016x".formatted(hash * 0x9E3779B97F4A7C15L);
    }

    void into(Table trials, List<Row> ends, List<Row> states) {
      String status = statuses.getOrDefault(strategy + "/" + seed, "budget");
      boolean complete = status.equals("budget") || status.equals("converged");
      int last = complete ? epochs : status.equals("failed") ? -1 : epochs / 2;
      Map<String, Object> state = Map.of();
      for (int epoch = 0; epoch <= last; epoch++) {
        state = state(epoch);
        if (filtered && complete && epoch == last) {
          state.put("filter_size", 3);
          state.put(
              "filters", new double[] {0, 1, 0, 1, -2, 1, 0, 1, 0, 0.5, 1, 0, 1, 0, 1, 0, 1, 0});
          state.put(
              "filters_equivariant",
              new double[] {0, 1, 0, 1, -2, 1, 0, 1, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0});
        }
        states.add(row(Tables.TRAJECTORIES, state));
      }
      Map<String, Object> end = new LinkedHashMap<>(state);
      end.put("trial_id", trialId());
      end.put("cell_id", cellId());
      end.put("group", group);
      end.put("architecture", "dense");
      end.put("initialization", "gaussian");
      end.put("strategy", strategy);
      end.put(AXIS, rate);
      end.put("seed", seed);
      end.put("status", status);
      end.put("reason", complete ? null : reason);
      end.put("epochs", (long) Math.max(last, 0));
      end.put("steps", (long) Math.max(last, 0));
      if (judged) {
        end.put("verdict", "unstable-normal");
      }
      end.put("precision", "float");
      end.put("numerics", "openblas-SkylakeX/512/17");
      end.put("engine_version", "0.1.0");
      end.put("wall_seconds", strategy.equals("augmented") ? 28.0 : 1.1);
      ends.add(row(trials, end));
    }

    private Map<String, Object> state(int epoch) {
      double travelled = speed * Math.pow(epoch, 0.85);
      double distance = startDistance + drift * travelled * (1 + 0.02 * random.nextDouble());
      double rounding = 2.5e-8 * (1 + random.nextDouble());
      double risk = 0.3 + 0.4 * Math.exp(-travelled * 3) + 0.01 * Math.abs(drift);
      Map<String, Object> state = new LinkedHashMap<>();
      state.put("trial_id", trialId());
      state.put("phase", 0);
      state.put("phase_name", strategy);
      state.put("flow", strategy);
      state.put("epoch", (long) epoch);
      state.put("step", (long) epoch);
      state.put("nominal_risk", risk);
      state.put("augmented_risk", risk + 0.02 * drift);
      state.put("gradient_norm", 0.1 * risk);
      state.put("gradient_norm_tangent", 0.09 * risk);
      state.put("gradient_norm_normal", 0.02 * risk);
      state.put("distance_to_equivariant", Math.hypot(distance, rounding));
      state.put("distance_travelled", travelled);
      state.put("equivariance_error_mean", 0.5 * distance + 1e-7);
      state.put("equivariance_error_max", 2 * distance + 4e-7);
      state.put(
          "distance_to_equivariant_by_layer",
          new double[] {Math.hypot(0.8 * distance, rounding), 0.6 * distance, 0, 0});
      state.put(
          "distance_travelled_by_layer",
          new double[] {0.7 * travelled, 0.5 * travelled, 0.4 * travelled, 0.32 * travelled});
      return state;
    }
  }
}
