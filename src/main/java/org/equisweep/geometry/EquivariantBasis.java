package org.equisweep.geometry;

import org.jspecify.annotations.Nullable;

/**
 * An orthonormal basis of T𝓔.
 *
 * @param columns its vectors
 * @param orbitSizes the size of the orbit each is the normalised indicator of; null where orbit
 *     indicators do not span T𝓔
 */
@SuppressWarnings("ArrayRecordComponent") // internal, never compared
record EquivariantBasis(Columns columns, int @Nullable [] orbitSizes) {
  /** The normalised indicators of the chosen orbits. */
  static EquivariantBasis indicators(Orbits orbits, int[] chosen) {
    int[] sizes = new int[chosen.length];
    for (int k = 0; k < chosen.length; k++) {
      sizes[k] = orbits.size(chosen[k]);
    }
    return new EquivariantBasis(Columns.indicators(orbits, chosen), sizes);
  }
}
