package org.equisweep.network;

/**
 * Coefficients of a layer seen as the matrix that multiplies the layer's features, against the
 * order of their parametrisation.
 *
 * @param outer rows are outer × inner, the inner index fastest
 * @param outerStride from one outer index to the next in parametrisation order
 * @param innerStride from one inner index to the next
 * @param columns where each column lies after its row's first
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never modified
record MatrixOrder(int outer, int inner, int outerStride, int innerStride, int[] columns) {
  /** (c_out, n_out)×(c_in, n_in) of canonical (c_out, c_in, n_out, n_in). */
  static MatrixOrder dense(LinearShape shape) {
    int spatial = Math.toIntExact(shape.spatial());
    int[] columns = new int[shape.channelsIn() * shape.positionsIn()];
    for (int j = 0; j < columns.length; j++) {
      columns[j] = j / shape.positionsIn() * spatial + j % shape.positionsIn();
    }
    return new MatrixOrder(
        shape.channelsOut(),
        shape.positionsOut(),
        shape.channelsIn() * spatial,
        shape.positionsIn(),
        columns);
  }

  /** c_out×(c_in, k) of factored coefficients (c_out, k, c_in). */
  static MatrixOrder factored(LinearShape shape, int operators) {
    int[] columns = new int[operators * shape.channelsIn()];
    for (int j = 0; j < columns.length; j++) {
      columns[j] = j % operators * shape.channelsIn() + j / operators;
    }
    return new MatrixOrder(shape.channelsOut(), 1, columns.length, columns.length, columns);
  }

  int rows() {
    return outer * inner;
  }

  int entries() {
    return rows() * columns.length;
  }

  /**
   * Where row {@code index} of the matrix begins; its entries lie at {@link #columns} from there.
   */
  int first(int index) {
    return index / inner * outerStride + index % inner * innerStride;
  }
}
