package org.equisweep.training;

import org.equisweep.data.Batch;

/**
 * An epoch as a sequence of batches, each a sequence of columns: transformed examples. Columns are
 * handed out in tiles small enough for the network's workspace.
 *
 * <p>Random draws are made as columns are handed out, so within an epoch batches, and within a
 * batch columns, must be asked for in ascending order. One object belongs to one lane, or to all of
 * them where {@link #shared} says that the seed plays no part.
 */
sealed interface Batches
    permits NominalBatches, OrbitBatches, ExpandedBatches, SampledBatches, FixedSamples, Probe {

  /** Batches in an epoch, all passes together. */
  int perEpoch();

  /** Columns of a batch, 0 ≤ batch &lt; {@link #perEpoch}. */
  int columns(int batch);

  /** Columns of an epoch. */
  long columnsPerEpoch();

  /** Whether columns are the same for every seed. */
  boolean shared();

  /**
   * Starts an epoch.
   *
   * @param epoch keys the draws, together with the seed
   */
  void begin(long seed, long epoch);

  /** Columns {@code from} … {@code from + count − 1} of a batch into {@code tile}. */
  void fill(int batch, int from, int count, Batch tile);
}
