package org.equisweep.geometry;

/**
 * The shape of one layer A : ℝ^{c_in} ⊗ V → ℝ^{c_out} ⊗ W. A layer on the heap is a double array in
 * the canonical order (c_out, c_in, n_out, n_in), that of weights files.
 */
public record LayerShape(int channelsOut, int channelsIn, int positionsOut, int positionsIn) {
  /** dim Hom(V, W). */
  public int spatial() {
    return Math.multiplyExact(positionsOut, positionsIn);
  }

  /** dim Hom(X, X'). */
  public int size() {
    return Math.multiplyExact(Math.multiplyExact(channelsOut, channelsIn), spatial());
  }
}
