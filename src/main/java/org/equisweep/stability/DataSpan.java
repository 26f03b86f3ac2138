package org.equisweep.stability;

import java.util.Arrays;
import org.equisweep.data.Batch;
import org.equisweep.geometry.AdmissibleSpaces;
import org.equisweep.geometry.LayerGeometry;
import org.equisweep.geometry.LayerSpace;
import org.equisweep.group.Representation;
import org.equisweep.network.ArchitectureGeometry;
import org.equisweep.network.ArchitectureSpec.Admissible;
import org.equisweep.network.ArchitectureSpec.Linear;
import org.equisweep.network.InputSpan;
import org.equisweep.tensor.Blas;
import org.equisweep.tensor.Precision;
import org.equisweep.tensor.SymmetricEigen;
import org.equisweep.tensor.Tensor;
import org.equisweep.training.RiskColumns;
import org.jspecify.annotations.Nullable;

/**
 * What inputs and their orbits span of ℝ^(c₀·n₀). A dense first layer can change across it without
 * changing anything: that is (D − r)·c₁·n₁ flat directions.
 */
final class DataSpan {
  /** Eigenvalues of E xxᵀ below this fraction of the largest are 0. */
  private static final double RANK = 1e-12;

  private static final int LARGEST = 2048;

  private final int dimension;

  /** Orthonormal rows that span the complement, row-major. */
  private final double[] complement;

  private final double[][] complementRows;

  private final int missing;

  private DataSpan(int dimension, double[] complement, int missing) {
    this.dimension = dimension;
    this.complement = complement;
    this.missing = missing;
    complementRows = new double[missing][];
    for (int k = 0; k < missing; k++) {
      complementRows[k] = Arrays.copyOfRange(complement, k * dimension, (k + 1) * dimension);
    }
  }

  /**
   * Of a network that begins with a linear layer; null where it does not, or has too many inputs.
   */
  static @Nullable DataSpan of(ArchitectureGeometry geometry, RiskColumns columns) {
    LayerGeometry first = geometry.layers().get(0);
    boolean linear = geometry.architecture().stages().get(0) instanceof Linear;
    int dimension = first.shape().channelsIn() * first.shape().positionsIn();
    if (!linear || dimension > LARGEST) {
      return null;
    }
    double[] moment = moment(columns, dimension);
    average(geometry, moment);
    SymmetricEigen eigen = SymmetricEigen.of(moment, dimension);
    double largest = eigen.value(dimension - 1);
    int missing = 0;
    while (missing < dimension && eigen.value(missing) <= RANK * largest) {
      missing++;
    }
    double[] complement = new double[missing * dimension];
    for (int k = 0; k < missing; k++) {
      System.arraycopy(eigen.vector(k), 0, complement, k * dimension, dimension);
    }
    return new DataSpan(dimension, complement, missing);
  }

  /** E xxᵀ over all columns. */
  private static double[] moment(RiskColumns columns, int dimension) {
    InputSpan span = columns.span();
    int read = span == null ? dimension : span.features();
    double[] moment = new double[read * read];
    try (Tensor sum = Tensor.zeros(Precision.DOUBLE, moment.length)) {
      columns.forEach((batch, tile) -> add(tile, read, 1.0 / columns.count(), sum));
      sum.copyTo(0, moment, 0, moment.length);
    }
    if (span == null) {
      return moment;
    }
    double[] whole = new double[dimension * dimension];
    span.addForm(moment, whole);
    return whole;
  }

  private static void add(Batch tile, int dimension, double weight, Tensor sum) {
    int n = tile.count();
    Tensor x = tile.inputs();
    Blas.gemm(false, true, dimension, dimension, n, weight, x, 0, n, x, 0, n, 1, sum, 0, dimension);
  }

  /** Over the group, channel pair by channel pair. */
  private static void average(ArchitectureGeometry geometry, double[] moment) {
    int channels = geometry.architecture().input().channels();
    Representation input = geometry.group().representation(geometry.architecture().input().space());
    LayerGeometry pairs =
        AdmissibleSpaces.full(LayerSpace.hom(geometry.group(), input, channels, input, channels));
    int n = input.dimension();
    double[] canonical = new double[moment.length];
    exchange(moment, canonical, channels, n, true);
    pairs.projectInvariant(canonical);
    exchange(canonical, moment, channels, n, false);
  }

  /** Between the matrix (c, p)×(c', q) and the order (c, c', p, q). */
  private static void exchange(
      double[] from, double[] to, int channels, int n, boolean intoCanonical) {
    int dimension = channels * n;
    for (int row = 0; row < dimension; row++) {
      for (int column = 0; column < dimension; column++) {
        int matrix = row * dimension + column;
        int pair = row / n * channels + column / n;
        int canonical = (pair * n + row % n) * n + column % n;
        if (intoCanonical) {
          to[canonical] = from[matrix];
        } else {
          to[matrix] = from[canonical];
        }
      }
    }
  }

  /** D − r. */
  int missing() {
    return missing;
  }

  /** Whether every map of ℝ^(c₀·n₀) is admissible as first layer. */
  static boolean isWhole(ArchitectureGeometry geometry) {
    return geometry.architecture().stages().get(0) instanceof Linear linear
        && linear.admissible() instanceof Admissible.Full;
  }

  /** A direction of the first layer: row {@code unit} = (c, p) along the k-th missing input. */
  double[] direction(LayerGeometry first, int unit, int k) {
    double[] a = new double[first.shape().size()];
    for (int input = 0; input < dimension; input++) {
      a[entry(first, unit, input)] = complement[k * dimension + input];
    }
    return a;
  }

  /** a ← the part of the first layer that the data see, in place. */
  void project(LayerGeometry first, double[] a) {
    int units = first.shape().channelsOut() * first.shape().positionsOut();
    double[] row = new double[dimension];
    for (int unit = 0; unit < units; unit++) {
      for (int input = 0; input < dimension; input++) {
        row[input] = a[entry(first, unit, input)];
      }
      for (double[] unseen : complementRows) {
        Vectors.add(-Vectors.dot(unseen, row), unseen, row);
      }
      for (int input = 0; input < dimension; input++) {
        a[entry(first, unit, input)] = row[input];
      }
    }
  }

  private static int entry(LayerGeometry first, int unit, int input) {
    int positionsIn = first.shape().positionsIn();
    int positionsOut = first.shape().positionsOut();
    int pair = unit / positionsOut * first.shape().channelsIn() + input / positionsIn;
    return (pair * positionsOut + unit % positionsOut) * positionsIn + input % positionsIn;
  }
}
