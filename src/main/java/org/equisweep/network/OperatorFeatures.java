package org.equisweep.network;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.equisweep.tensor.Blas;
import org.equisweep.tensor.Precision;
import org.equisweep.tensor.Tensor;

/**
 * φ(x) = (S_k x_i) at each output position: K·c_in rows, i outer and k inner, and n_out columns for
 * each example. Worked out in tiles of examples, innermost, in double.
 */
final class OperatorFeatures implements FirstFeatures {
  private static final int TILE_ENTRIES = 1 << 20;

  private final LinearShape shape;
  private final SparseMap stacked;
  private final int rows;

  OperatorFeatures(LinearShape shape, SpatialOperators factored) {
    this.shape = shape;
    this.stacked = factored.stacked();
    this.rows = shape.channelsIn() * factored.count();
  }

  /** What is done with φ of a tile, [row][position][example]. */
  private interface TileTask {
    void accept(Tensor phi, int first, int count);
  }

  /** K·c_in. */
  int rows() {
    return rows;
  }

  /** Σ φφᵀ over all columns, rows² entries. */
  double[] gram(List<InputSpan.Inputs> data) {
    try (Tensor gram = Tensor.zeros(Precision.DOUBLE, (long) rows * rows)) {
      TileTask add =
          (phi, first, count) -> {
            int columns = shape.positionsOut() * count;
            Blas.gemm(
                false, true, rows, rows, columns, 1, phi, 0, columns, phi, 0, columns, 1, gram, 0,
                rows);
          };
      data.forEach(inputs -> forEachTile(inputs, add));
      double[] entries = new double[rows * rows];
      gram.copyTo(0, entries, 0, entries.length);
      return entries;
    }
  }

  @Override
  public Tensor evaluate(InputSpan.Inputs inputs, SpanBasis basis) {
    int examples = inputs.examples();
    int features = basis.rank() * shape.positionsOut();
    Tensor result = Tensor.zeros(inputs.values().precision(), (long) examples * features);
    double[] example = new double[features];
    try (Tensor q = transposed(basis);
        Tensor reduced = Tensor.zeros(Precision.DOUBLE, (long) features * tile(examples))) {
      forEachTile(
          inputs,
          (phi, first, count) -> {
            multiply(q, basis.rank(), phi, reduced, count);
            double[] tile = new double[features * count];
            reduced.copyTo(0, tile, 0, tile.length);
            for (int e = 0; e < count; e++) {
              for (int f = 0; f < features; f++) {
                example[f] = tile[f * count + e];
              }
              result.copyFrom(example, 0, (long) (first + e) * features, features);
            }
          });
    }
    return result;
  }

  @Override
  public long workBytes(int examples, int rank) {
    long tile = tile(examples);
    return Tensor.bytes(Precision.DOUBLE, (long) rank * rows)
        + Tensor.bytes(Precision.DOUBLE, tile * rank * shape.positionsOut())
        + Tensor.bytes(Precision.DOUBLE, tile * rows * shape.positionsOut())
        + Tensor.bytes(Precision.DOUBLE, tile * shape.channelsIn() * shape.positionsIn());
  }

  @Override
  public boolean contains(InputSpan.Inputs inputs, SpanBasis basis) {
    boolean[] inside = {true};
    long reducedEntries = (long) basis.rank() * shape.positionsOut() * tile(inputs.examples());
    try (Tensor q = transposed(basis);
        Tensor reduced = Tensor.zeros(Precision.DOUBLE, reducedEntries)) {
      forEachTile(
          inputs,
          (phi, first, count) -> {
            int columns = shape.positionsOut() * count;
            double[] norms = squaredNorms(phi, columns);
            multiply(q, basis.rank(), phi, reduced, count);
            Blas.gemm(
                true,
                false,
                rows,
                columns,
                basis.rank(),
                -1,
                q,
                0,
                rows,
                reduced,
                0,
                columns,
                1,
                phi,
                0,
                columns);
            double[] residuals = squaredNorms(phi, columns);
            for (int column = 0; column < columns; column++) {
              inside[0] &= FirstFeatures.isRounding(residuals[column], norms[column]);
            }
          });
    }
    return inside[0];
  }

  private void multiply(Tensor q, int rank, Tensor phi, Tensor reduced, int count) {
    int columns = shape.positionsOut() * count;
    Blas.gemm(
        false, false, rank, columns, rows, 1, q, 0, rows, phi, 0, columns, 0, reduced, 0, columns);
  }

  private double[] squaredNorms(Tensor phi, int columns) {
    double[] norms = new double[columns];
    double[] row = new double[columns];
    for (int r = 0; r < rows; r++) {
      phi.copyTo((long) r * columns, row, 0, columns);
      for (int column = 0; column < columns; column++) {
        norms[column] += row[column] * row[column];
      }
    }
    return norms;
  }

  private Tensor transposed(SpanBasis basis) {
    double[] entries = new double[basis.rank() * rows];
    double[] unit = new double[basis.rank()];
    double[] column = new double[rows];
    int[] places = IntStream.range(0, rows).toArray();
    for (int k = 0; k < basis.rank(); k++) {
      unit[k] = 1;
      Arrays.fill(column, 0);
      basis.addCombination(unit, 0, column, 0, places);
      System.arraycopy(column, 0, entries, k * rows, rows);
      unit[k] = 0;
    }
    return Tensor.of(Precision.DOUBLE, entries);
  }

  private int tile(int examples) {
    int widest = Math.max(rows * shape.positionsOut(), shape.channelsIn() * shape.positionsIn());
    return Math.max(1, Math.min(examples, TILE_ENTRIES / widest));
  }

  private void forEachTile(InputSpan.Inputs inputs, TileTask task) {
    int examples = inputs.examples();
    int tile = tile(examples);
    int features = shape.channelsIn() * shape.positionsIn();
    double[] example = new double[features];
    try (Tensor x = Tensor.zeros(Precision.DOUBLE, (long) features * tile);
        Tensor phi = Tensor.zeros(Precision.DOUBLE, (long) rows * shape.positionsOut() * tile)) {
      for (int first = 0; first < examples; first += tile) {
        int count = Math.min(tile, examples - first);
        double[] columns = new double[features * count];
        for (int e = 0; e < count; e++) {
          inputs.values().copyTo((long) (first + e) * features, example, 0, features);
          for (int f = 0; f < features; f++) {
            columns[f * count + e] = example[f];
          }
        }
        x.copyFrom(columns, 0, 0, columns.length);
        for (int i = 0; i < shape.channelsIn(); i++) {
          long from = (long) i * shape.positionsIn() * count;
          stacked.apply(x, from, phi, (long) i * stacked.rows() * count, count, false);
        }
        task.accept(phi, first, count);
      }
    }
  }
}
