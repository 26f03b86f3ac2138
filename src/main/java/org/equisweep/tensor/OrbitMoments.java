package org.equisweep.tensor;

import java.lang.ref.Reference;

/**
 * Sums over orbits of positions of a thin layer behind a leaky ReLU, without the layer's output
 * ever being stored. With features f[r][p] of an example, a matrix c and h[i][p] = Σ_r c[i][r]
 * f[r][p],
 *
 * <pre>
 * moment[k][i][r] = Σ_{p∈k} w_p σ′(h[i][p]) f[r][p],
 * u[i][k] = Σ_{p∈k} w_p σ(h[i][p]) = Σ_r c[i][r] moment[k][i][r],
 * ∂ℓ/∂c[i][r] = Σ_k ∂ℓ/∂u[i][k] moment[k][i][r],
 * </pre>
 *
 * for σ(h) = σ′(h) h. The moments are all that backward needs: they are as many as outputs times
 * features, whatever the number of positions.
 *
 * <p>Examples are taken sixteen at a time, in lanes that do not see each other but where c's
 * gradient adds them up, in a fixed order; so bits depend neither on the width of vectors nor on
 * compilation. Immutable; work goes on in arrays of the thread, that are allocated once.
 */
public final class OrbitMoments {
  /** Examples side by side. */
  static final int SLAB = 16;

  /** Features that are summed up at once; their number is filled up to a multiple. */
  static final int FEATURES = 3;

  /** Channels at once; likewise. */
  static final int CHANNELS = 4;

  /** Positions between two visits of the moments, so that everything stays in the first cache. */
  static final int CHUNK = 48;

  private final OrbitSums sums;
  private final int channels;
  private final int features;
  private final double slope;

  /**
   * @param channels rows of c
   * @param features columns of c
   * @param slope of σ below 0
   */
  public OrbitMoments(OrbitSums sums, int channels, int features, double slope) {
    if (channels < 1 || features < 1) {
      throw new IllegalArgumentException(
          "channels and features must be at least 1, got %d and %d".formatted(channels, features));
    }
    this.sums = sums;
    this.channels = channels;
    this.features = features;
    this.slope = slope;
  }

  OrbitSums sums() {
    return sums;
  }

  int channels() {
    return channels;
  }

  int features() {
    return features;
  }

  double slope() {
    return slope;
  }

  /** Features, filled up. */
  int paddedFeatures() {
    return filled(features, FEATURES);
  }

  /** Channels, filled up. */
  int paddedChannels() {
    return filled(channels, CHANNELS);
  }

  /** Elements of one orbit's moments of a slab. */
  int orbitElements() {
    return paddedChannels() * paddedFeatures() * SLAB;
  }

  /** Elements of the moments of n examples. */
  public long momentElements(int n) {
    return (long) filled(n, SLAB) / SLAB * sums.orbits() * orbitElements();
  }

  /** Multiply–adds of {@link #forward}: each feature at each position twice, then u. */
  public long forwardMultiplyAdds(int n) {
    return (2L * sums.positions() + sums.orbits()) * channels * features * n;
  }

  /** Those of {@link #gradient}. */
  public long gradientMultiplyAdds(int n) {
    return (long) sums.orbits() * channels * features * n;
  }

  /**
   * The moments, and u[i][k][example].
   *
   * @param f [feature][position][example], n examples
   * @param c [channel][feature]
   * @param moments takes {@link #momentElements}
   */
  public void forward(
      Tensor f, long fo, Tensor c, long co, int n, Tensor moments, long mo, Tensor u, long uo) {
    int from = f.checkRange(fo, (long) features * sums.positions() * n);
    int matrix = c.checkRange(co, (long) channels * features);
    int kept = moments.checkRange(mo, momentElements(n));
    int to = u.checkRange(uo, (long) channels * sums.orbits() * n);
    WorkCount.add(forwardMultiplyAdds(n));
    if (same(f, c, moments, u) == Precision.FLOAT) {
      FloatOrbitMoments.of(this).forward(this, f, from, c, matrix, n, moments, kept, u, to);
    } else {
      DoubleOrbitMoments.of(this).forward(this, f, from, c, matrix, n, moments, kept, u, to);
    }
    Reference.reachabilityFence(f);
    Reference.reachabilityFence(c);
    Reference.reachabilityFence(moments);
    Reference.reachabilityFence(u);
  }

  /**
   * dc += Σ_examples Σ_k du[i][k] moment[k][i][r].
   *
   * @param moments of the same n examples
   * @param du [channel][orbit][example]
   */
  public void gradient(Tensor moments, long mo, Tensor du, long uo, int n, Tensor dc, long co) {
    int kept = moments.checkRange(mo, momentElements(n));
    int from = du.checkRange(uo, (long) channels * sums.orbits() * n);
    int to = dc.checkRange(co, (long) channels * features);
    WorkCount.add(gradientMultiplyAdds(n));
    if (same(moments, du, dc, dc) == Precision.FLOAT) {
      FloatOrbitMoments.of(this).gradient(this, moments, kept, du, from, n, dc, to);
    } else {
      DoubleOrbitMoments.of(this).gradient(this, moments, kept, du, from, n, dc, to);
    }
    Reference.reachabilityFence(moments);
    Reference.reachabilityFence(du);
    Reference.reachabilityFence(dc);
  }

  private static Precision same(Tensor one, Tensor two, Tensor three, Tensor four) {
    Precision precision = one.precision();
    if (two.precision() != precision
        || three.precision() != precision
        || four.precision() != precision) {
      throw new IllegalArgumentException("tensors of one kernel must have one precision");
    }
    return precision;
  }

  private static int filled(int count, int step) {
    return (count + step - 1) / step * step;
  }
}
