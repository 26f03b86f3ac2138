package org.equisweep.tensor;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;

/**
 * Steps of Adam (arXiv:1412.6980), element by element as PyTorch takes them: with the decayed
 * gradient d = g + decay·c,
 *
 * <pre>
 *   mean   ← mean + (1 − β₁)(d − mean)
 *   square ← β₂·square + (1 − β₂)d²
 *   c      ← c − stepSize · mean / (√square / rootCorrection + ε)
 * </pre>
 *
 * <p>Worked out in double whatever the tensors hold, and rounded once. Nothing but additions,
 * products, quotients and roots: the same bits however it is compiled.
 */
public record AdamStep(double decay, double beta1, double beta2, double epsilon) {

  /**
   * Moves the first {@code n} entries of c, mean and square; g is left as it is. Allocates nothing.
   *
   * @param stepSize η/(1 − β₁ᵗ) at the t-th step
   * @param rootCorrection √(1 − β₂ᵗ)
   */
  public void apply(
      Tensor c,
      Tensor g,
      Tensor mean,
      Tensor square,
      long n,
      double stepSize,
      double rootCorrection) {
    require(c, c, n);
    require(g, c, n);
    require(mean, c, n);
    require(square, c, n);
    if (c.precision() == Precision.FLOAT) {
      floats(c.bytes(), g.bytes(), mean.bytes(), square.bytes(), (int) n, stepSize, rootCorrection);
    } else {
      doubles(
          c.bytes(), g.bytes(), mean.bytes(), square.bytes(), (int) n, stepSize, rootCorrection);
    }
    Reference.reachabilityFence(c);
    Reference.reachabilityFence(g);
    Reference.reachabilityFence(mean);
    Reference.reachabilityFence(square);
  }

  private static void require(Tensor each, Tensor c, long n) {
    each.checkRange(0, n);
    if (each.precision() != c.precision()) {
      throw new IllegalArgumentException("tensors of one step must have one precision");
    }
  }

  private void doubles(
      ByteBuffer c,
      ByteBuffer g,
      ByteBuffer mean,
      ByteBuffer square,
      int n,
      double stepSize,
      double rootCorrection) {
    for (int i = 0; i < n * Double.BYTES; i += Double.BYTES) {
      double at = c.getDouble(i);
      double d = g.getDouble(i) + decay * at;
      double m = mean(mean.getDouble(i), d);
      double v = square(square.getDouble(i), d);
      mean.putDouble(i, m);
      square.putDouble(i, v);
      c.putDouble(i, at - stepSize * direction(m, v, rootCorrection));
    }
  }

  private void floats(
      ByteBuffer c,
      ByteBuffer g,
      ByteBuffer mean,
      ByteBuffer square,
      int n,
      double stepSize,
      double rootCorrection) {
    for (int i = 0; i < n * Float.BYTES; i += Float.BYTES) {
      double at = c.getFloat(i);
      double d = g.getFloat(i) + decay * at;
      double m = mean(mean.getFloat(i), d);
      double v = square(square.getFloat(i), d);
      mean.putFloat(i, (float) m);
      square.putFloat(i, (float) v);
      c.putFloat(i, (float) (at - stepSize * direction(m, v, rootCorrection)));
    }
  }

  private double mean(double m, double d) {
    return m + (1 - beta1) * (d - m);
  }

  private double square(double v, double d) {
    return beta2 * v + (1 - beta2) * d * d;
  }

  private double direction(double m, double v, double rootCorrection) {
    return m / (Math.sqrt(v) / rootCorrection + epsilon);
  }
}
