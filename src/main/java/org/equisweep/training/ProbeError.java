package org.equisweep.training;

import java.util.List;
import org.equisweep.data.Batch;
import org.jspecify.annotations.Nullable;

/**
 * The output's equivariance error ‖Φ(ρ₀(g)x) − ρ_L(g)Φ(x)‖₂ on logits, over the pairs (x, g) of a
 * {@link Probe}: sum and maximum, in double.
 */
final class ProbeError {
  private final LaneBatches batches;
  private final Evaluation evaluation;
  private final Scratch scratch;
  private final Tiles tiles;
  private final double[][] references;

  ProbeError(Cohort cohort, Evaluation evaluation) {
    int examples = cohort.settings().record().probe();
    this.evaluation = evaluation;
    this.scratch = cohort.scratch();
    this.tiles = evaluation.tiles();
    PhaseInputs inputs = evaluation.inputs();
    this.references = new double[cohort.lanes()][];
    this.batches =
        new LaneBatches(
            cohort.lanes(),
            () -> new Probe(inputs.data(), inputs.newAction(), examples, cohort.tileSize()));
  }

  /** Examples × elements. */
  long pairs() {
    return ((Probe) batches.any()).pairs();
  }

  void measure(List<Lane> lanes) {
    Evaluation.begin(batches, lanes);
    tiles.runAll(batches, lanes, this::compare);
  }

  private void compare(Lane lane, Batch tile, int batch) {
    int length = evaluation.outputs() * tile.count();
    Probe probe = (Probe) batches.of(lane);
    if (probe.isReference(batch)) {
      double[] reference = references[lane.index()];
      if (reference == null || reference.length != length) {
        reference = new double[length];
        references[lane.index()] = reference;
      }
      evaluation.forward(lane, tile, reference);
      return;
    }
    double[] moved = scratch.array(Scratch.Use.LOGITS, length);
    evaluation.forward(lane, tile, moved);
    addErrors(lane.measured(), references[lane.index()], moved, probe.targetImage(), tile.count());
  }

  private void addErrors(
      Measured measured, double[] reference, double[] moved, int @Nullable [] image, int examples) {
    for (int example = 0; example < examples; example++) {
      double squares = 0;
      for (int f = 0; f < evaluation.outputs(); f++) {
        int to = image == null ? f : image[f];
        double difference = moved[to * examples + example] - reference[f * examples + example];
        squares += difference * difference;
      }
      double error = Math.sqrt(squares);
      measured.errorSum += error;
      measured.errorMax = Math.max(measured.errorMax, error);
    }
  }
}
