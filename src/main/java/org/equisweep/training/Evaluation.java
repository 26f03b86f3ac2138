package org.equisweep.training;

import java.util.List;
import java.util.Optional;
import org.equisweep.data.Batch;
import org.equisweep.network.Accuracy;
import org.equisweep.network.Network;
import org.equisweep.network.Workspace;
import org.equisweep.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Means over batches for several lanes at once, in the coefficients of one phase's network. Sums
 * run over tiles in ascending order, in double.
 */
final class Evaluation {
  private final Tiles tiles;
  private final PhaseInputs inputs;
  private final Network network;
  private final Workspace workspace;
  private final Tensor logits;
  private final Optional<Accuracy> accuracy;
  private final @Nullable AveragedNetwork averaged;
  private double weight;

  /** Gradients are those of the network's own loss. */
  Evaluation(Cohort.Compiled compiled) {
    this(compiled, null);
  }

  /**
   * @param averaged whose loss {@link #lossAndGradient} is about, in place of the network's
   */
  Evaluation(Cohort.Compiled compiled, @Nullable AveragedNetwork averaged) {
    this.averaged = averaged;
    this.tiles = compiled.tiles();
    this.inputs = compiled.inputs();
    this.network = compiled.network();
    this.workspace = compiled.workspace();
    this.logits = compiled.logits();
    this.accuracy = network.accuracy();
  }

  /** What the network reads. */
  PhaseInputs inputs() {
    return inputs;
  }

  /** Takes lanes through columns. */
  Tiles tiles() {
    return tiles;
  }

  /** Σ ℓ over all columns of an epoch into {@code lossSum}. */
  void loss(LaneBatches batches, List<Lane> lanes) {
    begin(batches, lanes);
    tiles.runAll(batches, lanes, this::addLoss);
  }

  /** Σ ℓ into {@code lossSum}, right decisions into {@code correct}. */
  void lossAndAccuracy(LaneBatches batches, List<Lane> lanes) {
    begin(batches, lanes);
    tiles.runAll(batches, lanes, this::addLossAndCorrect);
  }

  /**
   * Of an epoch begun before: Σ ℓ over all columns into {@code lossSum}, the gradient of their mean
   * into the lane's gradient.
   */
  void lossAndGradient(LaneBatches batches, List<Lane> lanes) {
    clear(lanes);
    weight = 1.0 / batches.any().columnsPerEpoch();
    tiles.runAll(batches, lanes, this::addLossAndGradient);
  }

  /** The same, with right decisions into {@code correct}, of the network's own loss alone. */
  void lossGradientAndAccuracy(LaneBatches batches, List<Lane> lanes) {
    if (averaged != null) {
      throw new IllegalStateException("the averaged network's decisions are others");
    }
    clear(lanes);
    weight = 1.0 / batches.any().columnsPerEpoch();
    tiles.runAll(
        batches,
        lanes,
        accuracy.isPresent() ? this::addLossGradientAndCorrect : this::addLossAndGradient);
  }

  /** The same for one batch. */
  void lossAndGradient(LaneBatches batches, int batch, List<Lane> lanes) {
    clear(lanes);
    weight = 1.0 / batches.any().columns(batch);
    tiles.run(batches, batch, lanes, this::addLossAndGradient);
  }

  /** Whether the network decides anything; how many decisions an example has. */
  Optional<Integer> decisions() {
    return accuracy.map(Accuracy::decisions);
  }

  /** Logits of the tile into {@code out}, [output][example]. */
  void forward(Lane lane, Batch tile, double[] out) {
    network.forward(lane.point().coefficients(), tile.inputs(), tile.count(), logits, workspace);
    logits.copyTo(0, out, 0, out.length);
  }

  int outputs() {
    return network.outputs();
  }

  static void begin(LaneBatches batches, List<Lane> lanes) {
    for (Lane lane : lanes) {
      batches.of(lane).begin(lane.seed(), 0);
      lane.measured().lossSum = 0;
      lane.measured().correct = 0;
    }
  }

  private static void clear(List<Lane> lanes) {
    for (int i = 0; i < lanes.size(); i++) {
      lanes.get(i).measured().lossSum = 0;
      lanes.get(i).measured().correct = 0;
      lanes.get(i).gradient().zero();
    }
  }

  private void addLoss(Lane lane, Batch tile, int batch) {
    lane.measured().lossSum +=
        network.loss(
            lane.point().coefficients(), tile.inputs(), tile.targets(), tile.count(), workspace);
  }

  private void addCorrect(Lane lane, Batch tile, int batch) {
    network.forward(lane.point().coefficients(), tile.inputs(), tile.count(), logits, workspace);
    lane.measured().correct += accuracy.orElseThrow().correct(logits, tile.targets(), tile.count());
  }

  private void addLossAndCorrect(Lane lane, Batch tile, int batch) {
    if (accuracy.isEmpty()) {
      addLoss(lane, tile, batch);
      return;
    }
    addCorrect(lane, tile, batch);
    lane.measured().lossSum +=
        network.lossOfOutputs(logits, tile.targets(), tile.count(), workspace);
  }

  private void addLossAndGradient(Lane lane, Batch tile, int batch) {
    if (averaged != null) {
      lane.measured().lossSum +=
          averaged.lossAndGradient(lane.point().coefficients(), tile, weight, lane.gradient());
      return;
    }
    lane.measured().lossSum +=
        network.lossAndGradient(
            lane.point().coefficients(),
            tile.inputs(),
            tile.targets(),
            tile.count(),
            weight,
            lane.gradient(),
            workspace);
  }

  private void addLossGradientAndCorrect(Lane lane, Batch tile, int batch) {
    lane.measured().lossSum +=
        network.lossAndGradient(
            lane.point().coefficients(),
            tile.inputs(),
            tile.targets(),
            tile.count(),
            weight,
            lane.gradient(),
            logits,
            workspace);
    lane.measured().correct += accuracy.orElseThrow().correct(logits, tile.targets(), tile.count());
  }
}
