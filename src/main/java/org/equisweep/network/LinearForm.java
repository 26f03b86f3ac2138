package org.equisweep.network;

/**
 * How a linear layer A = Σ_k C_k ⊗ S_k is executed. All forms of one layer agree to rounding; see
 * {@link LayerForm} for the choice.
 */
public enum LinearForm {
  /** The coefficients are the dense matrix: one GEMM. Full and masked layers. */
  DENSE,
  /** U_k = S_k X by sparse sums of example vectors, then one GEMM with all C_k. */
  SPACE_FIRST,
  /**
   * Σ_k C_k S_k X in blocks of columns, each copied from where the S_k's shared rows lie: nothing
   * as large as all S_k X is made. Convolutions alone.
   */
  SHIFTED,
  /** One GEMM with all C_k, then Σ_k S_k by sparse sums of example vectors. */
  CHANNELS_FIRST,
  /** The dense matrix assembled from the coefficients in every call, then one GEMM. */
  ASSEMBLED,
  /** The dense matrix as a combination of full-size basis layers, then one GEMM. */
  GENERAL,
  /** One GEMM on features that came in place of the input; see {@link InputSpan}. Layer 1 alone. */
  FEATURES
}
