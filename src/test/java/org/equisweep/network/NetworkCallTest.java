package org.equisweep.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.equisweep.OwnJvm;
import org.equisweep.group.GroupSpec;
import org.equisweep.group.SpaceSpec;
import org.equisweep.network.Network.Space;
import org.equisweep.tensor.Precision;
import org.equisweep.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class NetworkCallTest {
  private static final double TOLERANCE = 1e-12;
  private static final int EXAMPLES = 12;

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("org.equisweep.network.Cases#withSpaces")
  void aSplitBatchGivesTheSameSums(Cases kind, Space space) {
    try (Probe probe = new Probe(kind, space, Precision.DOUBLE, EXAMPLES, null, 1);
        Coefficients parts = probe.network.newCoefficients()) {
      double whole = probe.lossAndGradient();
      double sum = 0;
      for (int[] range : new int[][] {{0, 5}, {5, 6}, {6, 12}}) {
        int n = range[1] - range[0];
        try (Tensor x = columns(probe.x, probe.network.inputs(), range);
            Tensor y = columns(probe.y, probe.network.outputs(), range)) {
          sum += probe.network.lossAndGradient(probe.point, x, y, n, 1, parts, probe.workspace);
        }
      }
      assertThat(sum).isCloseTo(whole, within(TOLERANCE * EXAMPLES * (1 + whole)));
      parts.axpy(-1, probe.gradient);
      assertThat(Math.sqrt(parts.sumOfSquares()))
          .isLessThan(TOLERANCE * (1 + Math.sqrt(probe.gradient.sumOfSquares())));
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("org.equisweep.network.Cases#withSpaces")
  void gradientsAccumulateWithTheirWeight(Cases kind, Space space) {
    try (Probe probe = new Probe(kind, space, Precision.DOUBLE, EXAMPLES, null, 2);
        Coefficients twice = probe.network.newCoefficients()) {
      probe.lossAndGradient();
      for (double weight : new double[] {0.25, 1.75}) {
        probe.network.lossAndGradient(
            probe.point, probe.x, probe.y, EXAMPLES, weight, twice, probe.workspace);
      }
      twice.axpy(-2, probe.gradient);
      assertThat(Math.sqrt(twice.sumOfSquares()))
          .isLessThan(TOLERANCE * (1 + Math.sqrt(probe.gradient.sumOfSquares())));
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(Precision.class)
  void aCallsBitsDoNotDependOnWhatTheWorkspaceDidBefore(Precision precision) {
    for (Cases kind : Cases.values()) {
      try (Probe probe = new Probe(kind, Space.EQUIVARIANT, precision, EXAMPLES, null, 4);
          Coefficients broken = probe.network.newCoefficients();
          Coefficients again = probe.network.newCoefficients()) {
        double loss = probe.lossAndGradient();
        for (int layer = 0; layer < broken.layers(); layer++) {
          double[] c = new double[broken.size(layer)];
          Arrays.fill(c, Double.NaN);
          broken.write(layer, c);
        }
        try (Coefficients unused = probe.network.newCoefficients()) {
          probe.network.lossAndGradient(
              broken, probe.x, probe.y, EXAMPLES, 1, unused, probe.workspace);
        }
        assertThat(
                probe.network.lossAndGradient(
                    probe.point, probe.x, probe.y, EXAMPLES, 1, again, probe.workspace))
            .isEqualTo(loss);
        for (int layer = 0; layer < again.layers(); layer++) {
          assertThat(Probe.read(again, layer)).isEqualTo(Probe.read(probe.gradient, layer));
        }
      }
    }
  }

  @Test
  void aStepAllocatesNothing() throws Exception {
    assertThat(OwnJvm.run(StepAllocation.class, List.of()))
        .hasSize(Cases.values().length * Space.values().length)
        .allMatch(line -> line.endsWith(" 0"));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("org.equisweep.network.Cases#withSpaces")
  void inputsAndTargetsAreLeftAlone(Cases kind, Space space) {
    try (Probe probe = new Probe(kind, space, Precision.DOUBLE, EXAMPLES, null, 9);
        Probe untouched = new Probe(kind, space, Precision.DOUBLE, EXAMPLES, null, 9)) {
      probe.lossAndGradient();
      assertThat(values(probe.x)).isEqualTo(values(untouched.x));
      assertThat(values(probe.y)).isEqualTo(values(untouched.y));
      for (int layer = 0; layer < probe.point.layers(); layer++) {
        assertThat(Probe.read(probe.point, layer)).isEqualTo(Probe.read(untouched.point, layer));
      }
    }
  }

  @Test
  void aWorkspaceHoldsLittleMoreThanTheWidestLayerAndItsGradient() {
    ArchitectureSpec wide =
        new ArchitectureSpec(
            new ArchitectureSpec.Features(new SpaceSpec.Edges(), 1),
            List.of(
                Cases.linear(new SpaceSpec.Edges(), 50),
                new ArchitectureSpec.LeakyRelu(0.01),
                Cases.linear(new SpaceSpec.Scalar(), 8),
                new ArchitectureSpec.Tanh(),
                Cases.linear(new SpaceSpec.Scalar(), 1)),
            new ArchitectureSpec.Loss(ArchitectureSpec.Loss.Kind.MEAN_SQUARED_ERROR, false, 1));
    ArchitectureGeometry geometry = ArchitectureGeometry.of(wide, new GroupSpec.Symmetric(6));
    Network network = Network.compile(geometry, Space.ADMISSIBLE, Precision.FLOAT, 16);
    int widest = 50 * 36;
    assertThat(network.workspaceBytes())
        .isBetween(2L * widest * 16 * 4, 2L * (widest + 32) * 16 * 4);
  }

  @Test
  void threadsWithTheirOwnWorkspacesGiveTheSameBits() throws Exception {
    try (Probe probe = new Probe(Cases.ROTATIONS, Space.EQUIVARIANT, Precision.FLOAT, 8, null, 2)) {
      double expected = probe.lossAndGradient();
      ExecutorService threads = Executors.newFixedThreadPool(4);
      try {
        List<Callable<Double>> calls =
            Collections.nCopies(
                16,
                () -> {
                  try (Workspace own = probe.network.newWorkspace();
                      Coefficients gradient = probe.network.newCoefficients()) {
                    double loss =
                        probe.network.lossAndGradient(
                            probe.point, probe.x, probe.y, 8, 1, gradient, own);
                    for (int layer = 0; layer < gradient.layers(); layer++) {
                      assertThat(Probe.read(gradient, layer))
                          .isEqualTo(Probe.read(probe.gradient, layer));
                    }
                    return loss;
                  }
                });
        for (Future<Double> loss : threads.invokeAll(calls)) {
          assertThat(loss.get()).isEqualTo(expected);
        }
      } finally {
        threads.shutdownNow();
      }
    }
  }

  @Test
  void argumentsOfTheWrongShapeAreRefused() {
    try (Probe probe = new Probe(Cases.GRAPHS, Space.ADMISSIBLE, Precision.FLOAT, 3, null, 1);
        Probe other = new Probe(Cases.GRAPHS, Space.ADMISSIBLE, Precision.FLOAT, 3, null, 1);
        Tensor wrong = Tensor.zeros(Precision.DOUBLE, 1000)) {
      Network network = probe.network;
      assertThatIllegalArgumentException()
          .isThrownBy(() -> network.loss(probe.point, probe.x, probe.y, 4, probe.workspace))
          .withMessageContaining("1..3");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> network.loss(probe.point, wrong, probe.y, 3, probe.workspace))
          .withMessageContaining("x must hold 16×3");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> network.loss(other.point, probe.x, probe.y, 3, probe.workspace));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> network.loss(probe.point, probe.x, probe.y, 3, other.workspace));
      assertThatIllegalArgumentException().isThrownBy(() -> probe.point.axpy(1, other.point));
    }
  }

  private static double[] values(Tensor t) {
    double[] values = new double[(int) t.length()];
    t.copyTo(0, values, 0, values.length);
    return values;
  }

  private static Tensor columns(Tensor source, int features, int[] range) {
    int n = range[1] - range[0];
    Tensor part = Tensor.zeros(source.precision(), (long) features * n);
    for (int f = 0; f < features; f++) {
      part.copyFrom(source, (long) f * EXAMPLES + range[0], (long) f * n, n);
    }
    return part;
  }
}
