package org.equisweep.network;

import org.equisweep.geometry.LayerShape;
import org.equisweep.tensor.Tensor;

/**
 * All entries of a layer as the matrix (c_out, n_out)×(c_in, n_in) or its transpose, against the
 * canonical order (c_out, c_in, n_out, n_in).
 *
 * @param isTransposed whether columns are contiguous instead of rows
 */
record DenseLayout(LayerShape shape, boolean isTransposed) implements CoefficientLayout {
  private static final int COLUMNS_AT_ONCE = 16;

  DenseLayout(LayerShape shape) {
    this(shape, false);
  }

  /** The same matrix, transposed. */
  DenseLayout columnsFirst() {
    return new DenseLayout(shape, true);
  }

  @Override
  public int coefficients() {
    return shape.size();
  }

  @Override
  public int stored() {
    return shape.size();
  }

  @Override
  public void write(double[] c, Tensor target, long offset) {
    int length = shape.positionsIn();
    if (isTransposed) {
      writeColumns(c, target, offset);
      return;
    }
    for (int from = 0; from < shape.size(); from += length) {
      target.copyFrom(c, from, offset + position(from), length);
    }
  }

  @Override
  public void read(Tensor source, long offset, double[] c) {
    int length = shape.positionsIn();
    if (isTransposed) {
      readColumns(source, offset, c);
      return;
    }
    for (int to = 0; to < shape.size(); to += length) {
      source.copyTo(offset + position(to), c, to, length);
    }
  }

  /** Some columns at a time, each contiguous, so that rows are met in order. */
  private void readColumns(Tensor source, long offset, double[] c) {
    MatrixOrder order = MatrixOrder.dense(LinearShape.of(shape));
    int rows = order.rows();
    int columns = order.columns().length;
    double[] some = new double[COLUMNS_AT_ONCE * rows];
    for (int j = 0; j < columns; j += COLUMNS_AT_ONCE) {
      int count = Math.min(COLUMNS_AT_ONCE, columns - j);
      source.copyTo(offset + (long) j * rows, some, 0, count * rows);
      for (int row = 0; row < rows; row++) {
        int first = order.first(row);
        for (int k = 0; k < count; k++) {
          c[first + order.columns()[j + k]] = some[k * rows + row];
        }
      }
    }
  }

  private void writeColumns(double[] c, Tensor target, long offset) {
    MatrixOrder order = MatrixOrder.dense(LinearShape.of(shape));
    int rows = order.rows();
    int columns = order.columns().length;
    double[] some = new double[COLUMNS_AT_ONCE * rows];
    for (int j = 0; j < columns; j += COLUMNS_AT_ONCE) {
      int count = Math.min(COLUMNS_AT_ONCE, columns - j);
      for (int row = 0; row < rows; row++) {
        int first = order.first(row);
        for (int k = 0; k < count; k++) {
          some[k * rows + row] = c[first + order.columns()[j + k]];
        }
      }
      target.copyFrom(some, 0, offset + (long) j * rows, count * rows);
    }
  }

  /** The layer in this layout, on the heap. */
  double[] fromCanonical(double[] canonical) {
    double[] matrix = new double[canonical.length];
    for (int i = 0; i < canonical.length; i++) {
      matrix[position(i)] = canonical[i];
    }
    return matrix;
  }

  /** Where the entry with a canonical index is stored. */
  int position(int canonical) {
    int q = canonical % shape.positionsIn();
    int row = canonical / shape.positionsIn();
    int p = row % shape.positionsOut();
    int channels = row / shape.positionsOut();
    int i = channels % shape.channelsIn();
    int o = channels / shape.channelsIn();
    int matrixRow = o * shape.positionsOut() + p;
    int matrixColumn = i * shape.positionsIn() + q;
    return isTransposed
        ? matrixColumn * shape.channelsOut() * shape.positionsOut() + matrixRow
        : matrixRow * shape.channelsIn() * shape.positionsIn() + matrixColumn;
  }
}
