package org.equisweep.stability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.equisweep.stability.Escape.Rates;
import org.equisweep.tensor.RandomStream;
import org.equisweep.tensor.SymmetricEigen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Escape from saddles whose rates are known. */
class EscapeTest {
  private static final double RATE_TOLERANCE = 2e-3;

  /**
   * f(t, y) = ½Σ aᵢtᵢ² + ½Σ λᵢyᵢ² + ¼‖y‖⁴ + ½t₀‖y‖²: even in y, so the plane y = 0 is kept; curved
   * enough that only the start of a run is linear.
   *
   * @param a curvatures of the plane
   * @param lambda curvatures across it
   */
  private record Pitchfork(double[] a, double[] lambda) implements Objective {
    @Override
    public int dimension() {
      return a.length + lambda.length;
    }

    @Override
    public double value(double[] x) {
      return gradient(x, new double[x.length]);
    }

    @Override
    public double gradient(double[] x, double[] gradient) {
      double square = 0;
      for (int i = a.length; i < x.length; i++) {
        square += x[i] * x[i];
      }
      double sum = 0.25 * square * square + 0.5 * x[0] * square;
      for (int i = 0; i < x.length; i++) {
        double curvature = curvature(i);
        sum += 0.5 * curvature * x[i] * x[i];
        gradient[i] = curvature * x[i] + (i < a.length ? 0 : (square + x[0]) * x[i]);
      }
      gradient[0] += 0.5 * square;
      return sum;
    }

    private double curvature(int i) {
      return i < a.length ? a[i] : lambda[i - a.length];
    }

    /** At the origin, which is where it is needed. */
    @Override
    public SymmetricOperator hessian(double[] x) {
      assertThat(Vectors.norm(x)).isZero();
      return Analytic.of(
          dimension(),
          (d, y) -> {
            for (int i = 0; i < d.length; i++) {
              y[i] = curvature(i) * d[i];
            }
          });
    }

    int tangent() {
      return a.length;
    }

    double[] unit(int normal) {
      double[] v = new double[dimension()];
      v[a.length + normal] = 1;
      return v;
    }
  }

  private static final Pitchfork SADDLE =
      new Pitchfork(new double[] {1, 3}, new double[] {-0.7, 2, -0.2});

  @ParameterizedTest(name = "lambda = {0}")
  @ValueSource(doubles = {-5, -0.7, -0.01, -1e-4})
  void the_flow_leaves_at_the_rate_of_the_eigenvalue(double lambda) {
    Pitchfork f = new Pitchfork(new double[] {1, 3}, new double[] {2, lambda});
    Rates rates = Escape.of(f, f.tangent()).flow(new double[f.dimension()], f.unit(1), lambda, 3);
    assertThat(rates.predicted()).isEqualTo(-lambda);
    assertThat(rates.observed()).isCloseTo(-lambda, within(-RATE_TOLERANCE * lambda));
    assertThat(rates.error()).isLessThan(-RATE_TOLERANCE * lambda);
  }

  @ParameterizedTest(name = "learning rate {0}")
  @ValueSource(doubles = {1e-3, 0.1, 0.5})
  void descent_leaves_at_the_rate_of_its_step(double learningRate) {
    Rates rates =
        Escape.of(SADDLE, SADDLE.tangent())
            .descent(new double[5], SADDLE.unit(0), -0.7, learningRate);
    double expected = Math.log(Math.abs(1 + 0.7 * learningRate)) / learningRate;
    assertThat(rates.predicted()).isCloseTo(expected, within(1e-12));
    assertThat(rates.observed()).isCloseTo(expected, within(RATE_TOLERANCE * expected));
  }

  @Test
  void with_any_parametrisation_the_rate_is_the_largest_eigenvalue_of_minus_LtHL() {
    double[][] l = new double[5][5];
    RandomStream stream = RandomStream.of(3, "test/metric", 0);
    for (double[] row : l) {
      for (int j = 0; j < 5; j++) {
        row[j] = stream.nextNormal();
      }
    }
    SymmetricOperator metric =
        Analytic.of(
            5,
            (x, y) -> {
              double[] c = new double[5];
              for (int j = 0; j < 5; j++) {
                for (int i = 0; i < 5; i++) {
                  c[j] += l[i][j] * x[i];
                }
              }
              for (int i = 0; i < 5; i++) {
                y[i] = Vectors.dot(l[i], c);
              }
            });
    double expected = -SymmetricEigen.values(compressed(l), 5)[0];
    Rates rates =
        Escape.of(SADDLE, SADDLE.tangent(), metric).flow(new double[5], SADDLE.unit(0), -0.7, 3);
    assertThat(rates.predicted()).isCloseTo(expected, within(1e-8 * expected));
    assertThat(rates.observed()).isCloseTo(expected, within(RATE_TOLERANCE * expected));
  }

  /** LᵀHL at the origin. */
  private static double[] compressed(double[][] l) {
    double[] h = {1, 3, -0.7, 2, -0.2};
    double[] matrix = new double[25];
    for (int i = 0; i < 5; i++) {
      for (int j = 0; j < 5; j++) {
        for (int k = 0; k < 5; k++) {
          matrix[i * 5 + j] += l[k][i] * h[k] * l[k][j];
        }
      }
    }
    return matrix;
  }

  @Test
  void a_wrong_prediction_is_not_confirmed() {
    Rates rates = Escape.of(SADDLE, SADDLE.tangent()).flow(new double[5], SADDLE.unit(2), -0.4, 3);
    assertThat(rates.predicted()).isEqualTo(0.4);
    assertThat(rates.observed()).isCloseTo(0.2, within(1e-3));
  }

  @Test
  void a_stable_direction_has_no_escape() {
    assertThatThrownBy(
            () -> Escape.of(SADDLE, SADDLE.tangent()).flow(new double[5], SADDLE.unit(1), 2, 3))
        .hasMessageContaining("nothing escapes along eigenvalue 2.0");
  }
}
