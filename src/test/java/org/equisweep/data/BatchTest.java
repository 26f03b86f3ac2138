package org.equisweep.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.equisweep.group.Element;
import org.equisweep.group.Group;
import org.equisweep.group.GroupSpec;
import org.equisweep.group.Representation;
import org.equisweep.group.SpaceSpec;
import org.equisweep.tensor.Precision;
import org.equisweep.tensor.RandomStream;
import org.equisweep.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BatchTest {
  private static final SpaceSpec EDGES = new SpaceSpec.Edges();
  private static final SpaceSpec NODES = new SpaceSpec.Nodes();
  private static final int POINTS = 4;
  private static final int EXAMPLES = 5;

  private final Group group =
      Group.create(new GroupSpec.Symmetric(POINTS), List.of(EDGES, NODES, new SpaceSpec.Scalar()));

  @ParameterizedTest
  @EnumSource(Precision.class)
  void columnsAreTransformedExamplesWithTheExampleInnermost(Precision precision) {
    int inputChannels = 3;
    int targetChannels = 2;
    ExampleAction action = new ExampleAction(group, EDGES, inputChannels, NODES, targetChannels);
    int inputs = inputChannels * POINTS * POINTS;
    int targets = targetChannels * POINTS;
    RandomStream stream = RandomStream.of(5, "test", 0);
    Element g = group.sample(stream);
    int[] rows = {3, 1, 4, 0};
    try (Dataset data = data(precision, inputs, targets);
        Batch batch = new Batch(precision, inputs, targets, 7)) {
      batch.begin(4);
      action.moveTo(g);
      batch.append(data, rows, 0, 3, action.inputImage(), action.targetImage());
      batch.append(data, rows, 3, 1, null, null);
      for (int column = 0; column < 4; column++) {
        Element h = column < 3 ? g : group.identity();
        double[] x =
            moved(data.inputs(), rows[column], inputChannels, group.representation(EDGES), h);
        double[] y =
            moved(data.targets(), rows[column], targetChannels, group.representation(NODES), h);
        assertThat(column(batch.inputs(), inputs, 4, column)).isEqualTo(x);
        assertThat(column(batch.targets(), targets, 4, column)).isEqualTo(y);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void columnsMovedFromOthersAreThoseGatheredAnew(Precision precision) {
    // more columns than a vector has, and then some
    int number = 21;
    ExampleAction action = new ExampleAction(group, EDGES, 2, NODES, 3);
    int inputs = 2 * POINTS * POINTS;
    int targets = 3 * POINTS;
    RandomStream stream = RandomStream.of(6, "test", 0);
    Element g = group.sample(stream);
    Element h = group.sample(stream);
    int[] rows = stream.nextPermutation(EXAMPLES);
    int[] many = IntStream.range(0, number).map(i -> rows[i % EXAMPLES]).toArray();
    try (Dataset data = data(precision, inputs, targets);
        Batch moved = new Batch(precision, inputs, targets, 3 * number);
        Batch gathered = new Batch(precision, inputs, targets, 3 * number)) {
      moved.begin(3 * number);
      gathered.begin(3 * number);
      action.moveTo(g);
      int[] knownInputs = action.inputImage().clone();
      int[] knownTargets = action.targetImage().clone();
      moved.append(data, many, 0, number, knownInputs, knownTargets);
      gathered.append(data, many, 0, number, knownInputs, knownTargets);
      action.moveTo(h);
      moved.appendMoved(
          0, number, knownInputs, knownTargets, action.inputImage(), action.targetImage());
      gathered.append(data, many, 0, number, action.inputImage(), action.targetImage());
      moved.appendMoved(0, number, knownInputs, knownTargets, null, null);
      gathered.append(data, many, 0, number, null, null);
      for (int column = 0; column < 3 * number; column++) {
        assertThat(column(moved.inputs(), inputs, 3 * number, column))
            .isEqualTo(column(gathered.inputs(), inputs, 3 * number, column));
        assertThat(column(moved.targets(), targets, 3 * number, column))
            .isEqualTo(column(gathered.targets(), targets, 3 * number, column));
      }
      assertThatThrownBy(() -> moved.appendMoved(0, 1, null, null, null, null))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void onlyAFullBatchIsHandedOut(Precision precision) {
    try (Dataset data = data(precision, 2, 1);
        Batch batch = new Batch(precision, 2, 1, 3)) {
      batch.begin(2);
      batch.append(data, new int[] {0}, 0, 1, null, null);
      assertThatThrownBy(batch::inputs).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> batch.append(data, new int[] {0, 1}, 0, 2, null, null))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> batch.begin(4)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void imagesKeptAndImagesWorkedOutAgree(Precision precision) {
    ExampleAction action = new ExampleAction(group, EDGES, 2, new SpaceSpec.Scalar(), 3);
    ElementImages kept = new ElementImages(group.elements(), action);
    ElementImages workedOut =
        new ElementImages(
            group.elements(), new ExampleAction(group, EDGES, 2, new SpaceSpec.Scalar(), 3), 0);
    assertThat(kept.size()).isEqualTo(24);
    for (int j = 0; j < kept.size(); j++) {
      assertThat(kept.input(j)).isEqualTo(workedOut.input(j));
      assertThat(kept.target(j)).isNull();
      assertThat(workedOut.target(j)).isNull();
    }
  }

  /** ρ(g)x by its definition, channel by channel. */
  private static double[] moved(
      Tensor features, int example, int channels, Representation representation, Element g) {
    int positions = representation.dimension();
    int[] image = representation.permutation(g);
    double[] moved = new double[channels * positions];
    for (int channel = 0; channel < channels; channel++) {
      for (int position = 0; position < positions; position++) {
        moved[channel * positions + image[position]] =
            features.get((long) example * moved.length + channel * positions + position);
      }
    }
    return moved;
  }

  private static double[] column(Tensor tensor, int features, int count, int column) {
    double[] values = new double[features];
    for (int f = 0; f < features; f++) {
      values[f] = tensor.get((long) f * count + column);
    }
    return values;
  }

  private static Dataset data(Precision precision, int inputs, int targets) {
    RandomStream stream = RandomStream.of(9, "test", 1);
    Examples examples =
        new Examples(
            EXAMPLES, normal(precision, inputs, stream), normal(precision, targets, stream));
    return new Dataset(examples, null, examples::close);
  }

  private static Tensor normal(Precision precision, int features, RandomStream stream) {
    Tensor tensor = Tensor.zeros(precision, (long) EXAMPLES * features);
    for (long i = 0; i < tensor.length(); i++) {
      tensor.set(i, stream.nextNormal());
    }
    return tensor;
  }
}
