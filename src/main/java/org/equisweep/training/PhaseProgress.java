package org.equisweep.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.equisweep.network.Coefficients;

/** One lane's way through a phase. Owns the optimiser. */
final class PhaseProgress implements AutoCloseable {
  private final Optimiser optimiser;
  private final StopRule stop;
  private long from;

  /** The steps of its last row, and of its last row that has more than distances. */
  long lastRow = -1;

  long lastWholeRow = -1;

  PhaseProgress(Optimiser optimiser, StopRule stop) {
    this.optimiser = optimiser;
    this.stop = stop;
  }

  Optimiser optimiser() {
    return optimiser;
  }

  StopRule stop() {
    return stop;
  }

  /** Steps of this phase that the lane has behind it when it joins the others. */
  long from() {
    return from;
  }

  /** Goes on from a kept state, whose last row counts as recorded. */
  void resume(EndState state, long lookBackBefore) {
    from = state.phaseSteps();
    int at = 0;
    for (Coefficients each : optimiser.memory()) {
      int length = state.memory().length / optimiser.memory().size();
      each.restore(Arrays.copyOfRange(state.memory(), at, at + length));
      at += length;
    }
    optimiser.resume(from);
    stop.resume(state, lookBackBefore);
  }

  /** Where a lane stands that ends the phase after {@code k} steps. */
  EndState state(Lane lane, TrialOutcome.Status status, long k) {
    List<double[]> memory = new ArrayList<>();
    optimiser.memory().forEach(each -> memory.add(each.dump()));
    return new EndState(
        status,
        k,
        lane.epoch(),
        lane.step(),
        lane.epochsBegun(),
        lane.time(),
        lane.timeBefore(),
        lane.point().coefficients().dump(),
        memory.stream().flatMapToDouble(Arrays::stream).toArray(),
        stop.steps(),
        stop.risks());
  }

  @Override
  public void close() {
    optimiser.close();
  }
}
