package org.equisweep.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.equisweep.network.ArchitectureSpec.Features;
import org.equisweep.network.Network.Space;
import org.equisweep.tensor.Precision;
import org.equisweep.tensor.RandomStream;
import org.equisweep.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A network of features against the network of inputs, on data with a small span. */
class InputSpanTest {
  private static final int EXAMPLES = 40;
  private static final int STEPS = 8;
  private static final double RATE = 0.05;

  private static double tolerance(Precision precision) {
    return precision == Precision.DOUBLE ? 1e-12 : 1e-4;
  }

  /** Data whose span, with all images, is known. */
  enum Data {
    /** Symmetric matrices with a constant diagonal: pairs of nodes, and the diagonal. */
    SYMMETRIC_GRAPHS(Cases.GRAPHS, 6 + 1) {
      @Override
      double entry(double[] draws, int feature) {
        int i = feature / 4;
        int j = feature % 4;
        return i == j ? -0.5 : Math.signum(draws[Math.min(i, j) * 4 + Math.max(i, j)]) / 2;
      }
    },
    /** Images that are 0 but for the four pixels in the middle, and all their reflections. */
    BORDERED_IMAGES(Cases.SEGMENTATION, 4) {
      @Override
      double entry(double[] draws, int feature) {
        int row = feature / 4;
        int column = feature % 4;
        return row % 3 == 0 || column % 3 == 0 ? 0 : draws[feature];
      }
    },
    /** Two channels that are the same. */
    EQUAL_CHANNELS(Cases.ROTATIONS, 36) {
      @Override
      double entry(double[] draws, int feature) {
        return draws[feature % 36];
      }
    },
    /** Rows of images that are constant, as they are after every shift. */
    CONSTANT_ROWS(Cases.TRANSLATIONS, 3) {
      @Override
      double entry(double[] draws, int feature) {
        return draws[feature / 4];
      }
    };

    final Cases kind;
    final int rank;

    Data(Cases kind, int rank) {
      this.kind = kind;
      this.rank = rank;
    }

    abstract double entry(double[] draws, int feature);

    /** [example][feature]. */
    Tensor inputs(Precision precision) {
      int features = features(kind);
      RandomStream stream = RandomStream.of(3, "test/" + name(), 0);
      Tensor inputs = Tensor.zeros(precision, (long) EXAMPLES * features);
      for (int example = 0; example < EXAMPLES; example++) {
        double[] draws = new double[features];
        for (int f = 0; f < features; f++) {
          draws[f] = stream.nextNormal();
        }
        for (int f = 0; f < features; f++) {
          inputs.set((long) example * features + f, entry(draws, f));
        }
      }
      return inputs;
    }
  }

  private static int features(Cases kind) {
    Features input = kind.architecture().input();
    return input.channels() * kind.geometry().dimension(input.space());
  }

  static List<Arguments> cases() {
    List<Arguments> cases = new ArrayList<>();
    for (Data data : Data.values()) {
      // 648 operators are no gain against one dense matrix
      boolean many = data == Data.EQUAL_CHANNELS;
      for (Space space : many ? List.of(Space.ADMISSIBLE) : List.of(Space.values())) {
        for (Precision precision : Precision.values()) {
          cases.add(Arguments.of(data, space, precision));
        }
      }
    }
    return cases;
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @MethodSource("cases")
  void descentInTheSpanIsDescentInAllCoordinates(Data data, Space space, Precision precision) {
    ArchitectureGeometry geometry = data.kind.geometry();
    try (Tensor inputs = data.inputs(precision)) {
      InputSpan.Inputs examples = new InputSpan.Inputs(inputs, EXAMPLES);
      InputSpan span = InputSpan.of(geometry, space, List.of(examples));
      assertThat(span).isNotNull();
      assertThat(span.contains(examples)).isTrue();
      if (space == Space.ADMISSIBLE) {
        assertThat(span.rank()).isEqualTo(data.rank);
      }
      try (Tensor phi = span.evaluate(examples);
          Run plain =
              new Run(
                  Network.compile(geometry, space, precision, EXAMPLES), inputs, data, precision);
          Run spanned =
              new Run(
                  Network.compile(geometry, space, precision, EXAMPLES, span),
                  phi,
                  data,
                  precision)) {
        plain.assertSameAs(spanned, 0);
        for (int step = 0; step < STEPS; step++) {
          double loss = plain.step();
          assertThat(spanned.step()).isCloseTo(loss, within(tolerance(precision) * Math.abs(loss)));
          plain.assertSameAs(spanned, tolerance(precision));
        }
      }
    }
  }

  @Test
  void dataOfFullRankHaveNoBlocks() {
    ArchitectureGeometry geometry = Cases.GRAPHS.geometry();
    RandomStream stream = RandomStream.of(5, "test/full", 0);
    try (Tensor inputs = Tensor.zeros(Precision.FLOAT, EXAMPLES * 16)) {
      for (int i = 0; i < inputs.length(); i++) {
        inputs.set(i, stream.nextNormal());
      }
      assertThat(of(geometry, Space.ADMISSIBLE, inputs)).isNull();
      assertThat(of(geometry, Space.EQUIVARIANT, inputs).rank()).isEqualTo(15);
    }
  }

  @Test
  void equalFeaturesOfTheDataThatNoImageKeepsEqualAreNoBlock() {
    // one edge and its reverse agree in the data, but images of that edge are any edges
    ArchitectureGeometry geometry = Cases.GRAPHS.geometry();
    RandomStream stream = RandomStream.of(5, "test/one-edge", 0);
    try (Tensor inputs = Tensor.zeros(Precision.DOUBLE, EXAMPLES * 16)) {
      for (int i = 0; i < inputs.length(); i++) {
        inputs.set(i, stream.nextNormal());
      }
      for (int example = 0; example < EXAMPLES; example++) {
        inputs.set(example * 16 + 1, inputs.get(example * 16 + 4));
      }
      assertThat(of(geometry, Space.ADMISSIBLE, inputs)).isNull();
    }
  }

  @Test
  void inputsOutsideTheSpanAreNoticed() {
    Data data = Data.SYMMETRIC_GRAPHS;
    for (Space space : Space.values()) {
      try (Tensor inputs = data.inputs(Precision.DOUBLE)) {
        InputSpan.Inputs examples = new InputSpan.Inputs(inputs, EXAMPLES);
        InputSpan span = InputSpan.of(data.kind.geometry(), space, List.of(examples));
        inputs.set(7, inputs.get(7) + 1e-9);
        assertThat(span.contains(examples)).isFalse();
      }
    }
  }

  private static InputSpan of(ArchitectureGeometry geometry, Space space, Tensor inputs) {
    return InputSpan.of(geometry, space, List.of(new InputSpan.Inputs(inputs, EXAMPLES)));
  }

  /** A network with its columns and a point that descends. */
  private static final class Run implements AutoCloseable {
    final Network network;
    final Coefficients point;
    final Coefficients gradient;
    final Workspace workspace;
    final Tensor x;
    final Tensor y;

    /** The same seed gives the same layers and targets. */
    Run(Network network, Tensor examples, Data data, Precision precision) {
      this.network = network;
      point = network.newCoefficients();
      gradient = network.newCoefficients();
      workspace = network.newWorkspace();
      RandomStream stream = RandomStream.of(11, "test/" + data, 0);
      for (int layer = 0; layer < point.layers(); layer++) {
        double[] c = new double[point.size(layer)];
        for (int k = 0; k < c.length; k++) {
          c[k] = 0.5 * stream.nextNormal();
        }
        point.write(layer, c);
      }
      x = Tensor.zeros(precision, (long) network.inputs() * EXAMPLES);
      for (int f = 0; f < network.inputs(); f++) {
        for (int example = 0; example < EXAMPLES; example++) {
          x.set((long) f * EXAMPLES + example, examples.get((long) example * network.inputs() + f));
        }
      }
      y = Tensor.zeros(precision, (long) network.outputs() * EXAMPLES);
      for (int i = 0; i < y.length(); i++) {
        y.set(i, stream.nextDouble());
      }
    }

    double step() {
      gradient.zero();
      double loss =
          network.lossAndGradient(point, x, y, EXAMPLES, 1.0 / EXAMPLES, gradient, workspace);
      point.axpy(-RATE, gradient);
      return loss;
    }

    void assertSameAs(Run other, double tolerance) {
      for (int layer = 0; layer < point.layers(); layer++) {
        assertThat(Probe.read(other.point, layer))
            .containsExactly(Probe.read(point, layer), within(tolerance));
        assertThat(Probe.read(other.gradient, layer))
            .containsExactly(Probe.read(gradient, layer), within(tolerance));
      }
    }

    @Override
    public void close() {
      point.close();
      gradient.close();
      workspace.close();
      x.close();
      y.close();
    }
  }
}
