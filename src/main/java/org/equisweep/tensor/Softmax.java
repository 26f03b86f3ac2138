package org.equisweep.tensor;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Softmax and its loss over the axis of [axis][inner], in double whatever the precision, by {@link
 * ArrayFunctions}; sums over the axis run in its order, sums over columns as {@link Reductions}
 * says. In blocks of columns, row by row; tangents column by column.
 */
final class Softmax {
  /** One thread's exponentials of a block or a column. */
  private static final ThreadLocal<double[]> COLUMN = ThreadLocal.withInitial(() -> new double[64]);

  /** Elements of a block of columns: 64 KiB an array, but for very long axes. */
  private static final int BLOCK = 8192;

  private Softmax() {}

  static void forward(Tensor z, int zo, Tensor y, int yo, int axis, int inner) {
    LossArrays arrays = LossArrays.own();
    int columns = columns(axis);
    double[] exponentials = column(axis * columns);
    for (int from = 0; from < inner; from += columns) {
      int size = Math.min(columns, inner - from);
      exponentials(z, zo + from, axis, inner, size, exponentials, arrays);
      int stride = ArrayFunctions.whole(size);
      for (int a = 0; a < axis; a++) {
        quotients(exponentials, a * stride, arrays.terms, arrays.logits, size);
        LossArrays.write(arrays.logits, size, y, yo + from + a * inner);
      }
    }
  }

  private static void quotients(
      double[] dividends, int at, double[] divisors, double[] target, int n) {
    for (int i = 0; i < n; i++) {
      target[i] = dividends[at + i] / divisors[i];
    }
  }

  static void backward(
      Tensor y, int yo, Tensor dy, int dyo, Tensor dz, int dzo, int axis, int inner) {
    for (int i = 0; i < inner; i++) {
      double projection = 0;
      for (int a = i; a < axis * inner; a += inner) {
        projection = Math.fma(dy.at(dyo + a), y.at(yo + a), projection);
      }
      for (int a = i; a < axis * inner; a += inner) {
        dz.put(dzo + a, (dy.at(dyo + a) - projection) * y.at(yo + a));
      }
    }
  }

  static double crossEntropy(
      Tensor z,
      int zo,
      Tensor t,
      int to,
      @Nullable Tensor dz,
      int dzo,
      int axis,
      int inner,
      double weight) {
    double[] partial = Reductions.cleared();
    LossArrays arrays = LossArrays.own();
    int columns = columns(axis);
    double[] exponentials = column(axis * columns);
    for (int from = 0; from < inner; from += columns) {
      int size = Math.min(columns, inner - from);
      exponentials(z, zo + from, axis, inner, size, exponentials, arrays);
      crossEntropyTerms(z, zo + from, t, to + from, axis, inner, size, arrays);
      LossArrays.add(arrays.lost, size, partial);
      if (dz != null) {
        quotients(arrays.exponent, 0, arrays.terms, arrays.exponent, size);
        for (int a = 0; a < axis; a++) {
          int row = from + a * inner;
          LossArrays.read(t, to + row, size, arrays.factor);
          gradientRow(exponentials, a * ArrayFunctions.whole(size), size, arrays, weight);
          LossArrays.write(arrays.logits, size, dz, dzo + row);
        }
      }
    }
    return Reductions.total(partial);
  }

  /** weight·(share·e − t), the shares being in {@code exponent}, t in {@code factor}. */
  private static void gradientRow(
      double[] exponentials, int at, int n, LossArrays arrays, double weight) {
    double[] shares = arrays.exponent;
    double[] targets = arrays.factor;
    double[] gradient = arrays.logits;
    for (int i = 0; i < n; i++) {
      gradient[i] = weight * Math.fma(shares[i], exponentials[at + i], -targets[i]);
    }
  }

  /**
   * Of a block of columns, after {@link #exponentials}: Σ t(log Σe − (z − largest)) to {@code
   * lost}, Σ t to {@code exponent}.
   */
  private static void crossEntropyTerms(
      Tensor z, int zo, Tensor t, int to, int axis, int inner, int n, LossArrays arrays) {
    double[] logTotals = arrays.exponentials;
    ArrayFunctions.log(arrays.terms, logTotals, n, arrays.factor, arrays.exponent, arrays.lost);
    Arrays.fill(arrays.exponent, 0, n, 0);
    Arrays.fill(arrays.lost, 0, n, 0);
    for (int a = 0; a < axis; a++) {
      LossArrays.read(z, zo + a * inner, n, arrays.logits);
      LossArrays.read(t, to + a * inner, n, arrays.factor);
      addTerms(arrays.factor, arrays.logits, arrays.targets, logTotals, arrays, n);
    }
  }

  private static void addTerms(
      double[] targets,
      double[] logits,
      double[] largest,
      double[] logTotals,
      LossArrays arrays,
      int n) {
    double[] masses = arrays.exponent;
    double[] losses = arrays.lost;
    for (int i = 0; i < n; i++) {
      masses[i] += targets[i];
      losses[i] = Math.fma(targets[i], logTotals[i] - (logits[i] - largest[i]), losses[i]);
    }
  }

  /**
   * Of a block of columns: e^{z − largest} in rows of as many whole vectors; the largest of each
   * column to {@code targets}, the sum to {@code terms}.
   */
  private static void exponentials(
      Tensor z, int from, int axis, int inner, int n, double[] exponentials, LossArrays arrays) {
    int stride = ArrayFunctions.whole(n);
    double[] row = arrays.logits;
    double[] largest = arrays.targets;
    double[] totals = arrays.terms;
    for (int a = 0; a < axis; a++) {
      LossArrays.read(z, from + a * inner, n, row);
      System.arraycopy(row, 0, exponentials, a * stride, n);
      if (a == 0) {
        System.arraycopy(row, 0, largest, 0, n);
      }
      for (int i = 0; i < n; i++) {
        largest[i] = row[i] > largest[i] ? row[i] : largest[i];
      }
    }
    for (int at = 0; at < axis * stride; at += stride) {
      for (int i = 0; i < n; i++) {
        exponentials[at + i] -= largest[i];
      }
    }
    ArrayFunctions.decay(exponentials, exponentials, axis * stride);
    Arrays.fill(totals, 0, n, 0);
    for (int at = 0; at < axis * stride; at += stride) {
      for (int i = 0; i < n; i++) {
        totals[i] += exponentials[at + i];
      }
    }
  }

  /** Of a block, a whole number of partial sums. */
  private static int columns(int axis) {
    int most = BLOCK / axis / Reductions.LANES * Reductions.LANES;
    return Math.max(Reductions.LANES, Math.min(LossArrays.BLOCK, most));
  }

  /** dż = weight·mass·p(ż − Σ pż). */
  static void crossEntropyTangent(
      Tensor z,
      int zo,
      Tensor t,
      int to,
      Tensor zDot,
      int zdo,
      Tensor dzDot,
      int dzo,
      int axis,
      int inner,
      double weight) {
    double[] exponentials = column(axis);
    for (int i = 0; i < inner; i++) {
      double largest = largest(z, zo + i, axis, inner);
      double total = exponentials(z, zo + i, axis, inner, largest, exponentials);
      double mass = 0;
      double projection = 0;
      for (int a = 0; a < axis; a++) {
        int at = i + a * inner;
        mass += t.at(to + at);
        projection = Math.fma(exponentials[a], zDot.at(zdo + at), projection);
      }
      projection /= total;
      double factor = weight * mass / total;
      for (int a = 0; a < axis; a++) {
        int at = i + a * inner;
        dzDot.put(dzo + at, factor * exponentials[a] * (zDot.at(zdo + at) - projection));
      }
    }
  }

  /** dż += ẏ(dy − Σ dy·y) − y Σ dy·ẏ. */
  static void curvature(
      Tensor y,
      int yo,
      Tensor yDot,
      int ydo,
      Tensor dy,
      int dyo,
      Tensor dzDot,
      int dzo,
      int axis,
      int inner) {
    for (int i = 0; i < inner; i++) {
      double along = 0;
      double across = 0;
      for (int a = i; a < axis * inner; a += inner) {
        along = Math.fma(dy.at(dyo + a), y.at(yo + a), along);
        across = Math.fma(dy.at(dyo + a), yDot.at(ydo + a), across);
      }
      for (int a = i; a < axis * inner; a += inner) {
        double term = Math.fma(yDot.at(ydo + a), dy.at(dyo + a) - along, -y.at(yo + a) * across);
        dzDot.put(dzo + a, dzDot.at(dzo + a) + term);
      }
    }
  }

  private static double largest(Tensor z, int from, int axis, int inner) {
    double largest = z.at(from);
    for (int a = 1; a < axis; a++) {
      double value = z.at(from + a * inner);
      largest = value > largest ? value : largest;
    }
    return largest;
  }

  /** target[a] = exp(z[a] − largest); their sum. */
  private static double exponentials(
      Tensor z, int from, int axis, int inner, double largest, double[] target) {
    double total = 0;
    for (int a = 0; a < axis; a++) {
      target[a] = Elementary.exp(z.at(from + a * inner) - largest);
      total += target[a];
    }
    return total;
  }

  private static double[] column(int axis) {
    double[] column = COLUMN.get();
    if (column.length < axis) {
      column = new double[axis];
      COLUMN.set(column);
    }
    return column;
  }
}
