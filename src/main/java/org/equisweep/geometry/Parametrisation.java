package org.equisweep.geometry;

/**
 * c ↦ A₀ + Lc, L injective: coefficients of an affine space of layers. Coefficients and layers are
 * double arrays; layers in canonical order. Implementations are final and say what L is, so that
 * the network can compile each in its own way. Immutable and thread-safe.
 */
public sealed interface Parametrisation permits Coordinates, Factored, GeneralBasis {
  /** Number of coefficients. */
  int coefficients();

  /** a = A₀ + Lc. */
  void layer(double[] c, double[] a);

  /** g = Lᵀa. */
  void adjoint(double[] a, double[] g);

  /** The least-squares c of Lc = a − A₀. */
  void coefficientsOf(double[] a, double[] c);

  /** From Lᵀ∇R to Π_T∇R = L(LᵀL)⁻¹Lᵀ∇R, T the span of L. */
  void projectedGradient(double[] coefficientGradient, double[] layerGradient);

  /** An orthonormal parametrisation of the same affine space; this one where LᵀL = Id. */
  default Parametrisation orthonormal() {
    return this;
  }

  /** a ← the nearest point of A₀ + T, in place. */
  default void project(double[] a) {
    double[] c = new double[coefficients()];
    coefficientsOf(a, c);
    layer(c, a);
  }

  /** a ← Π_T a, in place: the linear projection, for directions and gradients. */
  default void projectTangent(double[] a) {
    double[] g = new double[coefficients()];
    adjoint(a, g);
    projectedGradient(g, a);
  }
}
