package org.equisweep.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.equisweep.geometry.Coordinates;
import org.equisweep.geometry.Factored;
import org.equisweep.geometry.Parametrisation;
import org.equisweep.group.Element;
import org.equisweep.group.Representation;
import org.equisweep.group.SpaceSpec;
import org.equisweep.network.ArchitectureSpec.Linear;
import org.equisweep.tensor.Precision;
import org.equisweep.tensor.SymmetricEigen;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the {@link InputSpan} of given data.
 *
 * <p>For a full layer: blocks of input features that are equal in every example and in all its
 * images. For operators of 𝓔, whose features at gx are those at x with positions permuted: the
 * range of Σφφᵀ, in which an eigenvalue below {@value #NULL} of the largest is taken for 0; the
 * span counts only if every column is in it to {@link FirstFeatures#EXACT}.
 */
final class SpanSearch {
  /** Rounding of Σφφᵀ; a direction this weak that is not null fails the test of the columns. */
  private static final double NULL = 1e-13;

  /** The most rows of φ for which Σφφᵀ is worth its time. */
  private static final int MOST_ROWS = 128;

  /** The most entries of φ' that are kept: a quarter of a gibibyte in float. */
  private static final long MOST_ENTRIES = 1L << 26;

  private final ArchitectureGeometry geometry;
  private final Network.Space space;
  private final List<InputSpan.Inputs> data;
  private final int examples;
  private final Precision precision;

  SpanSearch(ArchitectureGeometry geometry, Network.Space space, List<InputSpan.Inputs> data) {
    this.geometry = geometry;
    this.space = space;
    this.data = data;
    this.examples = data.stream().mapToInt(InputSpan.Inputs::examples).sum();
    this.precision = data.get(0).values().precision();
  }

  @Nullable InputSpan find() {
    if (!(geometry.stages().get(0).stage() instanceof Linear)) {
      return null;
    }
    LinearShape shape = LinearShape.of(geometry.layers().get(0).shape());
    Parametrisation parametrisation = firstLayer(geometry, space);
    if (parametrisation instanceof Coordinates full && full.indices() == null) {
      return blocks(shape);
    }
    if (parametrisation instanceof Factored factored && space == Network.Space.EQUIVARIANT) {
      return operators(
          shape, SpatialOperators.dense(factored, shape.positionsOut(), shape.positionsIn()));
    }
    return null;
  }

  private static Parametrisation firstLayer(ArchitectureGeometry geometry, Network.Space space) {
    return space == Network.Space.ADMISSIBLE
        ? geometry.layers().get(0).admissible()
        : geometry.layers().get(0).equivariant();
  }

  /** See {@link InputSpan#mostFeatures}. */
  static int mostFeatures(ArchitectureGeometry geometry, Network.Space space, int examples) {
    if (!(geometry.stages().get(0).stage() instanceof Linear)) {
      return 0;
    }
    LinearShape shape = LinearShape.of(geometry.layers().get(0).shape());
    Parametrisation parametrisation = firstLayer(geometry, space);
    if (parametrisation instanceof Coordinates full && full.indices() == null) {
      return shape.channelsIn() * shape.positionsIn() - 1;
    }
    if (parametrisation instanceof Factored factored && space == Network.Space.EQUIVARIANT) {
      long rows = (long) shape.channelsIn() * factored.operators();
      return rows > MOST_ROWS
          ? 0
          : (int) Math.min(rows * shape.positionsOut(), MOST_ENTRIES / Math.max(1, examples));
    }
    return 0;
  }

  private @Nullable InputSpan blocks(LinearShape shape) {
    int dimension = shape.channelsIn() * shape.positionsIn();
    Representation representation =
        geometry.group().representation(geometry.architecture().input().space());
    List<int[]> images =
        geometry.group().generators().stream()
            .map(g -> featureImage(representation, g, shape.channelsIn()))
            .toList();
    int[] blockOf = new EqualFeatures(data, dimension).blocks(images);
    int rank = Arrays.stream(blockOf).max().orElse(-1) + 1;
    if (rank == 0 || rank == dimension) {
      return null;
    }
    return new InputSpan(
        space, new BlockBasis(blockOf), new SpaceSpec.Scalar(), 1, new PlainFeatures(dimension));
  }

  private static int[] featureImage(Representation representation, Element g, int channels) {
    int[] positions = representation.permutation(g);
    int[] image = new int[channels * positions.length];
    for (int f = 0; f < image.length; f++) {
      int channel = f / positions.length;
      image[f] = channel * positions.length + positions[f % positions.length];
    }
    return image;
  }

  private @Nullable InputSpan operators(LinearShape shape, SpatialOperators factored) {
    long rows = (long) shape.channelsIn() * factored.count();
    if (rows == 0 || rows > MOST_ROWS) {
      return null;
    }
    OperatorFeatures features = new OperatorFeatures(shape, factored);
    MatrixBasis basis = range(features.gram(data), features.rows());
    if (basis.rank() == 0
        || (long) basis.rank() * shape.positionsOut() * examples > MOST_ENTRIES
        || !isCheaper(shape, factored, basis.rank())
        || !data.stream().allMatch(inputs -> features.contains(inputs, basis))) {
      return null;
    }
    SpaceSpec to = geometry.stages().get(0).out().space();
    return new InputSpan(space, basis, to, shape.positionsOut(), features);
  }

  private boolean isCheaper(LinearShape shape, SpatialOperators factored, int rank) {
    Activation in = new Activation(shape.channelsIn(), shape.positionsIn(), null, null);
    Activation out = new Activation(shape.channelsOut(), shape.positionsOut(), null, null);
    LinearLayer layer = new LinearLayer(0, shape, in, out);
    LayerCompiler compiler =
        new LayerCompiler(layer, 0, new Timeline(1), examples, new ArrayList<>());
    LayerForm.Counts plain = LayerForm.cheapestCounts(compiler.considered(factored, precision));
    return compiler.featureCounts(shape.channelsOut(), rank, shape.positionsOut(), precision).cost()
        < plain.cost();
  }

  /** Eigenvectors of what is not null, the largest first. */
  private static MatrixBasis range(double[] gram, int rows) {
    SymmetricEigen eigen = SymmetricEigen.of(gram, rows);
    double least = NULL * eigen.value(rows - 1);
    int rank = 0;
    double[] transposed = new double[rows * rows];
    for (int k = rows - 1; k >= 0 && eigen.value(k) > least; k--) {
      System.arraycopy(eigen.vector(k), 0, transposed, rank++ * rows, rows);
    }
    return new MatrixBasis(rows, rank, Arrays.copyOf(transposed, rank * rows));
  }
}
