package org.equisweep.geometry;

import java.util.List;
import org.equisweep.group.Element;
import org.equisweep.group.Group;
import org.equisweep.group.Representation;
import org.equisweep.tensor.Svd;
import org.equisweep.tensor.SymmetricEigen;

/**
 * The definitions of the geometry table taken literally, with dense N×N matrices (row-major) on all
 * of H: Π_G as the average of ρ̄(g) over every element, projectors, commutators, singular values.
 */
final class DenseGeometry {
  private static final double RANK = 1e-6;

  final int size;
  final double[] invariant;
  final double[] admissible;
  final double[] equivariant;
  final double[] parametrisation;
  final int coefficients;

  /**
   * @param parametrisation L, size×coefficients
   */
  DenseGeometry(double[] invariant, double[] parametrisation, int size, int coefficients) {
    this.size = size;
    this.invariant = invariant;
    this.parametrisation = parametrisation;
    this.coefficients = coefficients;
    this.admissible = projectorOnRange(parametrisation, size, coefficients);
    this.equivariant = intersection(admissible, invariant, size);
  }

  /** Π_G on H = Hom(ℝ^{c_in} ⊗ V, ℝ^{c_out} ⊗ W). */
  static double[] invariantProjector(
      Group group, Representation from, int channelsIn, Representation to, int channelsOut) {
    int spatial = from.dimension() * to.dimension();
    int size = channelsIn * channelsOut * spatial;
    double[] projector = new double[size * size];
    List<Element> elements = group.elements();
    for (Element g : elements) {
      int[] rows = to.permutation(g);
      int[] columns = from.permutation(g);
      for (int i = 0; i < size; i++) {
        int p = i % spatial / columns.length;
        int q = i % columns.length;
        int image = i / spatial * spatial + rows[p] * columns.length + columns[q];
        projector[image * size + i] += 1.0 / elements.size();
      }
    }
    return projector;
  }

  long dimension(double[] projector) {
    double trace = 0;
    for (int i = 0; i < size; i++) {
      trace += projector[i * size + i];
    }
    return Math.round(trace);
  }

  double[] commutator() {
    double[] left = multiply(admissible, invariant, size, size, size);
    double[] right = multiply(invariant, admissible, size, size, size);
    return subtract(left, right);
  }

  double commutatorNorm() {
    return operatorNorm(commutator(), size, size);
  }

  double commutatorNormFrobenius() {
    return frobenius(commutator());
  }

  /** The angle furthest from both 0 and π/2 among arccos of the singular values of Π_T𝓛 Π_G. */
  double largestMixedAngle() {
    double[] cosines =
        Svd.of(multiply(admissible, invariant, size, size, size), size, size).values();
    double angle = 0;
    double furthest = RANK;
    for (double cosine : cosines) {
      double theta = Math.acos(Math.min(1, cosine));
      double distance = Math.min(theta, Math.PI / 2 - theta);
      if (distance > furthest + RANK || (distance > furthest - RANK && theta > angle)) {
        angle = distance > RANK ? theta : 0;
        furthest = Math.max(furthest, distance);
      }
    }
    return angle;
  }

  double leak() {
    double[] gram =
        multiply(
            parametrisation,
            transpose(parametrisation, size, coefficients),
            size,
            coefficients,
            size);
    double[] outside = subtract(gram, multiply(equivariant, gram, size, size, size));
    return operatorNorm(multiply(outside, invariant, size, size, size), size, size)
        / operatorNorm(gram, size, size);
  }

  double conditionNumber() {
    double[] singular = Svd.of(parametrisation, size, coefficients).values();
    return singular[0] / singular[coefficients - 1];
  }

  /** ‖(Id − Π_G)(A₀ − Π_T𝓛A₀)‖. */
  double offsetViolation(double[] offset) {
    double[] rest = subtract(offset, apply(admissible, offset));
    return frobenius(subtract(rest, apply(invariant, rest)));
  }

  double[] apply(double[] matrix, double[] x) {
    return multiply(matrix, x, size, size, 1);
  }

  static double[] projectorOnRange(double[] matrix, int rows, int columns) {
    Svd svd = Svd.of(matrix, rows, columns);
    double[] projector = new double[rows * rows];
    for (int k = 0; k < svd.values().length; k++) {
      if (svd.values()[k] > RANK * svd.values()[0]) {
        addOuter(svd.left(k), projector, rows);
      }
    }
    return projector;
  }

  /** The eigenvalue-1 space of PQP. */
  static double[] intersection(double[] p, double[] q, int n) {
    double[] pqp = multiply(p, multiply(q, p, n, n, n), n, n, n);
    SymmetricEigen eigen = SymmetricEigen.of(pqp, n);
    double[] projector = new double[n * n];
    for (int k = 0; k < n; k++) {
      if (eigen.value(k) > 1 - RANK) {
        addOuter(eigen.vector(k), projector, n);
      }
    }
    return projector;
  }

  private static void addOuter(double[] v, double[] matrix, int n) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        matrix[i * n + j] += v[i] * v[j];
      }
    }
  }

  static double[] multiply(double[] a, double[] b, int rows, int inner, int columns) {
    double[] product = new double[rows * columns];
    for (int i = 0; i < rows; i++) {
      for (int k = 0; k < inner; k++) {
        for (int j = 0; j < columns; j++) {
          product[i * columns + j] += a[i * inner + k] * b[k * columns + j];
        }
      }
    }
    return product;
  }

  static double[] transpose(double[] a, int rows, int columns) {
    double[] transposed = new double[a.length];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        transposed[j * rows + i] = a[i * columns + j];
      }
    }
    return transposed;
  }

  static double[] subtract(double[] a, double[] b) {
    double[] difference = a.clone();
    for (int i = 0; i < a.length; i++) {
      difference[i] -= b[i];
    }
    return difference;
  }

  static double frobenius(double[] a) {
    double sum = 0;
    for (double x : a) {
      sum += x * x;
    }
    return Math.sqrt(sum);
  }

  static double operatorNorm(double[] a, int rows, int columns) {
    return Svd.of(a, rows, columns).values()[0];
  }
}
