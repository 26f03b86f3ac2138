package org.equisweep.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.equisweep.group.GroupSpec;
import org.equisweep.group.SpaceSpec;
import org.equisweep.network.ArchitectureSpec.Admissible;
import org.equisweep.network.ArchitectureSpec.Features;
import org.equisweep.network.ArchitectureSpec.LayerNorm;
import org.equisweep.network.ArchitectureSpec.LayerNorm.Over;
import org.equisweep.network.ArchitectureSpec.LeakyRelu;
import org.equisweep.network.ArchitectureSpec.Linear;
import org.equisweep.network.ArchitectureSpec.Loss;
import org.equisweep.network.ArchitectureSpec.Relu;
import org.equisweep.network.ArchitectureSpec.Sigmoid;
import org.equisweep.network.ArchitectureSpec.Stage;
import org.equisweep.network.ArchitectureSpec.Tanh;
import org.equisweep.network.Network.Curvature;
import org.equisweep.network.Network.Space;
import org.equisweep.storage.FileRef;
import org.equisweep.tensor.Blas;
import org.equisweep.tensor.NdArray;
import org.equisweep.tensor.Npy;
import org.equisweep.tensor.Precision;
import org.equisweep.tensor.RandomStream;
import org.equisweep.tensor.Tensor;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Products by blocks, and in coordinates of the data span, against those of plain steps. */
class TangentPairStepTest {
  /** Relative to the norm of what is compared. */
  private static final double TOLERANCE = 1e-13;

  private static final int NODES = 5;
  private static final int FEATURES = NODES * NODES;
  private static final SpaceSpec EDGES = new SpaceSpec.Edges();
  private static final SpaceSpec SCALAR = new SpaceSpec.Scalar();

  @TempDir Path folder;

  static List<Stage> functions() {
    return List.of(new LeakyRelu(0.01), new Relu(), new Tanh(), new Sigmoid());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("functions")
  void productsAreThoseOfPlainSteps(Stage function) {
    for (int examples : new int[] {1, 160, 300}) {
      assertSame(geometry(Cases.linear(EDGES, 16), function), false, examples);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("functions")
  void productsInCoordinatesOfTheSpanAreThoseOfPlainSteps(Stage function) {
    assertSame(geometry(Cases.linear(EDGES, 16), function), true, 200);
  }

  @ParameterizedTest(name = "{0} examples")
  @ValueSource(ints = {3, 200})
  void masksHold(int examples) {
    double[] mask = new double[FEATURES * FEATURES];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = (i % FEATURES + i / FEATURES) % 3 == 0 ? 0 : 1;
    }
    Path file = folder.resolve("mask.npy");
    Npy.write(file.toString(), new NdArray(new int[] {FEATURES, FEATURES}, mask));
    Admissible masked = new Admissible.Mask(new FileRef(file.toString(), ""));
    assertSame(geometry(new Linear(EDGES, 16, masked), new Tanh()), false, examples);
  }

  private static ArchitectureGeometry geometry(Linear first, Stage function) {
    List<Stage> stages =
        List.of(
            first,
            function,
            Cases.linear(SCALAR, 7),
            new Tanh(),
            new LayerNorm(Over.CHANNELS, 1e-5),
            Cases.linear(SCALAR, 1));
    return ArchitectureGeometry.of(
        new ArchitectureSpec(
            new Features(EDGES, 1), stages, new Loss(Loss.Kind.BINARY_CROSS_ENTROPY, false, 1)),
        new GroupSpec.Symmetric(NODES));
  }

  /** Symmetric with a constant diagonal, [example][feature]. */
  private static Tensor graphs(int examples) {
    Tensor graphs = Tensor.zeros(Precision.DOUBLE, (long) FEATURES * examples);
    RandomStream stream = RandomStream.of(3, "test/graphs", 0);
    for (int example = 0; example < examples; example++) {
      for (int i = 0; i < NODES; i++) {
        for (int j = 0; j <= i; j++) {
          double entry = i == j ? -0.5 : stream.nextNormal();
          graphs.set((long) example * FEATURES + i * NODES + j, entry);
          graphs.set((long) example * FEATURES + j * NODES + i, entry);
        }
      }
    }
    return graphs;
  }

  private static void assertSame(ArchitectureGeometry geometry, boolean spanned, int examples) {
    // the plan is for 300, of which a call may have fewer
    try (Tensor graphs = graphs(examples)) {
      InputSpan.Inputs inputs = new InputSpan.Inputs(graphs, examples);
      InputSpan span = spanned ? InputSpan.of(geometry, Space.ADMISSIBLE, List.of(inputs)) : null;
      assertThat(span != null).isEqualTo(spanned);
      Network blocks = Network.compileForTangents(geometry, Space.ADMISSIBLE, 300, span);
      Network plain = Network.compilePlainForTangents(geometry, Space.ADMISSIBLE, 300, null);
      assertThat(blocks.steps().get(0)).isInstanceOf(TangentPairStep.class);
      assertThat(plain.steps()).hasSize(6);
      try (Tensor features = span == null ? graphs(examples) : span.evaluate(inputs)) {
        List<double[]> actual = products(blocks, features, examples);
        List<double[]> expected = products(plain, graphs, examples);
        for (int k = 0; k < expected.size(); k++) {
          double largest = 0;
          double difference = 0;
          for (int i = 0; i < expected.get(k).length; i++) {
            largest = Math.max(largest, Math.abs(expected.get(k)[i]));
            difference = Math.max(difference, Math.abs(actual.get(k)[i] - expected.get(k)[i]));
          }
          assertThat(largest).isPositive();
          assertThat(difference).as("array %d", k).isLessThan(TOLERANCE * Math.max(1, largest));
        }
      }
    }
  }

  /** The loss, the gradient, two Hessian products and one by Gauss and Newton; layer by layer. */
  private static List<double[]> products(Network network, Tensor inputs, int n) {
    List<double[]> results = new ArrayList<>();
    int features = network.inputs();
    try (Workspace workspace = network.newWorkspace();
        Coefficients point = network.newCoefficients();
        Coefficients direction = network.newCoefficients();
        Coefficients result = network.newCoefficients();
        Tensor x = Tensor.zeros(Precision.DOUBLE, (long) features * n);
        Tensor y = Tensor.zeros(Precision.DOUBLE, n)) {
      Blas.transpose(n, features, inputs, 0, features, x, 0, n);
      for (int example = 0; example < n; example += 2) {
        y.set(example, 1);
      }
      write(point, false, 1);
      write(direction, true, 2);
      double loss = network.linearise(point, x, y, n, 1.0 / n, result, workspace);
      results.add(new double[] {loss});
      read(result, results);
      // without a gradient as well: what it leaves for products must be the same
      network.linearise(point, x, y, n, 1.0 / n, null, workspace);
      for (Curvature curvature :
          List.of(Curvature.HESSIAN, Curvature.GAUSS_NEWTON, Curvature.HESSIAN)) {
        result.zero();
        network.addHessianProduct(direction, result, curvature, workspace);
        read(result, results);
      }
    }
    return results;
  }

  private static void write(Coefficients into, boolean isDirection, long seed) {
    for (int layer = 0; layer < into.layers(); layer++) {
      RandomStream stream = RandomStream.of(seed, "test/layer", layer);
      double[] c = new double[into.size(layer)];
      for (int k = 0; k < c.length; k++) {
        c[k] = 0.3 * stream.nextNormal();
      }
      if (isDirection) {
        into.writeDirection(layer, c);
      } else {
        into.write(layer, c);
      }
    }
  }

  private static void read(Coefficients from, List<double[]> into) {
    for (int layer = 0; layer < from.layers(); layer++) {
      into.add(Probe.read(from, layer));
    }
  }
}
