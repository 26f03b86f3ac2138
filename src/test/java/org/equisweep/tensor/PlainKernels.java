package org.equisweep.tensor;

import org.jspecify.annotations.Nullable;

/** {@link Kernels} by their definitions, in double, one element at a time. */
final class PlainKernels {
  private PlainKernels() {}

  static void leakyRelu(Tensor x, long xo, Tensor y, long yo, long n, double slope) {
    for (long i = 0; i < n; i++) {
      double v = x.get(xo + i);
      y.set(yo + i, v > 0 ? v : slope * v);
    }
  }

  static void leakyReluBackward(
      Tensor y, long yo, Tensor dy, long dyo, Tensor dx, long dxo, long n, double slope) {
    for (long i = 0; i < n; i++) {
      double g = dy.get(dyo + i);
      dx.set(dxo + i, y.get(yo + i) > 0 ? g : slope * g);
    }
  }

  static void tanh(Tensor x, long xo, Tensor y, long yo, long n) {
    for (long i = 0; i < n; i++) {
      y.set(yo + i, StrictMath.tanh(x.get(xo + i)));
    }
  }

  static void tanhBackward(Tensor y, long yo, Tensor dy, long dyo, Tensor dx, long dxo, long n) {
    for (long i = 0; i < n; i++) {
      double v = y.get(yo + i);
      dx.set(dxo + i, dy.get(dyo + i) * (1 - v * v));
    }
  }

  static void sigmoid(Tensor x, long xo, Tensor y, long yo, long n) {
    for (long i = 0; i < n; i++) {
      y.set(yo + i, 1 / (1 + StrictMath.exp(-x.get(xo + i))));
    }
  }

  static void sigmoidBackward(Tensor y, long yo, Tensor dy, long dyo, Tensor dx, long dxo, long n) {
    for (long i = 0; i < n; i++) {
      double v = y.get(yo + i);
      dx.set(dxo + i, dy.get(dyo + i) * v * (1 - v));
    }
  }

  static void layerNorm(
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

  static void layerNormBackward(
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

  static void sparseApply(
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

  static void axpy(double alpha, Tensor x, long xo, Tensor y, long yo, long n) {
    for (long i = 0; i < n; i++) {
      y.set(yo + i, Math.fma(alpha, x.get(xo + i), y.get(yo + i)));
    }
  }

  static void scale(double alpha, Tensor x, long xo, long n) {
    for (long i = 0; i < n; i++) {
      x.set(xo + i, alpha * x.get(xo + i));
    }
  }

  static double sumOfSquares(Tensor x, long xo, long n) {
    return dot(x, xo, x, xo, n);
  }

  static double dot(Tensor x, long xo, Tensor y, long yo, long n) {
    double sum = 0;
    for (long i = 0; i < n; i++) {
      sum = Math.fma(x.get(xo + i), y.get(yo + i), sum);
    }
    return sum;
  }

  static void gatherExamples(
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

  static double binaryCrossEntropy(
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

  static double softmaxCrossEntropy(
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

  static void softmax(Tensor z, long zo, Tensor y, long yo, int axis, int inner) {
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

  static void softmaxBackward(
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

  static double squaredError(
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
