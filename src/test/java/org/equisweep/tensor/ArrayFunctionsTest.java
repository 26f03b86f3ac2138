package org.equisweep.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bit for bit the functions of {@link Elementary}, whose errors {@link ElementaryTest} bounds. */
class ArrayFunctionsTest {
  private static final int COUNT = 20_000;

  @ParameterizedTest(name = "scale {0}")
  @ValueSource(doubles = {1e-300, 1e-9, 1, 30, 720, 760})
  void decayIsTheExponentialOfMinusTheModulus(double scale) {
    assertEqual(
        draw("decay", scale, Double.NaN, 0, -0.0, Double.NEGATIVE_INFINITY, 745.13, 708.4, 1e308),
        x -> Elementary.exp(-Math.abs(x)),
        (x, y) -> ArrayFunctions.decay(x, y, x.length));
  }

  @ParameterizedTest(name = "up to {0}")
  @ValueSource(doubles = {1e-300, 1e-16, 1e-3, 1})
  void log1pIsThatOfNumbersFromZeroToOne(double scale) {
    double[] x = draw("log1p", scale, 0, 1, Math.sqrt(2) - 1, 0.414213562373095, Double.NaN);
    for (int i = 0; i < COUNT; i++) {
      x[i] = Math.min(1, Math.abs(x[i]));
    }
    assertEqual(
        x,
        Elementary::log1p,
        (in, out) ->
            ArrayFunctions.log1p(
                in, out, in.length, new double[COUNT], new double[COUNT], new double[COUNT]));
  }

  @ParameterizedTest(name = "1 to 1 + {0}")
  @ValueSource(doubles = {1e-15, 0.5, 100, 1e300})
  void logIsThatOfNumbersFromOneOn(double scale) {
    double[] x = draw("log", scale, 0, Math.sqrt(2) - 1, 1, Double.NaN);
    for (int i = 0; i < COUNT; i++) {
      x[i] = 1 + Math.abs(x[i]);
    }
    assertEqual(
        x,
        Elementary::log,
        (in, out) ->
            ArrayFunctions.log(
                in, out, in.length, new double[COUNT], new double[COUNT], new double[COUNT]));
  }

  @Test
  void theWholeOfACountIsTheNextMultipleOfThePartialSums() {
    assertThat(Arrays.stream(new int[] {1, 15, 16, 17}).map(ArrayFunctions::whole))
        .containsExactly(16, 16, 16, 32);
  }

  private interface Arrayed {
    void run(double[] in, double[] out);
  }

  private static double[] draw(String purpose, double scale, double... special) {
    RandomStream random = RandomStream.of(1, purpose, 0);
    double[] x = new double[COUNT];
    Arrays.setAll(x, i -> i < special.length ? special[i] : scale * random.nextNormal());
    return x;
  }

  private static void assertEqual(double[] x, DoubleUnaryOperator scalar, Arrayed arrayed) {
    double[] y = new double[COUNT];
    arrayed.run(x, y);
    for (int i = 0; i < COUNT; i++) {
      long expected = Double.doubleToLongBits(scalar.applyAsDouble(x[i]));
      if (Double.doubleToLongBits(y[i]) != expected) {
        assertThat(y[i]).as("at x = %s", x[i]).isEqualTo(Double.longBitsToDouble(expected));
      }
    }
    double[] inPlace = x.clone();
    arrayed.run(inPlace, inPlace);
    assertThat(inPlace).isEqualTo(y);
  }
}
