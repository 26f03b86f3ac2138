package org.equisweep.geometry;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Compatibility of a T𝓛 spanned by coordinates. M is block diagonal over the orbits, each block
 * the matrix of ones over |O|: its eigenvalues are λ = m/|O|, m the number of free coordinates in
 * O, and 0. So T𝓔 is spanned by the indicators of the orbits that lie in the mask, exactly.
 *
 * @param compatibility the layer's numbers
 * @param equivariant basis of T𝓔, per channel pair when {@code channelPairs} was above 1
 */
record MaskAnalysis(Compatibility compatibility, EquivariantBasis equivariant) {
  /**
   * @param channelPairs how many times the coordinates are repeated, with the same mask
   */
  static MaskAnalysis of(Orbits orbits, long channelPairs, boolean[] free) {
    int[] freeIn = new int[orbits.count()];
    for (int t = 0; t < free.length; t++) {
      freeIn[orbits.orbitOf(t)] += free[t] ? 1 : 0;
    }
    AngleTally angles = new AngleTally();
    for (int orbit = 0; orbit < freeIn.length; orbit++) {
      if (freeIn[orbit] > 0) {
        double size = orbits.size(orbit);
        angles.add(
            new PrincipalAngle(
                Math.sqrt((size - freeIn[orbit]) / size), Math.sqrt(freeIn[orbit] / size)),
            channelPairs);
      }
    }
    int[] inside =
        IntStream.range(0, freeIn.length).filter(o -> freeIn[o] == orbits.size(o)).toArray();
    long admissible = Arrays.stream(freeIn).asLongStream().sum();
    Compatibility compatibility =
        new Compatibility(
            channelPairs * orbits.coordinates(),
            channelPairs * admissible,
            channelPairs * orbits.count(),
            channelPairs * inside.length,
            angles.commutator(),
            angles.commutatorSquared(),
            angles.mostMixed(),
            0,
            0,
            1,
            1,
            angles.leak(),
            List.of());
    return new MaskAnalysis(compatibility, EquivariantBasis.indicators(orbits, inside));
  }
}
