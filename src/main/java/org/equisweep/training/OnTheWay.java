package org.equisweep.training;

import java.util.List;
import java.util.concurrent.CancellationException;
import org.equisweep.network.ArchitectureGeometry;
import org.jspecify.annotations.Nullable;

/** Has states on the way of lanes looked at, where {@code analyse.every} asks for it. */
final class OnTheWay implements AutoCloseable {
  private final AnalyseSpec.@Nullable Every every;
  private final @Nullable StateObserver observer;

  /**
   * @param observers null where nobody looks
   */
  OnTheWay(
      TrialSettings settings,
      ArchitectureGeometry geometry,
      StateObserver.@Nullable Factory observers) {
    AnalyseSpec analyse = settings.analyse();
    this.every = analyse == null ? null : analyse.every();
    this.observer = every == null || observers == null ? null : observers.of(settings, geometry);
  }

  /**
   * Lanes after {@code k} steps of a phase. One that goes on from a kept state was looked at there.
   *
   * @param index of the phase in its strategies
   */
  void look(PhaseSpec phase, int index, long k, long stepsPerEpoch, List<Lane> lanes) {
    if (observer == null || every == null || !every.includes(k, stepsPerEpoch)) {
      return;
    }
    for (Lane lane : lanes) {
      if (lane.running() && !wasLookedAt(lane, index)) {
        try {
          lane.spectra()
              .addAll(
                  observer.observe(
                      phase, index, lane.seed(), lane.step(), lane.point().allLayers()));
        } catch (Clock.DeadlineExceeded | CancellationException outside) {
          throw outside;
        } catch (RuntimeException | OutOfMemoryError fault) {
          lane.fail(fault);
        }
      }
    }
  }

  private static boolean wasLookedAt(Lane lane, int index) {
    if (lane.spectra().isEmpty()) {
      return false;
    }
    StabilityReport.SpectrumRow last = lane.spectra().get(lane.spectra().size() - 1);
    return last.phase() == index && last.step() == lane.step();
  }

  @Override
  public void close() {
    if (observer != null) {
      observer.close();
    }
  }
}
