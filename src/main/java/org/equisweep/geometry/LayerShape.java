package org.equisweep.geometry;

import org.equisweep.problem.InvalidInput;

/**
 * The shape of one layer A : ℝ^{c_in} ⊗ V → ℝ^{c_out} ⊗ W. A layer on the heap is a double array in
 * the canonical order (c_out, c_in, n_out, n_in), that of weights files. For a convolution the
 * kernel's height and width stand in the place of n_out and n_in.
 */
public record LayerShape(int channelsOut, int channelsIn, int positionsOut, int positionsIn) {
  private static final long LARGEST_SIZE = 1L << 28;

  public LayerShape {
    if (channelsOut < 1 || channelsIn < 1 || positionsOut < 1 || positionsIn < 1) {
      throw new IllegalArgumentException(
          "all extents must be positive, but are (%d, %d, %d, %d)"
              .formatted(channelsOut, channelsIn, positionsOut, positionsIn));
    }
    double size = (double) channelsOut * channelsIn * positionsOut * positionsIn;
    if (size > LARGEST_SIZE) {
      throw InvalidInput.of(
          "a layer must have at most 2^28 entries",
          "%d×%d channels times %d×%d positions are %.3g"
              .formatted(channelsOut, channelsIn, positionsOut, positionsIn, size),
          "take fewer channels or smaller spaces");
    }
  }

  /** dim Hom(V, W). */
  public int spatial() {
    return positionsOut * positionsIn;
  }

  /** Number of (output, input) channel pairs. */
  public int channelPairs() {
    return channelsOut * channelsIn;
  }

  /** dim Hom(X, X'). */
  public int size() {
    return channelPairs() * spatial();
  }
}
