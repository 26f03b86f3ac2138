package org.equisweep.data;

import org.equisweep.group.Element;
import org.equisweep.group.Representation;

/**
 * ρ(g) on ℝ^channels ⊗ V as a permutation of features: the group moves positions and leaves
 * channels alone. Holds scratch: not for several threads at once.
 */
public final class FeatureAction implements FeatureMove {
  private final Representation representation;
  private final int channels;
  private final int[] positions;

  public FeatureAction(Representation representation, int channels) {
    this.representation = representation;
    this.channels = channels;
    this.positions = new int[representation.dimension()];
  }

  /** channels · dim V. */
  @Override
  public int features() {
    return Math.multiplyExact(channels, positions.length);
  }

  /** Whether every element acts as the identity for want of a second position. */
  @Override
  public boolean isTrivial() {
    return positions.length == 1;
  }

  @Override
  public void image(Element g, int[] image) {
    representation.permutation(g, positions);
    int dimension = positions.length;
    for (int channel = 0; channel < channels; channel++) {
      int base = channel * dimension;
      for (int position = 0; position < dimension; position++) {
        image[base + position] = base + positions[position];
      }
    }
  }
}
