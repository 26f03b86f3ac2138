package org.equisweep.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.equisweep.tensor.RandomStream;

/** Holds a layer's geometry against the dense definitions. */
final class GeometryAssert {
  static final Offset<Double> ROUNDING = within(1e-12);

  /** Square roots of dense rounding: arccos and eigenvalue clusters of the reference itself. */
  private static final Offset<Double> ANGLE = within(1e-6);

  private static final Offset<Double> RELATIVE = within(1e-9);

  private GeometryAssert() {}

  static void assertRow(LayerGeometry geometry, DenseGeometry dense) {
    GeometryRow row = geometry.row();
    assertThat(row.dimension()).as("dim H").isEqualTo(dense.size);
    assertThat(row.admissibleDimension()).as("dim TL").isEqualTo(dense.dimension(dense.admissible));
    assertThat(row.invariantDimension()).as("dim H_G").isEqualTo(dense.dimension(dense.invariant));
    assertThat(row.equivariantDimension())
        .as("dim TE")
        .isEqualTo(dense.dimension(dense.equivariant));
    assertThat(row.commutatorNorm()).as("commutator").isCloseTo(dense.commutatorNorm(), ROUNDING);
    assertThat(row.commutatorNormFrobenius())
        .as("commutator, Frobenius")
        .isCloseTo(dense.commutatorNormFrobenius(), ROUNDING);
    assertThat(row.largestMixedAngle()).as("angle").isCloseTo(dense.largestMixedAngle(), ANGLE);
    assertThat(row.parametrisationLeak()).as("leak").isCloseTo(dense.leak(), ROUNDING);
    assertThat(row.conditionNumber()).as("condition").isCloseTo(dense.conditionNumber(), RELATIVE);
    assertThat(row.keepsEquivariant()).isEqualTo(dense.leak() < 1e-7);
  }

  /** Π_G, Π_T𝓔, Π_𝓛 (for linear 𝓛) on random layers. */
  static void assertProjections(LayerGeometry geometry, DenseGeometry dense, RandomStream stream) {
    double[] a = GeometryCases.normal(stream, dense.size);
    double[] b = a.clone();
    geometry.projectInvariant(b);
    assertThat(b).as("Pi_G").containsExactly(dense.apply(dense.invariant, a), ROUNDING);
    b = a.clone();
    geometry.projectTangent(b);
    assertThat(b).as("Pi_TE").containsExactly(dense.apply(dense.equivariant, a), ROUNDING);
    b = a.clone();
    geometry.projectEquivariant(b);
    assertThat(b).as("Pi_E").containsExactly(dense.apply(dense.equivariant, a), ROUNDING);
    b = a.clone();
    geometry.projectAdmissible(b);
    assertThat(b).as("Pi_L").containsExactly(dense.apply(dense.admissible, a), ROUNDING);
  }

  /** ⟨Lc, a⟩ = ⟨c, Lᵀa⟩, least squares, and Π_T = L(LᵀL)⁻¹Lᵀ, for linear parametrisations. */
  static void assertParametrises(
      Parametrisation parametrisation, double[] projector, int size, RandomStream stream) {
    int count = parametrisation.coefficients();
    double[] c = GeometryCases.normal(stream, count);
    double[] a = GeometryCases.normal(stream, size);
    double[] lc = new double[size];
    parametrisation.layer(c, lc);
    double[] adjoint = new double[count];
    parametrisation.adjoint(a, adjoint);
    assertThat(BlockedSum.dot(lc, a)).isCloseTo(BlockedSum.dot(c, adjoint), within(1e-11));
    double[] recovered = new double[count];
    parametrisation.coefficientsOf(lc, recovered);
    assertThat(recovered).as("c from Lc").containsExactly(c, within(1e-10));
    double[] projected = new double[size];
    parametrisation.projectedGradient(adjoint, projected);
    double[] expected = DenseGeometry.multiply(projector, a, size, size, 1);
    assertThat(projected).as("L(LtL)^-1 Lt a").containsExactly(expected, within(1e-10));
    parametrisation.coefficientsOf(a, recovered);
    parametrisation.layer(recovered, lc);
    assertThat(lc).as("least squares").containsExactly(expected, within(1e-10));
  }

  /** EᵀE = Id. */
  static void assertOrthonormal(Parametrisation parametrisation, int size) {
    int count = parametrisation.coefficients();
    double[] a = new double[size];
    double[] row = new double[count];
    for (int k = 0; k < count; k++) {
      double[] c = new double[count];
      c[k] = 1;
      parametrisation.layer(c, a);
      parametrisation.adjoint(a, row);
      assertThat(row).as("row %d of EtE", k).containsExactly(c, ROUNDING);
    }
  }

  /** The dense matrix of a linear parametrisation, size×coefficients. */
  static double[] matrix(Parametrisation parametrisation, int size) {
    int count = parametrisation.coefficients();
    double[] matrix = new double[size * count];
    double[] a = new double[size];
    for (int k = 0; k < count; k++) {
      double[] c = new double[count];
      c[k] = 1;
      parametrisation.layer(c, a);
      for (int i = 0; i < size; i++) {
        matrix[i * count + k] = a[i];
      }
    }
    return matrix;
  }
}
