package org.equisweep.network;

import java.util.Arrays;

/**
 * Normalised indicators of disjoint sets of coordinates. Coordinates outside every set (block −1)
 * are those in which all vectors of the span are 0.
 */
final class BlockBasis implements SpanBasis {
  private final int[] blockOf;
  private final int[] representatives;
  private final double[] scales;

  /**
   * @param blockOf for each coordinate its block 0 … r − 1, each of them occurring, or −1
   */
  BlockBasis(int[] blockOf) {
    this.blockOf = blockOf.clone();
    int rank = Arrays.stream(blockOf).max().orElse(-1) + 1;
    int[] sizes = new int[rank];
    this.representatives = new int[rank];
    for (int i = blockOf.length - 1; i >= 0; i--) {
      if (blockOf[i] >= 0) {
        sizes[blockOf[i]]++;
        representatives[blockOf[i]] = i;
      }
    }
    this.scales = new double[rank];
    for (int b = 0; b < rank; b++) {
      scales[b] = 1 / Math.sqrt(sizes[b]);
    }
  }

  /** For each coordinate its block, or −1. */
  int[] blockOf() {
    return blockOf.clone();
  }

  /** The first coordinate of each block. */
  int[] representatives() {
    return representatives.clone();
  }

  @Override
  public int dimension() {
    return blockOf.length;
  }

  @Override
  public int rank() {
    return representatives.length;
  }

  @Override
  public void coordinates(double[] v, int first, int[] places, double[] c) {
    Arrays.fill(c, 0, rank(), 0);
    for (int j = 0; j < blockOf.length; j++) {
      if (blockOf[j] >= 0) {
        c[blockOf[j]] += v[first + places[j]];
      }
    }
    for (int b = 0; b < scales.length; b++) {
      c[b] *= scales[b];
    }
  }

  @Override
  public void addCombination(double[] c, int at, double[] v, int first, int[] places) {
    for (int j = 0; j < blockOf.length; j++) {
      int block = blockOf[j];
      if (block >= 0) {
        v[first + places[j]] += c[at + block] * scales[block];
      }
    }
  }
}
