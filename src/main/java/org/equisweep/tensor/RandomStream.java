package org.equisweep.tensor;

import java.nio.charset.StandardCharsets;

/**
 * A counter-based stream of random numbers: Philox 4×32-10 of Salmon, Moraes, Dror and Shaw,
 * "Parallel random numbers: as easy as 1, 2, 3", SC 2011. A pure function of its key: draws do not
 * depend on who else draws, and streams of different keys are independent.
 *
 * <p><b>Key.</b> The 64-bit Philox key is {@code seed XOR h} with h the 64-bit FNV-1a hash of the
 * UTF-8 bytes of the purpose, finished by the 64-bit finaliser of MurmurHash3: for one purpose,
 * different seeds have different keys. The 128-bit counter is (block, index), block and index 64
 * bits each, low word first: for one seed and purpose, different indices never share a block.
 *
 * <p>A stream belongs to one thread at a time.
 */
public final class RandomStream {
  private static final int MULTIPLIER_0 = 0xD2511F53;
  private static final int MULTIPLIER_1 = 0xCD9E8D57;
  private static final int WEYL_0 = 0x9E3779B9;
  private static final int WEYL_1 = 0xBB67AE85;
  private static final int ROUNDS = 10;

  private final long key;
  private final long index;
  private long block;
  private long second;
  private boolean secondReady;
  private double spareNormal;
  private boolean spareReady;

  private RandomStream(long key, long index) {
    this.key = key;
    this.index = index;
  }

  /**
   * The stream of a key, at its start.
   *
   * @param seed the trial's seed
   * @param purpose what the draws are for, such as {@code "initialization/layer_1"}
   * @param index which step, epoch or pass
   */
  public static RandomStream of(long seed, String purpose, long index) {
    return new RandomStream(seed ^ hash(purpose), index);
  }

  /** Uniform in −2⁶³ … 2⁶³ − 1: the low, then the high half of a block. */
  public long nextLong() {
    if (secondReady) {
      secondReady = false;
      return second;
    }
    return nextBlock();
  }

  /**
   * Uniform in 0 … bound − 1, without bias: Lemire, "Fast random integer generation in an
   * interval", 2019, on the upper 32 bits of draws.
   *
   * @throws IllegalArgumentException unless bound &gt; 0
   */
  public int nextInt(int bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("bound must be above 0, but is " + bound);
    }
    long product = (nextLong() >>> 32) * bound;
    long low = product & 0xFFFFFFFFL;
    if (low < bound) {
      long threshold = (0x1_0000_0000L - bound) % bound;
      while (low < threshold) {
        product = (nextLong() >>> 32) * bound;
        low = product & 0xFFFFFFFFL;
      }
    }
    return (int) (product >>> 32);
  }

  /** Uniform on the multiples of 2⁻⁵³ in [0, 1). */
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1p-53;
  }

  /**
   * Standard normal, by the polar method of Marsaglia and Bray (1964); the second of a pair is the
   * next draw. {@code StrictMath} and IEEE operations only, so its bits are the same everywhere.
   */
  public double nextNormal() {
    if (spareReady) {
      spareReady = false;
      return spareNormal;
    }
    double u;
    double v;
    double square;
    do {
      u = 2 * nextDouble() - 1;
      v = 2 * nextDouble() - 1;
      square = u * u + v * v;
    } while (square >= 1 || square == 0);
    double radius = StrictMath.sqrt(-2 * StrictMath.log(square) / square);
    spareNormal = v * radius;
    spareReady = true;
    return u * radius;
  }

  /** A uniformly random permutation of 0 … n − 1 (Fisher–Yates, from the end). */
  public int[] nextPermutation(int n) {
    int[] permutation = new int[n];
    for (int i = 0; i < n; i++) {
      permutation[i] = i;
    }
    for (int i = n - 1; i > 0; i--) {
      int j = nextInt(i + 1);
      int swapped = permutation[i];
      permutation[i] = permutation[j];
      permutation[j] = swapped;
    }
    return permutation;
  }

  /** Draws a block, returns its first half and keeps the second. */
  private long nextBlock() {
    int c0 = (int) block;
    int c1 = (int) (block >>> 32);
    int c2 = (int) index;
    int c3 = (int) (index >>> 32);
    int k0 = (int) key;
    int k1 = (int) (key >>> 32);
    block++;
    for (int round = 0; round < ROUNDS; round++) {
      long p0 = (MULTIPLIER_0 & 0xFFFFFFFFL) * (c0 & 0xFFFFFFFFL);
      long p1 = (MULTIPLIER_1 & 0xFFFFFFFFL) * (c2 & 0xFFFFFFFFL);
      c0 = (int) (p1 >>> 32) ^ c1 ^ k0;
      c1 = (int) p1;
      c2 = (int) (p0 >>> 32) ^ c3 ^ k1;
      c3 = (int) p0;
      k0 += WEYL_0;
      k1 += WEYL_1;
    }
    second = (c2 & 0xFFFFFFFFL) | ((long) c3 << 32);
    secondReady = true;
    return (c0 & 0xFFFFFFFFL) | ((long) c1 << 32);
  }

  /** A stream with a Philox key and upper counter half of one's own, for the known answers. */
  static RandomStream ofRawKey(long key, long block, long index) {
    RandomStream stream = new RandomStream(key, index);
    stream.block = block;
    return stream;
  }

  private static long hash(String purpose) {
    long h = 0xCBF29CE484222325L;
    for (byte b : purpose.getBytes(StandardCharsets.UTF_8)) {
      h = (h ^ (b & 0xFF)) * 0x100000001B3L;
    }
    h = (h ^ (h >>> 33)) * 0xFF51AFD7ED558CCDL;
    h = (h ^ (h >>> 33)) * 0xC4CEB9FE1A85EC53L;
    return h ^ (h >>> 33);
  }
}
