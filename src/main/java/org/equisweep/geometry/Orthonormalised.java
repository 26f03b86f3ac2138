package org.equisweep.geometry;

import java.util.ArrayList;
import java.util.List;
import org.equisweep.problem.InvalidInput;
import org.equisweep.tensor.Svd;

/**
 * S = QR: an orthonormal basis Q of the span of S, R upper triangular (row-major K×K). Vectors with
 * disjoint supports stay sparse; others by modified Gram–Schmidt, twice (Giraud, Langou, Rozložník
 * 2005: twice is enough).
 *
 * @param basis Q
 * @param triangle R
 * @param largest σ_max(S)
 * @param smallest σ_min(S)
 */
@SuppressWarnings("ArrayRecordComponent") // internal, never compared
record Orthonormalised(Columns basis, double[] triangle, double largest, double smallest) {
  /** Below this ratio of singular values, at unit column norms, vectors count as dependent. */
  static final double INDEPENDENCE = 1e-7;

  /**
   * @param what the vectors are, for the InvalidInput when they are linearly dependent
   */
  static Orthonormalised of(Columns vectors, String what) {
    double[] norms = new double[vectors.count()];
    for (int k = 0; k < norms.length; k++) {
      norms[k] = vectors.norm(k);
      if (norms[k] == 0) {
        throw dependent(what, "element " + k + " is zero");
      }
    }
    return vectors.disjoint() ? scaled(vectors, norms) : gramSchmidt(vectors, norms, what);
  }

  private static Orthonormalised scaled(Columns vectors, double[] norms) {
    int count = norms.length;
    double[] triangle = new double[count * count];
    double[] inverse = new double[count];
    double largest = 0;
    double smallest = Double.POSITIVE_INFINITY;
    for (int k = 0; k < count; k++) {
      triangle[k * count + k] = norms[k];
      inverse[k] = 1 / norms[k];
      largest = Math.max(largest, norms[k]);
      smallest = Math.min(smallest, norms[k]);
    }
    return new Orthonormalised(vectors.scaled(inverse), triangle, largest, smallest);
  }

  private static Orthonormalised gramSchmidt(Columns vectors, double[] norms, String what) {
    int count = norms.length;
    if (count > vectors.rows()) {
      throw dependent(what, count + " elements in " + vectors.rows() + " dimensions");
    }
    double[] triangle = new double[count * count];
    List<double[]> basis = new ArrayList<>(count);
    for (int k = 0; k < count; k++) {
      double[] rest = vectors.dense(k);
      for (int pass = 0; pass < 2; pass++) {
        for (int j = 0; j < k; j++) {
          double component = BlockedSum.dot(basis.get(j), rest);
          triangle[j * count + k] += component;
          subtract(component, basis.get(j), rest);
        }
      }
      double norm = BlockedSum.norm(rest);
      if (norm <= INDEPENDENCE * norms[k]) {
        throw dependent(
            what, "element %d lies in the span of those before it up to %.1e".formatted(k, norm));
      }
      triangle[k * count + k] = norm;
      for (int t = 0; t < rest.length; t++) {
        rest[t] /= norm;
      }
      basis.add(rest);
    }
    requireIndependent(triangle, norms, what);
    double[] singular = Svd.of(triangle, count, count).values();
    return new Orthonormalised(
        Columns.of(vectors.rows(), basis), triangle, singular[0], singular[count - 1]);
  }

  private static void subtract(double factor, double[] from, double[] rest) {
    for (int t = 0; t < rest.length; t++) {
      rest[t] -= factor * from[t];
    }
  }

  private static void requireIndependent(double[] triangle, double[] norms, String what) {
    int count = norms.length;
    double[] unit = triangle.clone();
    for (int i = 0; i < count; i++) {
      for (int k = 0; k < count; k++) {
        unit[i * count + k] /= norms[k];
      }
    }
    double[] singular = Svd.of(unit, count, count).values();
    if (singular[count - 1] <= INDEPENDENCE * singular[0]) {
      throw dependent(
          what,
          "its singular values range from %.3g to %.3g"
              .formatted(singular[0], singular[count - 1]));
    }
  }

  private static InvalidInput dependent(String what, String given) {
    return InvalidInput.of(
        what + " must be linearly independent", given, "leave out what the others span");
  }

  /** x ← R⁻¹x. */
  void solve(double[] x) {
    int count = x.length;
    for (int i = count - 1; i >= 0; i--) {
      double sum = x[i];
      for (int k = i + 1; k < count; k++) {
        sum -= triangle[i * count + k] * x[k];
      }
      x[i] = sum / triangle[i * count + i];
    }
  }

  /** x ← R⁻ᵀx. */
  void solveTransposed(double[] x) {
    int count = x.length;
    for (int i = 0; i < count; i++) {
      double sum = x[i];
      for (int k = 0; k < i; k++) {
        sum -= triangle[k * count + i] * x[k];
      }
      x[i] = sum / triangle[i * count + i];
    }
  }
}
