package org.equisweep.training;

import org.equisweep.network.ArchitectureGeometry;

/**
 * Brings lanes to the first point of a phase, in the coefficients that the phase moves: drawn, or
 * where the phase before ended; projected on 𝓔 by an equivariant phase.
 */
final class PhaseEntry {
  private final Cohort cohort;
  private final PhaseSpec phase;
  private final Cohort.Compiled compiled;

  PhaseEntry(Cohort cohort, PhaseSpec phase) {
    this.cohort = cohort;
    this.phase = phase;
    this.compiled = cohort.compiled(phase);
  }

  /** Of the phase's network, averaged over the group if that is its flow. */
  Evaluation newEvaluation() {
    boolean averages = phase.flow() == PhaseSpec.Flow.AVERAGED;
    return new Evaluation(compiled, averages ? cohort.averaged(compiled) : null);
  }

  void bring(Lane lane) {
    lane.measured().stepReady = false;
    lane.beginPhase();
    stand(lane);
  }

  /**
   * To where a kept state is, of this phase.
   *
   * @param firstPhase of the trial, in whose coefficients A(0) is
   */
  void bring(Lane lane, Start kept, PhaseSpec firstPhase) {
    lane.measured().stepReady = false;
    lane.beginPhase();
    new PhaseEntry(cohort, firstPhase).stand(lane);
    Point point = newPoint(lane);
    lane.stand(point);
    point.coefficients().restore(kept.state().point());
    lane.remember(kept);
  }

  private void stand(Lane lane) {
    if (!lane.hasPoint()) {
      lane.stand(firstPoint(lane));
      Point first = lane.point().copy();
      lane.setFirst(first);
      lane.setFirstNorm(Distances.of(first, first, cohort.scratch()).norm());
    } else if (!lane.point().isIn(compiled.network(), geometry(lane))) {
      Point point = newPoint(lane);
      point.moveTo(lane.point());
      lane.stand(point);
    }
  }

  private Point firstPoint(Lane lane) {
    double[][] layers = cohort.firstPoint().layers(lane.seed());
    Point point = newPoint(lane);
    for (int layer = 0; layer < layers.length; layer++) {
      point.setLayer(layer, layers[layer]);
    }
    return point;
  }

  private Point newPoint(Lane lane) {
    return new Point(geometry(lane), compiled.network(), compiled.space(), cohort.scratch());
  }

  private ArchitectureGeometry geometry(Lane lane) {
    return cohort.geometry(phase, lane.seed());
  }
}
