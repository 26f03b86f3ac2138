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
    Probe probe = (Probe) batches.of(lane);
    double[] logits = scratch.array(Scratch.Use.LOGITS, evaluation.outputs() * tile.count());
    evaluation.forward(lane, tile, logits);
    int examples = probe.examples(batch);
    for (int i = 0; i < tile.count() / examples; i++) {
      int image = probe.firstImage(batch) + i;
      if (image == 0) {
        references[lane.index()] = reference(lane, logits, tile.count(), examples);
      } else {
        addErrors(lane, logits, tile.count(), i * examples, examples, probe.targetImage(image));
      }
    }
  }

  /** The first columns of {@code logits}, [output][example]. */
  private double[] reference(Lane lane, double[] logits, int columns, int examples) {
    int length = evaluation.outputs() * examples;
    double[] known = references[lane.index()];
    double[] reference = known == null || known.length != length ? new double[length] : known;
    for (int f = 0; f < evaluation.outputs(); f++) {
      System.arraycopy(logits, f * columns, reference, f * examples, examples);
    }
    return reference;
  }

  /** Of the columns from {@code at} on, which are one image of the chunk. */
  private void addErrors(
      Lane lane, double[] moved, int columns, int at, int examples, int @Nullable [] image) {
    Measured measured = lane.measured();
    double[] reference = references[lane.index()];
    for (int example = 0; example < examples; example++) {
      double squares = 0;
      for (int f = 0; f < evaluation.outputs(); f++) {
        int to = image == null ? f : image[f];
        double difference = moved[to * columns + at + example] - reference[f * examples + example];
        squares += difference * difference;
      }
      double error = Math.sqrt(squares);
      measured.errorSum += error;
      measured.errorMax = Math.max(measured.errorMax, error);
    }
  }
}
