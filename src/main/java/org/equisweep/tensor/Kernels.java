package org.equisweep.tensor;

import static org.equisweep.tensor.KernelArguments.blockSize;
import static org.equisweep.tensor.KernelArguments.keep;
import static org.equisweep.tensor.KernelArguments.largest;
import static org.equisweep.tensor.KernelArguments.same;

import java.lang.ref.Reference;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Element kernels. In and out may be the same tensor at the same offset; ranges that overlap
 * otherwise give unspecified values. Layout words: {@code outer, axis, inner} mean an array
 * [outer][axis][inner], inner contiguous. Offsets and counts are in elements.
 *
 * <p>All tensors of a call have one precision. Element-wise kernels compute in it; sums over many
 * elements are in double, element i in partial sum i mod 16, the sixteen added in order. Every bit
 * is the same interpreted and compiled and for every width of the hardware's vectors. Compiled
 * calls allocate nothing. Losses and softmax: {@link LossKernels}.
 *
 * <p>A range that does not lie inside its tensor is an {@link IndexOutOfBoundsException}, a closed
 * tensor an {@link IllegalStateException}, mixed precisions an {@link IllegalArgumentException}.
 */
public final class Kernels {
  private Kernels() {}

  public static void leakyRelu(Tensor x, long xo, Tensor y, long yo, long n, double slope) {
    same(x, y);
    int from = x.checkRange(xo, n);
    int to = y.checkRange(yo, n);
    if (x.precision() == Precision.FLOAT) {
      FloatElementwise.leakyRelu(x, from, y, to, (int) n, (float) slope);
    } else {
      DoubleElementwise.leakyRelu(x, from, y, to, (int) n, slope);
    }
    keep(x, y, y);
  }

  /**
   * dx = dy where y &gt; 0, slope·dy elsewhere; y is the output (slope ≥ 0 keeps the sign), slope 0
   * is ReLU.
   */
  public static void leakyReluBackward(
      Tensor y, long yo, Tensor dy, long dyo, Tensor dx, long dxo, long n, double slope) {
    same(y, dy);
    same(y, dx);
    int at = y.checkRange(yo, n);
    int from = dy.checkRange(dyo, n);
    int to = dx.checkRange(dxo, n);
    if (y.precision() == Precision.FLOAT) {
      FloatElementwise.leakyReluBackward(y, at, dy, from, dx, to, (int) n, (float) slope);
    } else {
      DoubleElementwise.leakyReluBackward(y, at, dy, from, dx, to, (int) n, slope);
    }
    keep(y, dy, dx);
  }

  public static void tanh(Tensor x, long xo, Tensor y, long yo, long n) {
    same(x, y);
    int from = x.checkRange(xo, n);
    int to = y.checkRange(yo, n);
    if (x.precision() == Precision.FLOAT) {
      FloatElementwise.tanh(x, from, y, to, (int) n);
    } else {
      DoubleElementwise.tanh(x, from, y, to, (int) n);
    }
    keep(x, y, y);
  }

  /** dx = dy (1 − y²). */
  public static void tanhBackward(
      Tensor y, long yo, Tensor dy, long dyo, Tensor dx, long dxo, long n) {
    same(y, dy);
    same(y, dx);
    int at = y.checkRange(yo, n);
    int from = dy.checkRange(dyo, n);
    int to = dx.checkRange(dxo, n);
    if (y.precision() == Precision.FLOAT) {
      FloatElementwise.tanhBackward(y, at, dy, from, dx, to, (int) n);
    } else {
      DoubleElementwise.tanhBackward(y, at, dy, from, dx, to, (int) n);
    }
    keep(y, dy, dx);
  }

  public static void sigmoid(Tensor x, long xo, Tensor y, long yo, long n) {
    same(x, y);
    int from = x.checkRange(xo, n);
    int to = y.checkRange(yo, n);
    if (x.precision() == Precision.FLOAT) {
      FloatElementwise.sigmoid(x, from, y, to, (int) n);
    } else {
      DoubleElementwise.sigmoid(x, from, y, to, (int) n);
    }
    keep(x, y, y);
  }

  /** dx = dy y (1 − y). */
  public static void sigmoidBackward(
      Tensor y, long yo, Tensor dy, long dyo, Tensor dx, long dxo, long n) {
    same(y, dy);
    same(y, dx);
    int at = y.checkRange(yo, n);
    int from = dy.checkRange(dyo, n);
    int to = dx.checkRange(dxo, n);
    if (y.precision() == Precision.FLOAT) {
      FloatElementwise.sigmoidBackward(y, at, dy, from, dx, to, (int) n);
    } else {
      DoubleElementwise.sigmoidBackward(y, at, dy, from, dx, to, (int) n);
    }
    keep(y, dy, dx);
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
    same(x, y);
    same(x, inverse);
    long size = blockSize(outer, axis, inner);
    int from = x.checkRange(xo, size);
    int to = y.checkRange(yo, size);
    int at = inverse.checkRange(ro, size / axis);
    if (x.precision() == Precision.FLOAT) {
      FloatLayerNorm.forward(x, from, y, to, inverse, at, outer, axis, inner, (float) epsilon);
    } else {
      DoubleLayerNorm.forward(x, from, y, to, inverse, at, outer, axis, inner, epsilon);
    }
    keep(x, y, inverse);
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
    same(y, inverse);
    same(y, dy);
    same(y, dx);
    long size = blockSize(outer, axis, inner);
    int ys = y.checkRange(yo, size);
    int at = inverse.checkRange(ro, size / axis);
    int from = dy.checkRange(dyo, size);
    int to = dx.checkRange(dxo, size);
    if (y.precision() == Precision.FLOAT) {
      FloatLayerNorm.backward(y, ys, inverse, at, dy, from, dx, to, outer, axis, inner);
    } else {
      DoubleLayerNorm.backward(y, ys, inverse, at, dy, from, dx, to, outer, axis, inner);
    }
    keep(y, dy, dx);
    Reference.reachabilityFence(inverse);
  }

  /**
   * y (+)= M x, where x[q], y[p] are vectors of {@code inner} contiguous elements. Sums run in the
   * order of a row's entries.
   */
  public static void sparseApply(
      SparseBands map, Tensor x, long xo, Tensor y, long yo, int inner, boolean accumulate) {
    same(x, y);
    int from = x.checkRange(xo, blockSize(map.width(), 1, inner));
    int to = y.checkRange(yo, blockSize(map.rows(), 1, inner));
    if (x.precision() == Precision.FLOAT) {
      FloatSparse.apply(map, x, from, y, to, inner, accumulate);
    } else {
      DoubleSparse.apply(map, x, from, y, to, inner, accumulate);
    }
    keep(x, y, y);
  }

  /** y += α x. */
  public static void axpy(double alpha, Tensor x, long xo, Tensor y, long yo, long n) {
    same(x, y);
    int from = x.checkRange(xo, n);
    int to = y.checkRange(yo, n);
    if (x.precision() == Precision.FLOAT) {
      FloatElementwise.axpy((float) alpha, x, from, y, to, (int) n);
    } else {
      DoubleElementwise.axpy(alpha, x, from, y, to, (int) n);
    }
    keep(x, y, y);
  }

  /** x *= α. */
  public static void scale(double alpha, Tensor x, long xo, long n) {
    int at = x.checkRange(xo, n);
    if (x.precision() == Precision.FLOAT) {
      FloatElementwise.scale((float) alpha, x, at, (int) n);
    } else {
      DoubleElementwise.scale(alpha, x, at, (int) n);
    }
    keep(x, x, x);
  }

  /** Σ x², accumulated in double in an order that depends on n alone. */
  public static double sumOfSquares(Tensor x, long xo, long n) {
    return dot(x, xo, x, xo, n);
  }

  /** Σ x·y, accumulated in double in an order that depends on n alone. */
  public static double dot(Tensor x, long xo, Tensor y, long yo, long n) {
    same(x, y);
    double sum = Reductions.dot(x, x.checkRange(xo, n), y, y.checkRange(yo, n), (int) n);
    keep(x, y, y);
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
    same(x, y);
    Objects.checkFromIndexSize(rowsOffset, count, rows.length);
    if (column < 0 || ld < column + (long) count) {
      throw new IllegalArgumentException(
          "A row of ld = "
              + ld
              + " elements must hold columns "
              + column
              + " to "
              + (column + (long) count - 1));
    }
    x.checkRange(0, blockSize(largest(rows, rowsOffset, count) + 1, 1, features));
    int lines = image == null ? features : largest(image, 0, features) + 1;
    int to = y.checkRange(yo, lines == 0 ? 0 : (lines - 1L) * ld + column + count);
    if (x.precision() == Precision.FLOAT) {
      Gather.floats(x.bytes(), features, rows, rowsOffset, count, image, y.bytes(), to, ld, column);
    } else {
      Gather.doubles(
          x.bytes(), features, rows, rowsOffset, count, image, y.bytes(), to, ld, column);
    }
    keep(x, y, y);
  }

  /**
   * Columns that are a permutation of others by rows, in one array of leading dimension ld:
   * y[moved[f]·ld + column + i] = y[known[f]·ld + from + i] for f &lt; features and i &lt; count.
   * The column ranges must not overlap; null is the identity.
   */
  public static void permuteColumns(
      Tensor y,
      long yo,
      int features,
      int ld,
      int @Nullable [] known,
      int from,
      int @Nullable [] moved,
      int column,
      int count) {
    Objects.checkFromIndexSize(from, count, ld);
    Objects.checkFromIndexSize(column, count, ld);
    if (from < column + count && column < from + count) {
      throw new IllegalArgumentException(
          "columns %d and %d overlap over %d".formatted(from, column, count));
    }
    int last = features - 1;
    if (known != null) {
      last = Math.max(last, largest(known, 0, features));
    }
    if (moved != null) {
      last = Math.max(last, largest(moved, 0, features));
    }
    int at = y.checkRange(yo, (last + 1L) * ld);
    if (y.precision() == Precision.FLOAT) {
      ColumnPermutation.floats(y, at, features, ld, known, from, moved, column, count);
    } else {
      ColumnPermutation.doubles(y, at, features, ld, known, from, moved, column, count);
    }
    keep(y, y, y);
  }
}
