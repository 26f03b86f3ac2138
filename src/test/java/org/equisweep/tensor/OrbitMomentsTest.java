package org.equisweep.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the definitions; the last orbit is empty, some positions are in none. */
class OrbitMomentsTest {
  private static final int ORBITS = 3;
  private static final double SLOPE = 0.1;

  @ParameterizedTest(name = "{0} channels, {1} features, {2} positions, {3} examples")
  @CsvSource({"1, 1, 1, 1", "4, 3, 8, 16", "5, 4, 61, 17", "3, 10, 130, 40", "9, 2, 7, 5"})
  void sumsAndGradientsAgreeWithTheirDefinitions(int channels, int features, int positions, int n) {
    for (Precision precision : Precision.values()) {
      Case given = new Case(precision, channels, features, positions, n);
      try (Tensor moments = Tensor.zeros(precision, given.plan.momentElements(n));
          Tensor u = Tensor.zeros(precision, (long) channels * ORBITS * n);
          Tensor dc = Tensor.zeros(precision, (long) channels * features)) {
        moments.fill(0, moments.length(), Double.NaN);
        dc.fill(0, dc.length(), 1);
        given.plan.forward(given.f, 0, given.c, 0, n, moments, 0, u, 0);
        given.plan.gradient(moments, 0, given.du, 0, n, dc, 0);
        given.assertSums(u);
        given.assertGradient(dc);
      }
      given.close();
    }
  }

  @Test
  void sumsOfFourPositionsEachAreFilledUp() {
    OrbitSums sums = new OrbitSums(new int[] {1, 0, -1, 1, 1, 1, 1}, new double[7], 2);
    assertThat(sums.places()).isEqualTo(4 + 8);
    assertThat(sums.position(0)).isEqualTo(1);
    assertThat(sums.position(1)).isEqualTo(-1);
    assertThat(sums.position(8)).isEqualTo(6);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> new OrbitSums(new int[] {2}, new double[1], 2))
        .isInstanceOf(IllegalArgumentException.class);
    Case given = new Case(Precision.FLOAT, 2, 3, 5, 7);
    try (Tensor little = Tensor.zeros(Precision.FLOAT, 40);
        Tensor doubles = Tensor.zeros(Precision.DOUBLE, 4000)) {
      assertThatThrownBy(() -> given.plan.forward(given.f, 0, given.c, 0, 7, little, 0, little, 0))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(
              () -> given.plan.forward(given.f, 0, given.c, 0, 7, doubles, 0, doubles, 0))
          .isInstanceOf(IllegalArgumentException.class);
    }
    given.close();
  }

  private static final class Case {
    final int channels;
    final int features;
    final int positions;
    final int n;
    final int[] orbit;
    final double[] weight;
    final OrbitMoments plan;
    final Tensor f;
    final Tensor c;
    final Tensor du;
    final double tolerance;

    Case(Precision precision, int channels, int features, int positions, int n) {
      this.channels = channels;
      this.features = features;
      this.positions = positions;
      this.n = n;
      RandomStream stream = RandomStream.of(2, "test/orbits", positions);
      orbit = new int[positions];
      weight = new double[positions];
      for (int p = 0; p < positions; p++) {
        orbit[p] = positions == 1 ? 0 : stream.nextInt(ORBITS) - 1;
        weight[p] = stream.nextNormal();
      }
      plan = new OrbitMoments(new OrbitSums(orbit, weight, ORBITS), channels, features, SLOPE);
      f = random(precision, features * positions * n, stream);
      c = random(precision, channels * features, stream);
      du = random(precision, channels * ORBITS * n, stream);
      tolerance = (precision == Precision.DOUBLE ? 1e-14 : 1e-5) * positions * features * n;
    }

    private static Tensor random(Precision precision, int length, RandomStream stream) {
      Tensor tensor = Tensor.zeros(precision, length);
      for (int i = 0; i < length; i++) {
        tensor.set(i, stream.nextNormal());
      }
      return tensor;
    }

    double output(int i, int p, int example) {
      double h = 0;
      for (int r = 0; r < features; r++) {
        h += c.get((long) i * features + r) * feature(r, p, example);
      }
      return h;
    }

    double feature(int r, int p, int example) {
      return f.get(((long) r * positions + p) * n + example);
    }

    void assertSums(Tensor u) {
      for (int i = 0; i < channels; i++) {
        for (int example = 0; example < n; example++) {
          double[] sums = new double[ORBITS];
          for (int p = 0; p < positions; p++) {
            double h = output(i, p, example);
            if (orbit[p] >= 0) {
              sums[orbit[p]] += weight[p] * (h > 0 ? h : SLOPE * h);
            }
          }
          for (int k = 0; k < ORBITS; k++) {
            assertThat(u.get(((long) i * ORBITS + k) * n + example))
                .isCloseTo(sums[k], within(tolerance));
          }
        }
      }
    }

    void assertGradient(Tensor dc) {
      for (int i = 0; i < channels; i++) {
        double[] gradient = new double[features];
        for (int example = 0; example < n; example++) {
          for (int p = 0; p < positions; p++) {
            if (orbit[p] >= 0) {
              double d = du.get(((long) i * ORBITS + orbit[p]) * n + example);
              double slope = output(i, p, example) > 0 ? 1 : SLOPE;
              for (int r = 0; r < features; r++) {
                gradient[r] += d * weight[p] * slope * feature(r, p, example);
              }
            }
          }
        }
        for (int r = 0; r < features; r++) {
          assertThat(dc.get((long) i * features + r)).isCloseTo(1 + gradient[r], within(tolerance));
        }
      }
    }

    void close() {
      f.close();
      c.close();
      du.close();
    }
  }
}
