package org.equisweep.geometry;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.equisweep.group.Element;
import org.equisweep.group.Group;
import org.equisweep.group.Representation;

/**
 * H = ℝ^{c_out×c_in} ⊗ ℝᵀ with a group that permutes the T spatial coordinates and does nothing to
 * the channels. For a dense layer T counts index pairs t = p·n_in + q of Hom(V, W), with ρ̄(g) :
 * (p, q) ↦ (ρ_W(g)p, ρ_V(g)q); for a convolution it counts the taps of its kernel.
 *
 * @param shape c_out, c_in and T = n_out·n_in
 * @param orbits of the T coordinates
 */
public record LayerSpace(LayerShape shape, Orbits orbits) {
  public LayerSpace {
    if (orbits.coordinates() != shape.spatial()) {
      throw new IllegalArgumentException(
          "orbits must be of the %d spatial coordinates, but are of %d"
              .formatted(shape.spatial(), orbits.coordinates()));
    }
  }

  /**
   * Hom(ℝ^{c_in} ⊗ V, ℝ^{c_out} ⊗ W) for representations V and W of {@code group}.
   *
   * @throws org.equisweep.problem.InvalidInput when it has more than 2^28 dimensions
   */
  public static LayerSpace hom(
      Group group, Representation from, int channelsIn, Representation to, int channelsOut) {
    LayerShape shape = new LayerShape(channelsOut, channelsIn, to.dimension(), from.dimension());
    List<IntUnaryOperator> generators = new ArrayList<>();
    for (Element g : group.generators()) {
      generators.add(pairs(to.permutation(g), from.permutation(g)));
    }
    return new LayerSpace(shape, Orbits.of(shape.spatial(), generators));
  }

  private static IntUnaryOperator pairs(int[] rows, int[] columns) {
    int width = columns.length;
    return t -> rows[t / width] * width + columns[t % width];
  }

  /**
   * A kernel whose taps the group permutes.
   *
   * @param taps for each generator, where it sends each tap (row-major)
   */
  public static LayerSpace kernel(LayerShape shape, List<int[]> taps) {
    List<IntUnaryOperator> generators = new ArrayList<>();
    for (int[] images : taps) {
      generators.add(t -> images[t]);
    }
    return new LayerSpace(shape, Orbits.of(shape.spatial(), generators));
  }
}
