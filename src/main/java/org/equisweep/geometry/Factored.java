package org.equisweep.geometry;

/**
 * A = Σ_k C_k ⊗ S_k with fixed S_k ∈ Hom(V, W); coefficients are C in the order (c_out, k, c_in).
 */
public final class Factored implements Parametrisation {
  /** K, the number of spatial operators. */
  public int operators() {
    throw new UnsupportedOperationException();
  }

  /** Positions t = p·n_in + q where S_k is not zero, ascending. */
  public int[] support(int k) {
    throw new UnsupportedOperationException();
  }

  /** Entries of S_k on its support. */
  public double[] values(int k) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int coefficients() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void layer(double[] c, double[] a) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void adjoint(double[] a, double[] g) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void coefficientsOf(double[] a, double[] c) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void projectedGradient(double[] coefficientGradient, double[] layerGradient) {
    throw new UnsupportedOperationException();
  }
}
