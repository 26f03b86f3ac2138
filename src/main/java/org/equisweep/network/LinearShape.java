package org.equisweep.network;

import org.equisweep.geometry.LayerShape;

/**
 * What a linear layer takes and gives in execution, ℝ^{c_in} ⊗ V → ℝ^{c_out} ⊗ W. Of a convolution
 * Hom(V, W) is too large to hold, so sizes are longs.
 */
record LinearShape(int channelsOut, int channelsIn, int positionsOut, int positionsIn) {
  static LinearShape of(Activation in, Activation out) {
    return new LinearShape(out.channels(), in.channels(), out.positions(), in.positions());
  }

  /** Of a dense layer. */
  static LinearShape of(LayerShape layer) {
    return new LinearShape(
        layer.channelsOut(), layer.channelsIn(), layer.positionsOut(), layer.positionsIn());
  }

  /** dim Hom(V, W). */
  long spatial() {
    return (long) positionsOut * positionsIn;
  }

  /** Entries of the dense matrix. */
  long size() {
    return spatial() * channelsOut * channelsIn;
  }

  /** Whether the dense matrix can be held. */
  boolean isHoldable() {
    return size() <= 1L << 28;
  }

  /** The same as a layer on the heap. */
  LayerShape layer() {
    return new LayerShape(channelsOut, channelsIn, positionsOut, positionsIn);
  }
}
