package org.equisweep.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ShiftedProductsTest {
  private static final int ROWS = 9;
  private static final int COLUMNS = 12;
  private static final int OPERATORS = 4;

  /** Relative to the sum of the absolute values of what is added. */
  private static final double DOUBLE = 1e-15;

  private static final double FLOAT = 1e-6;

  static List<Arguments> shapes() {
    List<Arguments> all = new ArrayList<>();
    for (Precision precision : Precision.values()) {
      for (int[] channels : new int[][] {{1, 1}, {3, 5}, {8, 4}, {70, 6}}) {
        for (int n : new int[] {1, 3, 16, 21, 64, 100}) {
          all.add(Arguments.of(precision, channels[0], channels[1], n));
        }
      }
    }
    return all;
  }

  @ParameterizedTest(name = "{0} {1}×{2}, {3} examples")
  @MethodSource("shapes")
  void productsAreTheirSums(Precision precision, int out, int in, int n) {
    int[] source = source();
    Shifts shifts = Shifts.of(OPERATORS, ROWS, COLUMNS, source);
    double[] c = random(out * in * OPERATORS, 1, precision);
    double[] x = random(in * COLUMNS * n, 2, precision);
    double[] dy = random(out * ROWS * n, 3, precision);
    double[] y = new double[dy.length];
    double[] dx = new double[x.length];
    double[] dc = random(c.length, 4, precision);
    double[] begin = dc.clone();
    for (int o = 0; o < out; o++) {
      for (int i = 0; i < in; i++) {
        for (int k = 0; k < OPERATORS; k++) {
          int at = (o * in + i) * OPERATORS + k;
          for (int p = 0; p < ROWS; p++) {
            int q = source[k * ROWS + p];
            for (int e = 0; e < n && q >= 0; e++) {
              int to = (o * ROWS + p) * n + e;
              int from = (i * COLUMNS + q) * n + e;
              y[to] += c[at] * x[from];
              dx[from] += c[at] * dy[to];
              dc[at] += dy[to] * x[from];
            }
          }
        }
      }
    }
    double tolerance = precision == Precision.DOUBLE ? DOUBLE : FLOAT;
    assertThat(multiply(precision, shifts, out, in, c, false, x, n))
        .containsExactly(y, within(tolerance * 100 * in * OPERATORS));
    assertThat(multiply(precision, shifts.transposed(), in, out, c, true, dy, n))
        .containsExactly(dx, within(tolerance * 100 * out * OPERATORS));
    try (Tensor gradient = Tensor.of(precision, begin);
        Tensor outputs = Tensor.of(precision, dy);
        Tensor inputs = Tensor.of(precision, x)) {
      ShiftedProducts.addGradient(shifts, out, in, outputs, 0, inputs, 0, gradient, 0, n);
      assertThat(read(gradient)).containsExactly(dc, within(tolerance * 100 * ROWS * n));
    }
  }

  @ParameterizedTest(name = "{0} {1}×{2}, {3} examples")
  @MethodSource("shapes")
  void bitsOfAnExampleDependOnItAlone(Precision precision, int out, int in, int n) {
    Shifts shifts = Shifts.of(OPERATORS, ROWS, COLUMNS, source());
    double[] c = random(out * in * OPERATORS, 1, precision);
    double[] x = random(in * COLUMNS * n, 2, precision);
    double[] all = multiply(precision, shifts, out, in, c, false, x, n);
    double[] one = new double[in * COLUMNS];
    for (int e = 0; e < n; e += 7) {
      for (int f = 0; f < one.length; f++) {
        one[f] = x[f * n + e];
      }
      double[] alone = multiply(precision, shifts, out, in, c, false, one, 1);
      for (int f = 0; f < alone.length; f++) {
        assertThat(all[f * n + e]).isEqualTo(alone[f]);
      }
    }
  }

  @Test
  void operatorsThatAreNotInjectiveHaveNoTransposedShifts() {
    Shifts shifts = Shifts.of(1, 2, 2, new int[] {1, 1});
    assertThat(shifts.isInjective()).isFalse();
    assertThatThrownBy(shifts::transposed).isInstanceOf(IllegalStateException.class);
    assertThat(Shifts.of(2, 1, 2, new int[] {1, 1}).isInjective()).isTrue();
  }

  @Test
  void sourcesAreChecked() {
    assertThatThrownBy(() -> Shifts.of(1, 2, 2, new int[] {0, 2}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Shifts.of(2, 2, 2, new int[] {0, 1}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void arraysAreCheckedBeforeAnythingIsWritten() {
    Shifts shifts = Shifts.of(1, 2, 2, new int[] {0, 1});
    try (Tensor c = Tensor.of(Precision.DOUBLE, 1);
        Tensor x = Tensor.of(Precision.DOUBLE, 1, 2);
        Tensor floats = Tensor.of(Precision.FLOAT, 1, 2);
        Tensor y = Tensor.of(Precision.DOUBLE, 7, 7)) {
      assertThatThrownBy(() -> ShiftedProducts.multiply(shifts, 1, 1, c, 0, false, x, 0, y, 0, 2))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(
              () -> ShiftedProducts.multiply(shifts, 1, 1, c, 0, false, floats, 0, y, 0, 1))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(read(y)).containsExactly(7, 7);
    }
  }

  /** Runs, jumps and gaps; the last operator is 0 in many blocks. */
  private static int[] source() {
    int[] source = new int[OPERATORS * ROWS];
    for (int p = 0; p < ROWS; p++) {
      source[p] = p;
      source[ROWS + p] = p % 3 == 0 ? Shifts.NONE : p + 3;
      source[2 * ROWS + p] = (p * 5 + 1) % COLUMNS;
      source[3 * ROWS + p] = p == 4 ? 11 : Shifts.NONE;
    }
    return source;
  }

  private static double[] multiply(
      Precision precision,
      Shifts shifts,
      int out,
      int in,
      double[] c,
      boolean transposed,
      double[] x,
      int n) {
    double[] nothing = new double[out * shifts.rows() * n];
    java.util.Arrays.fill(nothing, Double.NaN);
    try (Tensor matrix = Tensor.of(precision, c);
        Tensor inputs = Tensor.of(precision, x);
        Tensor outputs = Tensor.of(precision, nothing)) {
      ShiftedProducts.multiply(shifts, out, in, matrix, 0, transposed, inputs, 0, outputs, 0, n);
      return read(outputs);
    }
  }

  private static double[] read(Tensor tensor) {
    double[] values = new double[(int) tensor.length()];
    tensor.copyTo(0, values, 0, values.length);
    return values;
  }

  private static double[] random(int count, int seed, Precision precision) {
    RandomStream stream = RandomStream.of(seed, "test/shifts", 0);
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      double value = stream.nextNormal();
      values[i] = precision == Precision.FLOAT ? (float) value : value;
    }
    return values;
  }
}
