package org.equisweep.tensor;

/** Direct calls of OpenBLAS, on one thread. */
public final class Blas {
  private Blas() {}

  /**
   * C = α op(A) op(B) + β C, row-major; op(A) is m×k, op(B) k×n, C m×n; leading dimensions in
   * elements.
   */
  public static void gemm(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      double alpha,
      Tensor a,
      long offsetA,
      int leadingA,
      Tensor b,
      long offsetB,
      int leadingB,
      double beta,
      Tensor c,
      long offsetC,
      int leadingC) {
    throw new UnsupportedOperationException();
  }
}
