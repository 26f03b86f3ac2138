package org.equisweep.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.equisweep.table.Row;
import org.equisweep.table.SweepFolder;
import org.equisweep.table.Table;
import org.equisweep.table.TableReader;
import org.equisweep.table.Tables;

/**
 * The distance to 𝓔 during the last phase of every shown cell: its mean over the states of each
 * epoch, and the states of the first epoch one by one. The state after k steps belongs to epoch ⌈k
 * / steps an epoch⌉ of the phase; its start to none.
 */
final class LastPhases {
  /** States of the first epoch that are drawn. */
  private static final int MOST_STATES = 120;

  private static final List<String> KEYS = List.of("trial_id", "phase", "epoch", "step");
  private static final List<String> DISTANCES =
      List.of("distance_to_equivariant", "distance_to_equivariant_by_layer");

  private final Map<String, Phase> byCell = new HashMap<>();
  private final Map<String, List<Place>> places = new HashMap<>();

  private record Place(Phase phase, int run) {}

  private LastPhases() {}

  static LastPhases read(SweepFolder folder, SweepResults results, Curves curves) {
    LastPhases phases = new LastPhases();
    for (CellKey cell : results.cellKeys()) {
      Curves.CellCurves drawn = curves.of(cell);
      if (drawn != null && !drawn.states().isEmpty()) {
        phases.place(cell, drawn);
      }
    }
    phases.forEach(folder, List.of(), (place, row) -> place.phase().find(row));
    phases.byCell.values().forEach(Phase::settle);
    phases.forEach(folder, DISTANCES, (place, row) -> place.phase().put(place.run(), row));
    return phases;
  }

  /** The last phase of a cell; null where nothing was recorded. */
  Phase of(CellKey cell) {
    return byCell.get(cell.id());
  }

  private void place(CellKey cell, Curves.CellCurves drawn) {
    Phase phase = new Phase(drawn);
    byCell.put(cell.id(), phase);
    for (int run = 0; run < drawn.trials().size(); run++) {
      places
          .computeIfAbsent(drawn.trials().get(run).trialId(), id -> new ArrayList<>(1))
          .add(new Place(phase, run));
    }
  }

  private interface Use {
    void of(Place place, Row row);
  }

  private void forEach(SweepFolder folder, List<String> values, Use use) {
    List<String> columns = new ArrayList<>(KEYS);
    columns.addAll(values);
    Table table = TableReader.projection(Tables.TRAJECTORIES, columns);
    TableReader.forEach(
        folder,
        table,
        row -> {
          for (Place place : places.getOrDefault(row.string("trial_id"), List.of())) {
            use.of(place, row);
          }
        });
  }

  /** One cell's last phase, run by run. */
  static final class Phase {
    private final Curves.CellCurves cell;
    private final TreeSet<Long> found = new TreeSet<>();
    private final Map<Long, Integer> index = new HashMap<>();
    private long phase = -1;
    private long firstStep = Long.MAX_VALUE;
    private long firstEpoch = Long.MAX_VALUE;
    private long lastStep;
    private long lastEpoch;
    private long stepsPerEpoch;
    private List<Long> steps = List.of();
    private double[][] byStep = {};
    private double[][] sums = {};
    private int[][] counts = {};

    private Phase(Curves.CellCurves cell) {
      this.cell = cell;
    }

    private void find(Row row) {
      long of = row.whole("phase");
      if (of > phase) {
        phase = of;
        found.clear();
        firstStep = Long.MAX_VALUE;
        firstEpoch = Long.MAX_VALUE;
        lastStep = 0;
        lastEpoch = 0;
      }
      if (of == phase) {
        found.add(row.whole("step"));
        firstStep = Math.min(firstStep, row.whole("step"));
        firstEpoch = Math.min(firstEpoch, row.whole("epoch"));
        lastStep = Math.max(lastStep, row.whole("step"));
        lastEpoch = Math.max(lastEpoch, row.whole("epoch"));
      }
    }

    private void settle() {
      long epochs = Math.max(1, lastEpoch - firstEpoch);
      stepsPerEpoch = Math.max(1, ceilDiv(lastStep - firstStep, epochs));
      List<Long> early = found.stream().filter(step -> step - firstStep <= stepsPerEpoch).toList();
      steps = Curves.thin(early, MOST_STATES);
      for (int i = 0; i < steps.size(); i++) {
        index.put(steps.get(i), i);
      }
      int runs = cell.trials().size();
      byStep = new double[runs][steps.size()];
      Arrays.stream(byStep).forEach(run -> Arrays.fill(run, Double.NaN));
      sums = new double[runs][(int) epochs];
      counts = new int[runs][(int) epochs];
    }

    private void put(int run, Row row) {
      if (row.whole("phase") != phase) {
        return;
      }
      double distance = cell.acting().norm(row, "distance_to_equivariant");
      long k = row.whole("step") - firstStep;
      Integer at = index.get(row.whole("step"));
      if (at != null) {
        byStep[run][at] = distance;
      }
      int epoch = (int) ceilDiv(k, stepsPerEpoch) - 1;
      if (epoch >= 0 && epoch < sums[run].length) {
        sums[run][epoch] += distance;
        counts[run][epoch]++;
      }
    }

    private static long ceilDiv(long a, long b) {
      return (a + b - 1) / b;
    }

    int epochs() {
      return sums.length == 0 ? 0 : sums[0].length;
    }

    /** Steps of the first epoch, from the phase's start. */
    long[] steps() {
      return steps.stream().mapToLong(step -> step - firstStep).toArray();
    }

    /** Mean distance over each epoch's states; NaN where there is none. */
    double[] byEpoch(int run) {
      double[] means = new double[epochs()];
      for (int epoch = 0; epoch < means.length; epoch++) {
        means[epoch] = sums[run][epoch] / counts[run][epoch];
      }
      return means;
    }

    double[] byStep(int run) {
      return byStep[run];
    }

    /** Medians over the finished runs, of columns of what {@code values} gives for a run. */
    double[] medians(IntFunction<double[]> values, int columns) {
      double[] medians = new double[columns];
      for (int column = 0; column < columns; column++) {
        int at = column;
        medians[column] =
            Quantiles.of(
                    Arrays.stream(cell.finished())
                        .mapToDouble(run -> values.apply(run)[at])
                        .toArray())
                .median();
      }
      return medians;
    }
  }
}
