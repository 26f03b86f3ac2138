package org.equisweep.stability;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.equisweep.tensor.RandomStream;
import org.equisweep.tensor.SymmetricEigen;

/**
 * How the eigenvalues of a symmetric operator are spread, by stochastic Lanczos quadrature (Ubaru,
 * Chen, Saad, "Fast estimation of tr f(A) via stochastic Lanczos quadrature", 2017): from each of
 * several random sign vectors so many Lanczos steps, whose Ritz values θ with weights τ² are a
 * Gauss quadrature of the vector's own spectral measure, exact for polynomials of degree 2·steps −
 * 1. The mean over the vectors estimates n⁻¹ Σ f(λ) = Σ w f(θ).
 *
 * @param values θ, ascending
 * @param weights of each; they add up to 1
 * @param residuals ‖Hv − θv‖₂ of each Ritz vector
 */
@SuppressWarnings("ArrayRecordComponent") // a result, never compared
record SpectralDensity(double[] values, double[] weights, double[] residuals) {
  /** Lanczos steps from each vector. */
  static final int STEPS = 40;

  /** What is left of a vector that lies in the span already. */
  private static final double INVARIANT = 1e-12;

  /** With {@value #STEPS} steps. */
  static SpectralDensity of(SymmetricOperator operator, int vectors) {
    return of(operator, vectors, STEPS);
  }

  /**
   * @param vectors random ones, at least 1; all of one stream, so that the bits depend on the
   *     operator alone
   * @param steps from each: as many products
   */
  static SpectralDensity of(SymmetricOperator operator, int vectors, int steps) {
    int n = operator.dimension();
    if (vectors < 1 || steps < 1) {
      throw new IllegalArgumentException(
          "vectors and steps must be at least 1, got %d and %d".formatted(vectors, steps));
    }
    if (n == 0) {
      return new SpectralDensity(new double[0], new double[0], new double[0]);
    }
    int most = vectors * Math.min(steps, n);
    double[] values = new double[most];
    double[] weights = new double[most];
    double[] residuals = new double[most];
    int count = 0;
    for (int vector = 0; vector < vectors; vector++) {
      Recurrence recurrence = new Recurrence(operator, signs(n, vector), Math.min(steps, n));
      SymmetricEigen eigen = recurrence.eigen();
      for (int k = 0; k < eigen.size(); k++, count++) {
        double[] y = eigen.vector(k);
        values[count] = eigen.value(k);
        weights[count] = y[0] * y[0] / vectors;
        residuals[count] = recurrence.rest * Math.abs(y[y.length - 1]);
      }
    }
    return sorted(values, weights, residuals, count);
  }

  private static SpectralDensity sorted(
      double[] values, double[] weights, double[] residuals, int count) {
    int[] order =
        IntStream.range(0, count)
            .boxed()
            .sorted(Comparator.comparingDouble(k -> values[k]))
            .mapToInt(k -> k)
            .toArray();
    return new SpectralDensity(
        Arrays.stream(order).mapToDouble(k -> values[k]).toArray(),
        Arrays.stream(order).mapToDouble(k -> weights[k]).toArray(),
        Arrays.stream(order).mapToDouble(k -> residuals[k]).toArray());
  }

  /** The share of eigenvalues up to a value: nodes below it, that at it by half. */
  double cumulative(double value) {
    double sum = 0;
    for (int k = 0; k < values.length; k++) {
      sum += values[k] < value ? weights[k] : values[k] == value ? weights[k] / 2 : 0;
    }
    return sum;
  }

  /** n⁻¹ Σ λᵖ. */
  double moment(int power) {
    double sum = 0;
    for (int k = 0; k < values.length; k++) {
      sum += weights[k] * Math.pow(values[k], power);
    }
    return sum;
  }

  /** ±1/√n. */
  private static double[] signs(int n, int index) {
    RandomStream stream = RandomStream.of(0, "density", index);
    double[] v = new double[n];
    for (int i = 0; i < n; i++) {
      v[i] = (stream.nextInt(2) == 0 ? -1 : 1) / Math.sqrt(n);
    }
    return v;
  }

  /** Lanczos from one unit vector, orthogonalised twice against all before. */
  private static final class Recurrence {
    private final double[] diagonal;
    private final double[] off;
    private int size;

    /** What the last product has outside the span. */
    private double rest;

    Recurrence(SymmetricOperator operator, double[] start, int steps) {
      diagonal = new double[steps];
      off = new double[steps];
      double[][] basis = new double[steps][];
      double[] next = start;
      while (size < steps) {
        basis[size] = next;
        double[] product = new double[next.length];
        operator.apply(next, product);
        diagonal[size] = Vectors.dot(next, product);
        double length = Vectors.norm(product);
        for (int pass = 0; pass < 2; pass++) {
          for (int j = 0; j <= size; j++) {
            Vectors.add(-Vectors.dot(basis[j], product), basis[j], product);
          }
        }
        rest = Vectors.norm(product);
        if (rest <= INVARIANT * length || rest == 0) {
          rest = 0;
          size++;
          return;
        }
        off[size++] = rest;
        Vectors.scale(1 / rest, product, product);
        next = product;
      }
    }

    SymmetricEigen eigen() {
      double[] matrix = new double[size * size];
      for (int i = 0; i < size; i++) {
        matrix[i * size + i] = diagonal[i];
        if (i + 1 < size) {
          matrix[i * size + i + 1] = off[i];
          matrix[(i + 1) * size + i] = off[i];
        }
      }
      return SymmetricEigen.of(matrix, size);
    }
  }
}
