package org.equisweep.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Against 60-digit values; {@code make_golden.py} beside them says how they were made. */
class ElementaryTest {
  private static final double LARGEST_ERROR = 2;

  enum Function {
    EXP(Elementary::exp, x -> Elementary.exp((float) x)),
    LOG(Elementary::log, x -> Elementary.log((float) x)),
    LOG1P(Elementary::log1p, x -> Elementary.log1p((float) x)),
    TANH(Elementary::tanh, x -> Elementary.tanh((float) x)),
    SIGMOID(Elementary::sigmoid, x -> Elementary.sigmoid((float) x));

    final DoubleUnaryOperator ofDouble;
    final DoubleUnaryOperator ofFloat;

    Function(DoubleUnaryOperator ofDouble, DoubleUnaryOperator ofFloat) {
      this.ofDouble = ofDouble;
      this.ofFloat = ofFloat;
    }
  }

  @ParameterizedTest
  @EnumSource(Function.class)
  void doubleErrorsAreAtMostTwoUnitsInTheLastPlace(Function function) throws URISyntaxException {
    assertErrors(function, "double", function.ofDouble);
  }

  @ParameterizedTest
  @EnumSource(Function.class)
  void floatErrorsAreAtMostTwoUnitsInTheLastPlace(Function function) throws URISyntaxException {
    assertErrors(function, "float", function.ofFloat);
  }

  @Test
  void specialValuesAreRight() {
    double infinity = Double.POSITIVE_INFINITY;
    assertThat(Elementary.exp(0.0)).isEqualTo(1);
    assertThat(Elementary.exp(-0.0)).isEqualTo(1);
    assertThat(Elementary.exp(infinity)).isEqualTo(infinity);
    assertThat(Elementary.exp(-infinity)).isEqualTo(0.0);
    assertThat(Elementary.log(0.0)).isEqualTo(-infinity);
    assertThat(Elementary.log(-0.0)).isEqualTo(-infinity);
    assertThat(Elementary.log(1.0)).isEqualTo(0.0);
    assertThat(Elementary.log(infinity)).isEqualTo(infinity);
    assertThat(Elementary.log(-1.0)).isNaN();
    assertThat(Elementary.log1p(-0.0)).isEqualTo(-0.0);
    assertThat(Elementary.log1p(-1.0)).isEqualTo(-infinity);
    assertThat(Elementary.log1p(infinity)).isEqualTo(infinity);
    assertThat(Elementary.log1p(-1.1)).isNaN();
    assertThat(Elementary.tanh(-0.0)).isEqualTo(-0.0);
    assertThat(Elementary.tanh(infinity)).isEqualTo(1);
    assertThat(Elementary.tanh(-infinity)).isEqualTo(-1);
    assertThat(Elementary.sigmoid(-0.0)).isEqualTo(0.5);
    assertThat(Elementary.sigmoid(infinity)).isEqualTo(1);
    assertThat(Elementary.sigmoid(-infinity)).isEqualTo(0.0);
    assertThat(Elementary.exp(Float.POSITIVE_INFINITY)).isEqualTo(Float.POSITIVE_INFINITY);
    assertThat(Elementary.exp(Float.NEGATIVE_INFINITY)).isEqualTo(0f);
    assertThat(Elementary.tanh(-0f)).isEqualTo(-0f);
    assertThat(Elementary.tanh(Float.NEGATIVE_INFINITY)).isEqualTo(-1f);
    assertThat(Elementary.sigmoid(Float.NEGATIVE_INFINITY)).isEqualTo(0f);
    assertThat(Elementary.log(0f)).isEqualTo(Float.NEGATIVE_INFINITY);
  }

  @ParameterizedTest
  @EnumSource(Function.class)
  void notANumberStaysTheCanonicalOne(Function function) {
    double odd = Double.longBitsToDouble(0xFFF8000000001234L);
    double of = function.ofDouble.applyAsDouble(odd);
    assertThat(Double.doubleToRawLongBits(of)).isEqualTo(Double.doubleToLongBits(Double.NaN));
    assertThat(function.ofFloat.applyAsDouble(odd)).isNaN();
  }

  @Test
  void tanhIsOddAndNeverBeyondOne() {
    RandomStream random = RandomStream.of(1, "tanh", 0);
    for (int i = 0; i < 200_000; i++) {
      double x = 30 * random.nextDouble();
      double y = Elementary.tanh(x);
      float single = Elementary.tanh((float) x);
      if (Elementary.tanh(-x) != -y || !(y >= 0 && y <= 1) || !(single >= 0 && single <= 1)) {
        assertThat(x).as("x where tanh is not odd or beyond 1: %s, %s", y, single).isNull();
      }
    }
  }

  private static void assertErrors(Function function, String type, DoubleUnaryOperator operator)
      throws URISyntaxException {
    NdArray golden =
        Objects.requireNonNull(
            Golden.ARRAYS.get(function.name().toLowerCase(java.util.Locale.ROOT) + "_" + type));
    int rows = golden.shape()[0];
    assertThat(rows).isGreaterThan(500);
    double worst = 0;
    double worstAt = 0;
    for (int i = 0; i < rows; i++) {
      double x = golden.values()[3 * i];
      double y = golden.values()[3 * i + 1];
      double computed = operator.applyAsDouble(x);
      double error;
      if (Double.isInfinite(y) || Double.isInfinite(computed)) {
        error = y == computed ? 0 : Double.POSITIVE_INFINITY;
      } else {
        double unit = type.equals("float") ? Math.ulp((float) y) : Math.ulp(y);
        error = Math.abs((computed - y) / unit - golden.values()[3 * i + 2]);
      }
      if (!(error <= worst)) {
        worst = error;
        worstAt = x;
      }
    }
    assertThat(worst)
        .as("error of %s in %s at %s, units in the last place", function, type, worstAt)
        .isLessThanOrEqualTo(LARGEST_ERROR);
  }

  private static final class Golden {
    static final Map<String, NdArray> ARRAYS = read();

    private static Map<String, NdArray> read() {
      try {
        return Npz.read(
            Path.of(
                    Objects.requireNonNull(
                            ElementaryTest.class.getResource("elementary/elementary.npz"))
                        .toURI())
                .toString());
      } catch (URISyntaxException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
