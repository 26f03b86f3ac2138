package org.equisweep.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.equisweep.table.Row;
import org.equisweep.table.SweepFolder;
import org.equisweep.table.Table;
import org.equisweep.table.TableReader;
import org.equisweep.table.Tables;

/**
 * The trajectories, cell by cell, thinned to what a page can hold. Which states, trials and cells
 * are kept depends on their order and number alone, so the page is a function of the tables.
 */
final class Curves {
  /** Cells beyond have no curves, only rows in the tables. */
  static final int MOST_CELLS = 240;

  /** Trials summarised, over all cells; each cell gives its first seeds. */
  static final int MOST_TRIALS = 20_000;

  /** Kept states, over all cells: more cells, coarser curves. */
  private static final int MOST_STATES = 9_000;

  private static final List<String> KEYS = List.of("trial_id", "phase", "epoch", "step");
  private static final List<String> VALUES =
      List.of(
          "nominal_risk",
          "augmented_risk",
          "test_risk",
          "train_accuracy",
          "test_accuracy",
          "distance_to_equivariant",
          "distance_travelled",
          "distance_to_equivariant_by_layer",
          "distance_travelled_by_layer");

  private final Map<String, CellCurves> byCell = new HashMap<>();
  private final Map<String, List<Place>> places = new HashMap<>();
  private final int cellCount;

  /** Where a trial's states go: a trial may stand in several cells. */
  private record Place(CellCurves cell, int run) {}

  private Curves(int cellCount) {
    this.cellCount = cellCount;
  }

  static Curves read(SweepFolder folder, SweepResults results) {
    Map<String, List<TrialEnd>> trials = results.trialsByCell();
    List<CellKey> cells = results.cellKeys();
    List<CellKey> shown = cells.subList(0, Math.min(MOST_CELLS, cells.size()));
    Curves curves = new Curves(shown.size());
    int each = Math.max(1, MOST_TRIALS / Math.max(1, shown.size()));
    for (CellKey cell : shown) {
      List<TrialEnd> all = trials.getOrDefault(cell.id(), List.of());
      curves.place(
          cell,
          all.subList(0, Math.min(each, all.size())),
          ActingLayers.of(results.geometry(), cell.group(), cell.architecture()));
    }
    curves.collectStates(folder);
    curves.collectValues(folder);
    return curves;
  }

  /** The cell's curves; null for one beyond the first {@value #MOST_CELLS}. */
  CellCurves of(CellKey cell) {
    return byCell.get(cell.id());
  }

  private void place(CellKey cell, List<TrialEnd> trials, ActingLayers acting) {
    CellCurves curves = new CellCurves(trials, acting);
    byCell.put(cell.id(), curves);
    for (int run = 0; run < trials.size(); run++) {
      places
          .computeIfAbsent(trials.get(run).trialId(), id -> new ArrayList<>(1))
          .add(new Place(curves, run));
    }
  }

  private void collectStates(SweepFolder folder) {
    Map<CellCurves, TreeSet<State>> states = new HashMap<>();
    Map<CellCurves, TreeSet<State>> whole = new HashMap<>();
    List<String> columns = new ArrayList<>(KEYS);
    columns.add("nominal_risk");
    Table keys = TableReader.projection(Tables.TRAJECTORIES, columns);
    TableReader.forEach(
        folder,
        keys,
        row -> {
          for (Place place : places.getOrDefault(row.string("trial_id"), List.of())) {
            states.computeIfAbsent(place.cell(), cell -> new TreeSet<>()).add(State.of(row));
            if (row.get("nominal_risk") != null) {
              whole.computeIfAbsent(place.cell(), cell -> new TreeSet<>()).add(State.of(row));
            }
          }
        });
    int each = Math.max(12, Math.min(120, MOST_STATES / Math.max(1, cellCount)));
    states.forEach(
        (cell, all) -> {
          // rows of distances alone must not crowd out those with risks
          TreeSet<State> kept = new TreeSet<>(thin(List.copyOf(all), each));
          kept.addAll(thin(List.copyOf(whole.getOrDefault(cell, new TreeSet<>())), each));
          cell.keep(List.copyOf(kept));
        });
  }

  /** First and last, the rest spread evenly half by rank and half by its logarithm. */
  static <T> List<T> thin(List<T> all, int most) {
    if (all.size() <= most) {
      return all;
    }
    TreeSet<Integer> kept = new TreeSet<>();
    int half = most / 2;
    double last = all.size() - 1;
    for (int i = 0; i < half; i++) {
      double part = (double) i / (half - 1);
      kept.add((int) Math.round(last * part));
      kept.add((int) Math.round(Math.pow(last, part)));
    }
    return kept.stream().<T>map(all::get).toList();
  }

  private void collectValues(SweepFolder folder) {
    List<String> columns = new ArrayList<>(KEYS);
    columns.addAll(VALUES);
    Table table = TableReader.projection(Tables.TRAJECTORIES, columns);
    TableReader.forEach(
        folder,
        table,
        row -> {
          for (Place place : places.getOrDefault(row.string("trial_id"), List.of())) {
            place.cell().put(place.run(), State.of(row), row);
          }
        });
  }

  /** A recorded state's place in a trial. */
  record State(long phase, long step, long epoch) implements Comparable<State> {
    static State of(Row row) {
      return new State(row.whole("phase"), row.whole("step"), row.whole("epoch"));
    }

    @Override
    public int compareTo(State other) {
      int byPhase = Long.compare(phase, other.phase);
      return byPhase != 0 ? byPhase : Long.compare(step, other.step);
    }
  }

  /** What is drawn of a state. */
  enum Measure {
    NOMINAL_RISK,
    AUGMENTED_RISK,
    TEST_RISK,
    TRAIN_ACCURACY,
    TEST_ACCURACY,
    DISTANCE,
    TRAVELLED
  }

  /** The kept states of a cell's trials. */
  static final class CellCurves {
    private final List<TrialEnd> trials;
    private final ActingLayers acting;
    private final Map<Measure, double[][]> values = new TreeMap<>();
    private final Map<State, Integer> index = new HashMap<>();
    private List<State> states = List.of();

    CellCurves(List<TrialEnd> trials, ActingLayers acting) {
      this.trials = List.copyOf(trials);
      this.acting = acting;
    }

    private void keep(List<State> kept) {
      states = kept;
      for (int i = 0; i < kept.size(); i++) {
        index.put(kept.get(i), i);
      }
      for (Measure measure : Measure.values()) {
        double[][] runs = new double[trials.size()][kept.size()];
        for (double[] run : runs) {
          Arrays.fill(run, Double.NaN);
        }
        values.put(measure, runs);
      }
    }

    private void put(int run, State state, Row row) {
      Integer at = index.get(state);
      if (at == null) {
        return;
      }
      set(Measure.NOMINAL_RISK, run, at, row.number("nominal_risk"));
      set(Measure.AUGMENTED_RISK, run, at, row.number("augmented_risk"));
      set(Measure.TEST_RISK, run, at, row.number("test_risk"));
      set(Measure.TRAIN_ACCURACY, run, at, row.number("train_accuracy"));
      set(Measure.TEST_ACCURACY, run, at, row.number("test_accuracy"));
      set(Measure.DISTANCE, run, at, acting.norm(row, "distance_to_equivariant"));
      set(Measure.TRAVELLED, run, at, acting.norm(row, "distance_travelled"));
    }

    private void set(Measure measure, int run, int at, double value) {
      values.get(measure)[run][at] = Double.isInfinite(value) ? Double.NaN : value;
    }

    List<TrialEnd> trials() {
      return trials;
    }

    List<State> states() {
      return states;
    }

    ActingLayers acting() {
      return acting;
    }

    /** One trial's values, NaN where it has none; empty where nothing was recorded. */
    double[] run(Measure measure, int run) {
      double[][] runs = values.get(measure);
      return runs == null ? new double[0] : runs[run];
    }

    /**
     * Over the finished trials, state by state, as long as half of them are there: what goes on
     * with the few that ran longest is no median of the cell.
     */
    List<Quantiles> quantiles(Measure measure) {
      List<Quantiles> quantiles = new ArrayList<>();
      int[] finished = finished();
      for (int state = 0; state < states.size(); state++) {
        int at = state;
        Quantiles of =
            Quantiles.of(
                Arrays.stream(finished).mapToDouble(run -> values.get(measure)[run][at]).toArray());
        if (2 * of.count() < finished.length || of.count() == 0) {
          quantiles.add(Quantiles.of(new double[0]));
        } else {
          quantiles.add(of);
        }
      }
      return quantiles;
    }

    /** Indices of the runs that came to an end. */
    int[] finished() {
      int[] runs = new int[trials.size()];
      int count = 0;
      for (int run = 0; run < runs.length; run++) {
        if (trials.get(run).isFinished()) {
          runs[count++] = run;
        }
      }
      return Arrays.copyOf(runs, count);
    }

    /** Distance per distance travelled at each finished trial's end, over the acting layers. */
    double[] finalDrifts() {
      return Arrays.stream(finished()).mapToDouble(this::finalDrift).toArray();
    }

    /** Distance to 𝓔 at each finished trial's first point; empty where nothing was recorded. */
    double[] startDistances() {
      return states.isEmpty()
          ? new double[0]
          : Arrays.stream(finished()).mapToDouble(run -> run(Measure.DISTANCE, run)[0]).toArray();
    }

    private double finalDrift(int run) {
      double[] travelled = run(Measure.TRAVELLED, run);
      for (int at = travelled.length - 1; at >= 0; at--) {
        if (!Double.isNaN(travelled[at])) {
          return travelled[at] > 0 ? run(Measure.DISTANCE, run)[at] / travelled[at] : Double.NaN;
        }
      }
      return Double.NaN;
    }
  }
}
