package org.equisweep.tensor;

/**
 * A counter-based stream of random numbers (Philox 4×32-10), a pure function of its key: draws do
 * not depend on who else draws.
 */
public final class RandomStream {
  /**
   * @param seed the trial's seed
   * @param purpose what the draws are for, such as {@code "initialization/layer_1"}
   * @param index which step, epoch or pass
   */
  public static RandomStream of(long seed, String purpose, long index) {
    throw new UnsupportedOperationException();
  }

  public long nextLong() {
    throw new UnsupportedOperationException();
  }

  /** Uniform in 0 … bound − 1, without bias. */
  public int nextInt(int bound) {
    throw new UnsupportedOperationException();
  }

  /** Uniform in [0, 1), 53 bits. */
  public double nextDouble() {
    throw new UnsupportedOperationException();
  }

  /** Standard normal. */
  public double nextNormal() {
    throw new UnsupportedOperationException();
  }

  /** A uniformly random permutation of 0 … n − 1 (Fisher–Yates). */
  public int[] nextPermutation(int n) {
    throw new UnsupportedOperationException();
  }
}
