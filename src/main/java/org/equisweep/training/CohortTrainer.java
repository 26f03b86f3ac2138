package org.equisweep.training;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.equisweep.network.ArchitectureGeometry;
import org.equisweep.problem.InvalidInput;
import org.equisweep.tensor.Numerics;
import org.jspecify.annotations.Nullable;

/**
 * Trains seeds of one cell side by side, as lanes in lock-step that share the network, its
 * workspace, the data and, where the draws agree, the assembled batches. Each lane has its own
 * coefficients and its own gradient calls, so that its rows are the same bits whoever else is
 * there.
 *
 * <p>An exception inside a lane makes it {@code failed}; in the set-up shared by all, every lane.
 * The deadline is looked at before every tile of columns; those still running then are {@code
 * timeout}, with the rows so far.
 */
public final class CohortTrainer {
  private CohortTrainer() {}

  /**
   * One outcome per seed, in order. Never throws for what happens inside one trial: that is the
   * outcome's status and reason.
   *
   * @param deadline on one trial's share of the time, elapsed time over seeds; zero for none
   * @param keepLayers whether outcomes hold the final layers (not those of failed trials)
   * @throws CancellationException when the thread is interrupted
   */
  public static List<TrialOutcome> train(
      TrialSettings settings, List<Long> seeds, Duration deadline, boolean keepLayers) {
    return train(
        settings,
        () -> ArchitectureGeometry.of(settings.architecture(), settings.group()),
        seeds,
        deadline,
        keepLayers);
  }

  /**
   * The same with a geometry made by the caller.
   *
   * @param geometry of the settings' architecture and group; asked for once
   */
  static List<TrialOutcome> train(
      TrialSettings settings,
      Supplier<ArchitectureGeometry> geometry,
      List<Long> seeds,
      Duration deadline,
      boolean keepLayers) {
    List<Lane> lanes = new ArrayList<>();
    for (int index = 0; index < seeds.size(); index++) {
      lanes.add(new Lane(index, seeds.get(index)));
    }
    Clock clock = new Clock(deadline, Math.max(1, lanes.size()));
    List<List<double[]>> layers = List.of();
    try {
      layers = run(settings, geometry, lanes, clock, keepLayers);
    } catch (CancellationException interrupted) {
      throw interrupted;
    } catch (RuntimeException | OutOfMemoryError | LinkageError fault) {
      lanes.stream().filter(Lane::running).forEach(lane -> lane.fail(fault));
    } finally {
      lanes.forEach(Lane::close);
    }
    List<TrialOutcome> outcomes = new ArrayList<>();
    for (Lane lane : lanes) {
      List<double[]> own = layers.isEmpty() ? List.of() : layers.get(lane.index());
      outcomes.add(outcome(lane, settings.phases().size() - 1, own, clock.share()));
    }
    return outcomes;
  }

  private static List<List<double[]>> run(
      TrialSettings settings,
      Supplier<ArchitectureGeometry> geometry,
      List<Lane> lanes,
      Clock clock,
      boolean keepLayers) {
    if (settings.phases().isEmpty()) {
      throw InvalidInput.of(
          "a strategy must have a phase", "got none", "add one, with epochs: 0 to train nothing");
    }
    Numerics.initialise();
    try (Cohort cohort = new Cohort(settings, geometry.get(), lanes, clock)) {
      try {
        cohort.train();
      } catch (Clock.DeadlineExceeded late) {
        lanes.forEach(lane -> lane.end(TrialOutcome.Status.TIMEOUT, late.getMessage()));
      }
      return keepLayers ? lanes.stream().map(CohortTrainer::layers).toList() : List.of();
    }
  }

  private static List<double[]> layers(Lane lane) {
    List<double[]> layers = new ArrayList<>();
    if (lane.hasPoint() && lane.end() != TrialOutcome.Status.FAILED) {
      for (int layer = 0; layer < lane.point().layers().size(); layer++) {
        double[] a = new double[lane.point().layers().get(layer).shape().size()];
        lane.point().layer(layer, a);
        layers.add(a);
      }
    }
    return layers;
  }

  private static TrialOutcome outcome(
      Lane lane, int lastPhase, List<double[]> layers, double seconds) {
    @Nullable ConvergenceFit fit = ConvergenceFit.of(lane.rows(), lastPhase);
    return new TrialOutcome(
        lane.end(),
        lane.reason(),
        lane.epoch(),
        lane.step(),
        fit == null ? null : fit.rate(),
        fit == null ? null : fit.error(),
        List.copyOf(lane.rows()),
        layers,
        seconds);
  }
}
