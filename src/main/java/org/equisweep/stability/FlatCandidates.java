package org.equisweep.stability;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.equisweep.geometry.LayerGeometry;
import org.equisweep.geometry.LayerShape;
import org.equisweep.network.ArchitectureSpec;
import org.equisweep.network.ArchitectureSpec.AveragePool;
import org.equisweep.network.ArchitectureSpec.Bias;
import org.equisweep.network.ArchitectureSpec.Layer;
import org.equisweep.network.ArchitectureSpec.LayerNorm;
import org.equisweep.network.ArchitectureSpec.LeakyRelu;
import org.equisweep.network.ArchitectureSpec.Linear;
import org.equisweep.network.ArchitectureSpec.Loss;
import org.equisweep.network.ArchitectureSpec.Relu;
import org.equisweep.network.ArchitectureSpec.Stage;
import org.jspecify.annotations.Nullable;

/**
 * Directions in layer space along which a network would be expected not to change at all: tangents
 * of the continuous symmetries of its parametrisation, and the weights of dead units. They are
 * candidates: whether the risk is flat along them is for the Hessian to say.
 */
final class FlatCandidates {
  private final List<LayerGeometry> layers;
  private final List<double[]> point;
  private final List<List<Stage>> between = new ArrayList<>();
  private final List<Layer> kinds = new ArrayList<>();
  private final Loss loss;
  private final List<double[][]> found = new ArrayList<>();

  FlatCandidates(ArchitectureSpec architecture, List<LayerGeometry> layers, List<double[]> point) {
    this.layers = layers;
    this.point = point;
    this.loss = architecture.loss();
    for (Stage stage : architecture.stages()) {
      if (stage instanceof Layer layer) {
        kinds.add(layer);
        between.add(new ArrayList<>());
      } else if (!between.isEmpty()) {
        between.get(between.size() - 1).add(stage);
      }
    }
  }

  /**
   * Each a direction by layer, null where it does not move a layer. Empty where they would have
   * more than {@code limit} directions in all.
   */
  List<double[][]> all(long limit) {
    if (kinds.size() != layers.size() || count() > limit) {
      return List.of();
    }
    for (int i = 0; i < layers.size(); i++) {
      if (kinds.get(i) instanceof Bias) {
        continue;
      }
      int last = hasBias(i) ? i + 1 : i;
      List<Stage> after = between.get(last);
      if (last + 1 < layers.size()) {
        pair(i, last + 1, after);
      }
      if (last + 1 < layers.size()
          && !after.isEmpty()
          && after.get(after.size() - 1) instanceof LayerNorm norm) {
        normMean(last + 1, norm.over());
      }
      boolean dense = kinds.get(i) instanceof Linear;
      if (dense && !after.isEmpty() && after.get(0) instanceof LayerNorm norm) {
        normShift(i, norm.over());
      }
      if (last + 1 == layers.size() && after.isEmpty()) {
        softmaxShift(i);
      }
    }
    return found;
  }

  /** Whether a bias follows a layer at once. */
  private boolean hasBias(int i) {
    return between.get(i).isEmpty() && i + 1 < kinds.size() && kinds.get(i + 1) instanceof Bias;
  }

  /** An upper bound, from shapes alone. */
  private long count() {
    long count = 0;
    for (int i = 0; i < layers.size(); i++) {
      LayerShape shape = layers.get(i).shape();
      long units = (long) shape.channelsOut() * shape.positionsOut();
      long inputs = (long) shape.channelsIn() * shape.positionsIn();
      count += between.get(i).isEmpty() ? units * units : 2 * units;
      boolean last = i + 1 == layers.size();
      count += i > 0 ? units * Math.max(shape.channelsIn(), shape.positionsIn()) : 0;
      count += last || !between.get(i).isEmpty() ? inputs * shape.positionsOut() : 0;
    }
    return count;
  }

  /**
   * What layer i and the next one, {@code next}, can undo of each other.
   *
   * @param after the stages between them
   */
  private void pair(int i, int next, List<Stage> after) {
    boolean dense = kinds.get(i) instanceof Linear && kinds.get(next) instanceof Linear;
    if (after.isEmpty() && dense && next == i + 1) {
      linearGroup(i);
    }
    // the group holds what a rescaling does
    boolean homogeneous = !after.isEmpty() || !dense;
    boolean moves = false;
    for (Stage stage : after) {
      boolean pool = stage instanceof AveragePool;
      homogeneous &= pool || stage instanceof LeakyRelu || stage instanceof Relu;
      moves |= pool;
    }
    LayerShape first = layers.get(i).shape();
    boolean shared =
        next > i + 1 && layers.get(i + 1).shape().positionsOut() < first.positionsOut();
    // one bias for all positions scales with all of them
    boolean byUnit = dense && !moves && !shared;
    int groups = first.channelsOut() * (byUnit ? first.positionsOut() : 1);
    for (int unit = 0; unit < groups; unit++) {
      if (homogeneous) {
        rescaling(i, next, unit, byUnit);
      }
      if (dense && next == i + 1) {
        deadUnit(i, unit, byUnit);
      }
    }
  }

  /** Unit u of layer i's output, its bias included, times 1 + t, of the next one's input 1 − t. */
  private void rescaling(int i, int next, int unit, boolean byUnit) {
    double[][] direction = new double[layers.size()][];
    direction[i] = new double[point.get(i).length];
    direction[next] = new double[point.get(next).length];
    for (int entry : rows(i, unit, byUnit)) {
      direction[i][entry] = point.get(i)[entry];
    }
    for (int entry : columns(next, unit, byUnit)) {
      direction[next][entry] = -point.get(next)[entry];
    }
    if (next > i + 1) {
      direction[i + 1] = new double[point.get(i + 1).length];
      for (int entry : rows(i + 1, unit, byUnit)) {
        direction[i + 1][entry] = point.get(i + 1)[entry];
      }
    }
    found.add(direction);
  }

  /** A unit without outgoing weights: any incoming one; without incoming ones: any outgoing one. */
  private void deadUnit(int i, int unit, boolean byUnit) {
    List<Integer> incoming = rows(i, unit, byUnit);
    List<Integer> outgoing = columns(i + 1, unit, byUnit);
    if (outgoing.stream().allMatch(entry -> point.get(i + 1)[entry] == 0)) {
      incoming.forEach(entry -> add(i, unitVector(i, entry), null));
    }
    if (incoming.stream().allMatch(entry -> point.get(i)[entry] == 0)) {
      outgoing.forEach(entry -> add(i, null, unitVector(i + 1, entry)));
    }
  }

  private double[] unitVector(int layer, int entry) {
    double[] unit = new double[point.get(layer).length];
    unit[entry] = 1;
    return unit;
  }

  private List<Integer> rows(int i, int unit, boolean byUnit) {
    LayerShape shape = layers.get(i).shape();
    List<Integer> entries = new ArrayList<>();
    for (int entry = 0; entry < shape.size(); entry++) {
      int channel = entry / (shape.channelsIn() * shape.spatial());
      int position = entry / shape.positionsIn() % shape.positionsOut();
      int own = byUnit ? channel * shape.positionsOut() + position : channel;
      if (own == unit) {
        entries.add(entry);
      }
    }
    return entries;
  }

  private List<Integer> columns(int i, int unit, boolean byUnit) {
    LayerShape shape = layers.get(i).shape();
    List<Integer> entries = new ArrayList<>();
    for (int entry = 0; entry < shape.size(); entry++) {
      int channel = entry / shape.spatial() % shape.channelsIn();
      int own = byUnit ? channel * shape.positionsIn() + entry % shape.positionsIn() : channel;
      if (own == unit) {
        entries.add(entry);
      }
    }
    return entries;
  }

  /** A_i ↦ A_i + tBA_i, A_{i+1} ↦ A_{i+1} − tA_{i+1}B for B = e_u e_vᵀ. */
  private void linearGroup(int i) {
    LayerShape first = layers.get(i).shape();
    int units = first.channelsOut() * first.positionsOut();
    for (int u = 0; u < units; u++) {
      List<Integer> rowsTo = rows(i, u, true);
      List<Integer> columnsFrom = columns(i + 1, u, true);
      for (int v = 0; v < units; v++) {
        double[] change = new double[point.get(i).length];
        double[] undo = new double[point.get(i + 1).length];
        List<Integer> rowsFrom = rows(i, v, true);
        List<Integer> columnsTo = columns(i + 1, v, true);
        for (int k = 0; k < rowsTo.size(); k++) {
          change[rowsTo.get(k)] = point.get(i)[rowsFrom.get(k)];
        }
        for (int k = 0; k < columnsTo.size(); k++) {
          undo[columnsTo.get(k)] = -point.get(i + 1)[columnsFrom.get(k)];
        }
        add(i, change, undo);
      }
    }
  }

  /** The same weights more for all that a layer norm takes the mean of. */
  private void normShift(int i, LayerNorm.Over over) {
    LayerShape shape = layers.get(i).shape();
    boolean channels = over == LayerNorm.Over.CHANNELS;
    int fixed = channels ? shape.positionsOut() : shape.channelsOut();
    for (int at = 0; at < fixed; at++) {
      for (int input = 0; input < shape.channelsIn() * shape.positionsIn(); input++) {
        double[] shift = new double[shape.size()];
        for (int entry = 0; entry < shape.size(); entry++) {
          int position = entry / shape.positionsIn() % shape.positionsOut();
          int channel = entry / (shape.channelsIn() * shape.spatial());
          if (inputOf(shape, entry) == input && (channels ? position : channel) == at) {
            shift[entry] = 1;
          }
        }
        add(i, shift, null);
      }
    }
  }

  /**
   * The same weights more for all inputs that a layer norm made the mean 0 of. Over positions that
   * is exact for dense layers alone: padding cuts a convolution's sums.
   */
  private void normMean(int i, LayerNorm.Over over) {
    boolean channels = over == LayerNorm.Over.CHANNELS;
    boolean dense = kinds.get(i) instanceof Linear;
    if (kinds.get(i) instanceof Bias || (!channels && !dense)) {
      return;
    }
    LayerShape shape = layers.get(i).shape();
    int alike = channels ? shape.channelsIn() : shape.positionsIn();
    Map<List<Integer>, double[]> shifts = new LinkedHashMap<>();
    for (int entry = 0; entry < shape.size(); entry++) {
      int out = entry / (shape.channelsIn() * shape.spatial());
      int in = entry / shape.spatial() % shape.channelsIn();
      int within = entry % shape.spatial();
      List<Integer> others =
          channels ? List.of(out, within) : List.of(out, in, within / shape.positionsIn());
      shifts.computeIfAbsent(others, key -> new double[shape.size()])[entry] = 1 / Math.sqrt(alike);
    }
    shifts.values().forEach(shift -> add(i, shift, null));
  }

  /** The same weights more for the logits of all classes. */
  private void softmaxShift(int i) {
    if (loss.kind() == Loss.Kind.SOFTMAX_CROSS_ENTROPY && kinds.get(i) instanceof Linear) {
      normShift(i, LayerNorm.Over.CHANNELS);
    }
  }

  private static int inputOf(LayerShape shape, int entry) {
    int channel = entry / shape.spatial() % shape.channelsIn();
    return channel * shape.positionsIn() + entry % shape.positionsIn();
  }

  private void add(int i, double @Nullable [] layer, double @Nullable [] next) {
    double[][] direction = new double[layers.size()][];
    direction[i] = layer;
    if (next != null) {
      direction[i + 1] = next;
    }
    found.add(direction);
  }
}
