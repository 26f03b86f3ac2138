package org.equisweep.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.equisweep.data.DataSpec;
import org.equisweep.group.GroupSpec;
import org.equisweep.group.SpaceSpec;
import org.equisweep.network.ArchitectureSpec;
import org.equisweep.sweep.Cell;
import org.equisweep.sweep.Cohort;
import org.equisweep.sweep.Trial;
import org.equisweep.tensor.Precision;
import org.equisweep.training.InitializationSpec;
import org.equisweep.training.PhaseSpec;
import org.equisweep.training.RecordSpec;
import org.equisweep.training.StopSpec;
import org.equisweep.training.TrajectoryRow;
import org.equisweep.training.TrialOutcome;
import org.equisweep.training.TrialOutcome.Status;
import org.equisweep.training.TrialSettings;

/** A sweep that was never trained: its outcomes are a function of the trial id. */
public final class MadeUp {
  private MadeUp() {}

  /** Settings that differ by their learning rate. */
  public static TrialSettings settings(double learningRate) {
    return new TrialSettings(
        new GroupSpec.Symmetric(3),
        new ArchitectureSpec(
            new ArchitectureSpec.Features(new SpaceSpec.Nodes(), 1),
            List.of(
                new ArchitectureSpec.Linear(
                    new SpaceSpec.Scalar(), 1, new ArchitectureSpec.Admissible.Full())),
            new ArchitectureSpec.Loss(ArchitectureSpec.Loss.Kind.MEAN_SQUARED_ERROR, false, 1)),
        new DataSpec(
            new DataSpec.Source.BlockGraphs(4, 3, 0.5, 0.5, 1),
            0,
            OptionalInt.empty(),
            false,
            OptionalInt.empty(),
            null),
        new InitializationSpec(
            new InitializationSpec.Gaussian(Map.of(), List.of()),
            false,
            new InitializationSpec.Perturb.None()),
        List.of(
            new PhaseSpec(
                "plain",
                PhaseSpec.Flow.NOMINAL,
                null,
                2,
                learningRate,
                PhaseSpec.Update.EVERY_EPOCH)),
        new RecordSpec(1, RecordSpec.Unit.EPOCH, new RecordSpec.AugmentedRisk.None(), 4),
        new StopSpec(OptionalDouble.empty(), null),
        Precision.DOUBLE,
        false);
  }

  /** Cells c0, c1 … on an axis {@code phases.plain.learning_rate}. */
  public static List<Cell> cells(int count) {
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double learningRate = 0.1 * (i + 1);
      SortedMap<String, Object> axes =
          new TreeMap<>(Map.of("phases.plain.learning_rate", learningRate));
      cells.add(
          new Cell("c" + i, "s3", "dense", "gaussian", "plain", axes, settings(learningRate)));
    }
    return cells;
  }

  public static String trialId(Cell cell, long seed) {
    return cell.id() + "s" + seed;
  }

  /** Blocks of {@code lanes} seeds of a cell, first blocks first. */
  public static List<Cohort> cohorts(List<Cell> cells, List<Long> seeds, int lanes) {
    List<Cohort> cohorts = new ArrayList<>();
    for (int first = 0; first < seeds.size(); first += lanes) {
      for (Cell cell : cells) {
        List<Trial> trials =
            seeds.subList(first, Math.min(first + lanes, seeds.size())).stream()
                .map(seed -> new Trial(trialId(cell, seed), seed))
                .toList();
        cohorts.add(new Cohort(cell.id() + "b" + first, cell.settings(), trials));
      }
    }
    return cohorts;
  }

  public static Design design(int cells, int seeds, int lanes) {
    List<Cell> all = cells(cells);
    List<Long> range = java.util.stream.LongStream.range(0, seeds).boxed().toList();
    return new Design(
        all,
        range,
        cohorts(all, range, lanes),
        List.of("phases.plain.learning_rate"),
        MadeUp::trialId);
  }

  /** What became of a trial, drawn from its id alone. */
  public static TrialOutcome outcome(String trialId, Status status, int states) {
    Random random = new Random(trialId.hashCode());
    List<TrajectoryRow> rows = new ArrayList<>();
    for (int k = 0; k < states; k++) {
      rows.add(
          new TrajectoryRow(
              0,
              "plain",
              "nominal",
              k,
              k,
              0.1 * k,
              k == states - 1 ? null : random.nextDouble(),
              null,
              null,
              null,
              random.nextDouble(),
              null,
              null,
              random.nextDouble(),
              random.nextDouble(),
              random.nextDouble(),
              random.nextDouble(),
              random.nextDouble(),
              null,
              null,
              null,
              null,
              new double[] {random.nextDouble(), random.nextDouble()},
              new double[] {},
              null));
    }
    String reason = status.isResult() ? null : "drawn to end so";
    return new TrialOutcome(status, reason, states, states, null, null, rows, List.of(), 0.25);
  }

  static List<TrialOutcome> outcomes(Cohort cohort, Status status) {
    return cohort.trials().stream().map(trial -> outcome(trial.id(), status, 3)).toList();
  }
}
