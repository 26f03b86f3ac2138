package org.equisweep.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.equisweep.group.Element;
import org.equisweep.group.Representation;
import org.equisweep.network.Network.Space;
import org.equisweep.tensor.Precision;
import org.equisweep.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class NetworkForwardTest {
  private static final double DOUBLE_TOLERANCE = 1e-12;
  private static final double FLOAT_TOLERANCE = 2e-4;
  private static final int EXAMPLES = 5;

  static List<Arguments> compiled() {
    List<Arguments> all = new ArrayList<>();
    for (Arguments pair : Cases.withSpaces()) {
      for (LinearForm form : LinearForm.values()) {
        for (Precision precision : Precision.values()) {
          all.add(Arguments.of(pair.get()[0], pair.get()[1], form, precision, 7L));
        }
      }
    }
    return all;
  }

  @ParameterizedTest(name = "{0} {1} {2} {3} seed {4}")
  @MethodSource("compiled")
  void agreesWithTheDefinition(
      Cases kind, Space space, LinearForm form, Precision precision, long seed) {
    try (Probe probe = new Probe(kind, space, precision, EXAMPLES, form, seed)) {
      assertForward(probe);
    }
  }

  static void assertForward(Probe probe) {
    Network network = probe.network;
    Precision precision = network.precision();
    int n = probe.examples;
    double tolerance = precision == Precision.DOUBLE ? DOUBLE_TOLERANCE : FLOAT_TOLERANCE;
    NaiveNetwork naive = new NaiveNetwork(probe.geometry);
    List<double[]> layers = probe.layers();
    try (Tensor out = Tensor.zeros(precision, (long) network.outputs() * n)) {
      network.forward(probe.point, probe.x, n, out, probe.workspace);
      double sum = 0;
      for (int e = 0; e < n; e++) {
        double[] expected = naive.forward(layers, Probe.column(probe.x, network.inputs(), n, e));
        assertThat(Probe.column(out, network.outputs(), n, e))
            .containsExactly(expected, within(tolerance * 10));
        sum += naive.loss(expected, Probe.column(probe.y, network.outputs(), n, e));
      }
      assertThat(probe.loss()).isCloseTo(sum, within(tolerance * (1 + Math.abs(sum))));
      assertThat(probe.lossAndGradient()).isEqualTo(probe.loss());
      assertThat(network.lossOfOutputs(out, probe.y, n, probe.workspace)).isEqualTo(probe.loss());
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(Cases.class)
  void isEquivariantOnTheEquivariantSpace(Cases kind) {
    try (Probe probe = new Probe(kind, Space.EQUIVARIANT, Precision.DOUBLE, EXAMPLES, null, 11);
        Tensor turned = Tensor.zeros(Precision.DOUBLE, probe.x.length());
        Tensor out = Tensor.zeros(Precision.DOUBLE, (long) probe.network.outputs() * EXAMPLES);
        Tensor outTurned = Tensor.zeros(Precision.DOUBLE, out.length())) {
      probe.network.forward(probe.point, probe.x, EXAMPLES, out, probe.workspace);
      for (Element g : probe.geometry.group().generators()) {
        act(probe.geometry, probe.geometry.architecture().input(), g, probe.x, turned);
        probe.network.forward(probe.point, turned, EXAMPLES, outTurned, probe.workspace);
        try (Tensor expected = Tensor.zeros(Precision.DOUBLE, out.length())) {
          act(probe.geometry, probe.geometry.output(), g, out, expected);
          for (long i = 0; i < out.length(); i++) {
            assertThat(outTurned.get(i)).isCloseTo(expected.get(i), within(DOUBLE_TOLERANCE * 10));
          }
        }
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(Cases.class)
  void isNotEquivariantAtARandomAdmissiblePoint(Cases kind) {
    try (Probe probe = new Probe(kind, Space.ADMISSIBLE, Precision.DOUBLE, EXAMPLES, null, 11);
        Tensor turned = Tensor.zeros(Precision.DOUBLE, probe.x.length());
        Tensor out = Tensor.zeros(Precision.DOUBLE, (long) probe.network.outputs() * EXAMPLES);
        Tensor outTurned = Tensor.zeros(Precision.DOUBLE, out.length());
        Tensor expected = Tensor.zeros(Precision.DOUBLE, out.length())) {
      probe.network.forward(probe.point, probe.x, EXAMPLES, out, probe.workspace);
      Element g = probe.geometry.group().generators().get(0);
      act(probe.geometry, probe.geometry.architecture().input(), g, probe.x, turned);
      probe.network.forward(probe.point, turned, EXAMPLES, outTurned, probe.workspace);
      act(probe.geometry, probe.geometry.output(), g, out, expected);
      double largest = 0;
      for (long i = 0; i < out.length(); i++) {
        largest = Math.max(largest, Math.abs(outTurned.get(i) - expected.get(i)));
      }
      assertThat(largest).isGreaterThan(1e-3);
    }
  }

  private static void act(
      ArchitectureGeometry geometry,
      ArchitectureSpec.Features features,
      Element g,
      Tensor x,
      Tensor y) {
    Representation rho = geometry.group().representation(features.space());
    int[] image = rho.permutation(g);
    for (int c = 0; c < features.channels(); c++) {
      for (int p = 0; p < image.length; p++) {
        y.copyFrom(
            x,
            (long) (c * image.length + p) * EXAMPLES,
            (long) (c * image.length + image[p]) * EXAMPLES,
            EXAMPLES);
      }
    }
  }
}
