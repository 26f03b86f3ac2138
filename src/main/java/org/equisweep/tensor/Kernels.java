package org.equisweep.tensor;

import org.jspecify.annotations.Nullable;

/**
 * Element kernels. In and out may be the same tensor at the same offset. Layout words: {@code
 * outer, axis, inner} mean an array [outer][axis][inner], inner contiguous.
 */
public final class Kernels {
  private Kernels() {}

  public static void leakyRelu(Tensor x, long xo, Tensor y, long yo, long n, double slope) {
    for (long i = 0; i < n; i++) {
      double v = x.get(xo + i);
      y.set(yo + i, v > 0 ? v : slope * v);
    }
  }

  /**
   * dx = dy where y &gt; 0, slope·dy elsewhere; y is the output (slope ≥ 0 keeps the sign), slope 0
   * is ReLU.
   */
  public static void leakyReluBackward(
      Tensor y, long yo, Tensor dy, long dyo, Tensor dx, long dxo, long n, double slope) {
    for (long i = 0; i < n; i++) {
      double g = dy.get(dyo + i);
      dx.set(dxo + i, y.get(yo + i) > 0 ? g : slope * g);
    }
  }

  public static void tanh(Tensor x, long xo, Tensor y, long yo, long n) {
    for (long i = 0; i < n; i++) {
      y.set(yo + i, StrictMath.tanh(x.get(xo + i)));
    }
  }

  /** dx = dy (1 − y²). */
  public static void tanhBackward(
      Tensor y, long yo, Tensor dy, long dyo, Tensor dx, long dxo, long n) {
    for (long i = 0; i < n; i++) {
      double v = y.get(yo + i);
      dx.set(dxo + i, dy.get(dyo + i) * (1 - v * v));
    }
  }

  public static void sigmoid(Tensor x, long xo, Tensor y, long yo, long n) {
    for (long i = 0; i < n; i++) {
      y.set(yo + i, 1 / (1 + StrictMath.exp(-x.get(xo + i))));
    }
  }

  /** dx = dy y (1 − y). */
  public static void sigmoidBackward(
      Tensor y, long yo, Tensor dy, long dyo, Tensor dx, long dxo, long n) {
    for (long i = 0; i < n; i++) {
      double v = y.get(yo + i);
      dx.set(dxo + i, dy.get(dyo + i) * v * (1 - v));
    }
  }

  /** y = (x − mean)·r over axis, r = 1/√(biased variance + ε) kept in inverse[outer·inner]. */
  public static void layerNorm(
      Tensor x,
      long xo,
      Tensor y,
      long yo,
      Tensor inverse,
      long ro,
      int outer,
      int axis,
      int inner,
      double epsilon) {
    for (int o = 0; o < outer; o++) {
      for (int i = 0; i < inner; i++) {
        long at = (long) o * axis * inner + i;
        double mean = 0;
        for (int a = 0; a < axis; a++) {
          mean += x.get(xo + at + (long) a * inner);
        }
        mean /= axis;
        double variance = 0;
        for (int a = 0; a < axis; a++) {
          double d = x.get(xo + at + (long) a * inner) - mean;
          variance += d * d;
        }
        double r = 1 / Math.sqrt(variance / axis + epsilon);
        inverse.set(ro + (long) o * inner + i, r);
        for (int a = 0; a < axis; a++) {
          long p = at + (long) a * inner;
          y.set(yo + p, (x.get(xo + p) - mean) * r);
        }
      }
    }
  }

  /** dx = r (dy − mean(dy) − y mean(dy·y)), means over axis. */
  public static void layerNormBackward(
      Tensor y,
      long yo,
      Tensor inverse,
      long ro,
      Tensor dy,
      long dyo,
      Tensor dx,
      long dxo,
      int outer,
      int axis,
      int inner) {
    for (int o = 0; o < outer; o++) {
      for (int i = 0; i < inner; i++) {
        long at = (long) o * axis * inner + i;
        double mean = 0;
        double projection = 0;
        for (int a = 0; a < axis; a++) {
          long p = at + (long) a * inner;
          mean += dy.get(dyo + p);
          projection += dy.get(dyo + p) * y.get(yo + p);
        }
        mean /= axis;
        projection /= axis;
        double r = inverse.get(ro + (long) o * inner + i);
        for (int a = 0; a < axis; a++) {
          long p = at + (long) a * inner;
          dx.set(dxo + p, r * (dy.get(dyo + p) - mean - y.get(yo + p) * projection));
        }
      }
    }
  }

  /**
   * y[p] (+)= Σ_j values[j] x[columns[j]], j from rowStart[p] to rowStart[p+1] in that order, where
   * x[q], y[p] are vectors of {@code inner} contiguous elements; values null means all 1.
   */
  public static void sparseApply(
      int rows,
      int[] rowStart,
      int[] columns,
      double @Nullable [] values,
      Tensor x,
      long xo,
      Tensor y,
      long yo,
      int inner,
      boolean accumulate) {
    for (int p = 0; p < rows; p++) {
      for (int i = 0; i < inner; i++) {
        double sum = accumulate ? y.get(yo + (long) p * inner + i) : 0;
        for (int j = rowStart[p]; j < rowStart[p + 1]; j++) {
          sum += (values == null ? 1 : values[j]) * x.get(xo + (long) columns[j] * inner + i);
        }
        y.set(yo + (long) p * inner + i, sum);
      }
    }
  }

  /** y += α x. */
  public static void axpy(double alpha, Tensor x, long xo, Tensor y, long yo, long n) {
    for (long i = 0; i < n; i++) {
      y.set(yo + i, Math.fma(alpha, x.get(xo + i), y.get(yo + i)));
    }
  }

  /** x *= α. */
  public static void scale(double alpha, Tensor x, long xo, long n) {
    for (long i = 0; i < n; i++) {
      x.set(xo + i, alpha * x.get(xo + i));
    }
  }

  /** Σ x², accumulated in double in an order that depends on n alone. */
  public static double sumOfSquares(Tensor x, long xo, long n) {
    return dot(x, xo, x, xo, n);
  }

  /** Σ x·y, accumulated in double in an order that depends on n alone. */
  public static double dot(Tensor x, long xo, Tensor y, long yo, long n) {
    double sum = 0;
    for (long i = 0; i < n; i++) {
      sum = Math.fma(x.get(xo + i), y.get(yo + i), sum);
    }
    return sum;
  }

  /**
   * One batch column block from examples stored [example][feature]: y[image[f]·ld + column + i] =
   * x[rows[i]·features + f] for i &lt; count. image null is the identity.
   */
  public static void gatherExamples(
      Tensor x,
      int features,
      int[] rows,
      int rowsOffset,
      int count,
      int @Nullable [] image,
      Tensor y,
      long yo,
      int ld,
      int column) {
    for (int f = 0; f < features; f++) {
      long to = yo + (long) (image == null ? f : image[f]) * ld + column;
      for (int i = 0; i < count; i++) {
        y.set(to + i, x.get((long) rows[rowsOffset + i] * features + f));
      }
    }
  }

  /**
   * Σ over elements of max(z,0) − z·t + log(1+e^{−|z|}); dz = weight·(sigmoid(z) − t) unless dz is
   * null.
   */
  public static double binaryCrossEntropy(
      Tensor z, long zo, Tensor t, long to, @Nullable Tensor dz, long dzo, long n, double weight) {
    double sum = 0;
    for (long i = 0; i < n; i++) {
      double v = z.get(zo + i);
      double target = t.get(to + i);
      double e = StrictMath.exp(-Math.abs(v));
      sum += Math.max(v, 0) - v * target + StrictMath.log1p(e);
      if (dz != null) {
        dz.set(dzo + i, weight * ((v >= 0 ? 1 : e) / (1 + e) - target));
      }
    }
    return sum;
  }

  /**
   * Σ over columns of −Σ_axis t·log softmax(z) for [axis][inner]; dz = weight·∂/∂z unless dz is
   * null.
   */
  public static double softmaxCrossEntropy(
      Tensor z,
      long zo,
      Tensor t,
      long to,
      @Nullable Tensor dz,
      long dzo,
      int axis,
      int inner,
      double weight) {
    double sum = 0;
    for (int i = 0; i < inner; i++) {
      double max = Double.NEGATIVE_INFINITY;
      double mass = 0;
      for (int a = 0; a < axis; a++) {
        max = Math.max(max, z.get(zo + (long) a * inner + i));
        mass += t.get(to + (long) a * inner + i);
      }
      double total = 0;
      for (int a = 0; a < axis; a++) {
        total += StrictMath.exp(z.get(zo + (long) a * inner + i) - max);
      }
      double logTotal = StrictMath.log(total);
      for (int a = 0; a < axis; a++) {
        long p = (long) a * inner + i;
        double logit = z.get(zo + p) - max;
        double target = t.get(to + p);
        sum += target * (logTotal - logit);
        if (dz != null) {
          dz.set(dzo + p, weight * (mass * StrictMath.exp(logit) / total - target));
        }
      }
    }
    return sum;
  }

  /** Softmax over axis of [axis][inner]. */
  public static void softmax(Tensor z, long zo, Tensor y, long yo, int axis, int inner) {
    for (int i = 0; i < inner; i++) {
      double max = Double.NEGATIVE_INFINITY;
      for (int a = 0; a < axis; a++) {
        max = Math.max(max, z.get(zo + (long) a * inner + i));
      }
      double total = 0;
      for (int a = 0; a < axis; a++) {
        total += StrictMath.exp(z.get(zo + (long) a * inner + i) - max);
      }
      for (int a = 0; a < axis; a++) {
        long p = (long) a * inner + i;
        y.set(yo + p, StrictMath.exp(z.get(zo + p) - max) / total);
      }
    }
  }

  /** dz = y (dy − Σ_axis dy·y). */
  public static void softmaxBackward(
      Tensor y, long yo, Tensor dy, long dyo, Tensor dz, long dzo, int axis, int inner) {
    for (int i = 0; i < inner; i++) {
      double projection = 0;
      for (int a = 0; a < axis; a++) {
        long p = (long) a * inner + i;
        projection += dy.get(dyo + p) * y.get(yo + p);
      }
      for (int a = 0; a < axis; a++) {
        long p = (long) a * inner + i;
        dz.set(dzo + p, y.get(yo + p) * (dy.get(dyo + p) - projection));
      }
    }
  }

  /** Σ (z − t)²; dz = 2·weight·(z − t) unless dz is null. */
  public static double squaredError(
      Tensor z, long zo, Tensor t, long to, @Nullable Tensor dz, long dzo, long n, double weight) {
    double sum = 0;
    for (long i = 0; i < n; i++) {
      double d = z.get(zo + i) - t.get(to + i);
      sum += d * d;
      if (dz != null) {
        dz.set(dzo + i, 2 * weight * d);
      }
    }
    return sum;
  }
}
