package org.equisweep.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.equisweep.network.Network.Space;
import org.equisweep.tensor.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CoefficientsTest {
  private static final double TOLERANCE = 1e-13;

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("org.equisweep.network.Cases#withSpaces")
  void theLinearAlgebraIsThatOfTheVectorsRead(Cases kind, Space space) {
    try (Probe probe = new Probe(kind, space, Precision.DOUBLE, 2, null, 8);
        Coefficients sum = probe.network.newCoefficients()) {
      probe.lossAndGradient();
      sum.copyFrom(probe.point);
      sum.axpy(-0.5, probe.gradient);
      sum.scale(3);
      double squares = 0;
      double dot = 0;
      for (int layer = 0; layer < sum.layers(); layer++) {
        double[] c = Probe.read(probe.point, layer);
        double[] g = Probe.read(probe.gradient, layer);
        assertThat(c).hasSize(probe.parametrisation(layer).coefficients());
        double ofLayer = 0;
        for (int k = 0; k < c.length; k++) {
          double expected = 3 * (c[k] - 0.5 * g[k]);
          c[k] = expected;
          ofLayer += expected * expected;
          dot += expected * g[k];
        }
        assertThat(Probe.read(sum, layer)).containsExactly(c, within(TOLERANCE));
        assertThat(sum.sumOfSquares(layer)).isCloseTo(ofLayer, within(TOLERANCE * ofLayer));
        squares += ofLayer;
      }
      assertThat(sum.sumOfSquares()).isCloseTo(squares, within(TOLERANCE * squares));
      assertThat(sum.dot(probe.gradient)).isCloseTo(dot, within(TOLERANCE * squares));
      sum.zero();
      assertThat(sum.sumOfSquares()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void finiteIsWhatHasNoInfinityAndNoNan(Precision precision) {
    try (Probe probe = new Probe(Cases.GRAPHS, Space.ADMISSIBLE, precision, 2, null, 8)) {
      Coefficients c = probe.point;
      double[] last = new double[c.size(3)];
      assertThat(c.allFinite()).isTrue();
      // its square is not finite
      Arrays.fill(last, precision == Precision.DOUBLE ? 1e300 : 1e38);
      c.write(3, last);
      assertThat(c.allFinite()).isTrue();
      last[1] = Double.NEGATIVE_INFINITY;
      c.write(3, last);
      assertThat(c.allFinite()).isFalse();
      last[1] = Double.NaN;
      c.write(3, last);
      assertThat(c.allFinite()).isFalse();
    }
  }

  @Test
  void vectorsOfTheWrongLengthAreRefused() {
    try (Probe probe = new Probe(Cases.GRAPHS, Space.EQUIVARIANT, Precision.DOUBLE, 2, null, 8)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> probe.point.write(0, new double[44]))
          .withMessage("layer 0 has 45 coefficients, got 44");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> probe.point.read(1, new double[31]))
          .withMessage("layer 1 has 30 coefficients, got 31");
    }
  }
}
