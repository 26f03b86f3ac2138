package org.equisweep.stability;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.equisweep.data.Batch;
import org.equisweep.network.ArchitectureGeometry;
import org.equisweep.network.Coefficients;
import org.equisweep.network.InputSpan;
import org.equisweep.network.Network;
import org.equisweep.network.Network.Curvature;
import org.equisweep.network.Workspace;
import org.equisweep.training.RiskColumns;
import org.jspecify.annotations.Nullable;

/**
 * R, or R^aug, of a trial's whole training set, plus γ/2·‖A − Π_𝓔A‖², on 𝓛 in {@link
 * SplitCoordinates}, always in double. Sums run over tiles in order, so that the bits depend on the
 * trial alone.
 */
public final class RiskObjective implements Objective, AutoCloseable {
  /** Where all columns fit into a workspace of so many bytes, they are linearised once. */
  private static final long WHOLE_BYTES = 96L << 20;

  /** The most vectors of one pass over the columns. */
  private static final int MOST_VECTORS = 8;

  private final ArchitectureGeometry geometry;
  private final SplitCoordinates coordinates;
  private final RiskColumns columns;
  private final double gamma;
  private final Network network;
  private final Workspace workspace;
  private final Coefficients point;
  private final Coefficients gradient;
  private final List<Coefficients> directions = new ArrayList<>();
  private final List<Coefficients> products = new ArrayList<>();
  private final boolean whole;

  /** Coefficients of each layer, on their way. */
  private final double[][] scratch;

  private double @Nullable [] linearisedAt;
  private double sum;
  private double kink;

  /**
   * @param geometry of the trial
   * @param columns of the risk; taken over
   * @param gamma of the penalty, 0 for none
   */
  public RiskObjective(ArchitectureGeometry geometry, RiskColumns columns, double gamma) {
    this.geometry = geometry;
    this.columns = columns;
    this.gamma = gamma;
    coordinates = SplitCoordinates.of(geometry.layers());
    ArchitectureGeometry orthonormal =
        geometry.withLayers(
            geometry.layers().stream().map(layer -> layer.orthonormallyParametrised()).toList());
    InputSpan span = columns.span();
    Network tiled = compile(orthonormal, (int) Math.min(columns.tileSize(), columns.count()), span);
    double bytesPerColumn = (double) tiled.workspaceBytes() / tiled.maxExamples();
    whole = columns.batches() == 1 && columns.count() * bytesPerColumn <= WHOLE_BYTES;
    network = whole ? compile(orthonormal, Math.toIntExact(columns.count()), span) : tiled;
    columns.resizeTile(network.maxExamples());
    workspace = network.newWorkspace();
    point = network.newCoefficients();
    gradient = network.newCoefficients();
    scratch = new double[coordinates.layers()][];
    for (int layer = 0; layer < scratch.length; layer++) {
      scratch[layer] = new double[point.size(layer)];
    }
  }

  private static Network compile(
      ArchitectureGeometry geometry, int examples, @Nullable InputSpan span) {
    return Network.compileForTangents(geometry, Network.Space.ADMISSIBLE, examples, span);
  }

  public SplitCoordinates coordinates() {
    return coordinates;
  }

  /** The passes of a sampled average; 1 where nothing is sampled. */
  public int passes() {
    return columns.batches();
  }

  @Override
  public int dimension() {
    return coordinates.dimension();
  }

  @Override
  public double value(double[] x) {
    linearisedAt = null;
    moveTo(x);
    sum = 0;
    columns.forEach(
        (batch, tile) ->
            sum += network.loss(point, tile.inputs(), tile.targets(), tile.count(), workspace));
    return sum / columns.count() + penalty(x);
  }

  @Override
  public double gradient(double[] x, double[] into) {
    moveTo(x);
    gradient.zero();
    sum = 0;
    columns.forEach((batch, tile) -> linearise(tile, gradient));
    linearisedAt = whole ? x.clone() : null;
    read(gradient, into);
    for (int i = coordinates.tangent(); i < x.length; i++) {
      into[i] += gamma * x[i];
    }
    return sum / columns.count() + penalty(x);
  }

  private void linearise(Batch tile, @Nullable Coefficients into) {
    sum +=
        network.linearise(
            point,
            tile.inputs(),
            tile.targets(),
            tile.count(),
            1.0 / columns.count(),
            into,
            workspace);
  }

  private double penalty(double[] x) {
    double square = 0;
    for (int i = coordinates.tangent(); i < x.length; i++) {
      square += x[i] * x[i];
    }
    return gamma / 2 * square;
  }

  @Override
  public SymmetricOperator hessian(double[] x) {
    return new Hessian(x.clone(), Curvature.HESSIAN);
  }

  /** The same without second derivatives of the network, by Gauss and Newton. */
  public SymmetricOperator gaussNewton(double[] x) {
    return new Hessian(x.clone(), Curvature.GAUSS_NEWTON);
  }

  /** vᵀ∇²f(x)v for each pass of a sampled average on its own; their mean is that of the Hessian. */
  public double[] curvatureByPass(double[] x, double[] v) {
    linearisedAt = null;
    moveTo(x);
    reserve(1);
    write(v, directions.get(0), false);
    products.get(0).zero();
    double[] curvature = new double[passes()];
    columns.forEach(
        (batch, tile) -> {
          linearise(tile, null);
          products.get(0).zero();
          network.addHessianProduct(
              directions.get(0), products.get(0), Curvature.HESSIAN, workspace);
          curvature[batch] += passes() * products.get(0).dot(directions.get(0));
        });
    double normal = 0;
    for (int i = coordinates.tangent(); i < v.length; i++) {
      normal += v[i] * v[i];
    }
    for (int pass = 0; pass < curvature.length; pass++) {
      curvature[pass] += gamma * normal;
    }
    return curvature;
  }

  /** Whether layer 1 works in coordinates of the data span. */
  boolean readsFeatures() {
    return columns.span() != null;
  }

  /** What inputs and their orbits span; null where the first layer is of another kind. */
  @Nullable DataSpan dataSpan() {
    return DataSpan.of(geometry, columns);
  }

  /**
   * The smallest distance of a pre-activation to a kink of its non-linearity, over all columns;
   * infinite where there is no kink.
   */
  public double kinkDistance(double[] x) {
    linearisedAt = null;
    moveTo(x);
    kink = Double.POSITIVE_INFINITY;
    columns.forEach(
        (batch, tile) ->
            kink =
                Math.min(
                    kink, network.kinkDistance(point, tile.inputs(), tile.count(), workspace)));
    return kink;
  }

  private void moveTo(double[] x) {
    write(x, point, true);
  }

  private void write(double[] x, Coefficients into, boolean isPoint) {
    for (int layer = 0; layer < coordinates.layers(); layer++) {
      if (isPoint) {
        into.write(layer, coordinates.coefficients(x, layer));
      } else {
        coordinates.direction(x, layer, scratch[layer]);
        into.writeDirection(layer, scratch[layer]);
      }
    }
  }

  private void read(Coefficients from, double[] into) {
    for (int layer = 0; layer < coordinates.layers(); layer++) {
      from.read(layer, scratch[layer]);
      coordinates.split(layer, scratch[layer], into);
    }
  }

  private void reserve(int vectors) {
    while (directions.size() < vectors) {
      directions.add(network.newCoefficients());
      products.add(network.newCoefficients());
    }
  }

  /** ∇²f, or its Gauss–Newton part, at a point. */
  private final class Hessian implements SymmetricOperator {
    private final double[] at;
    private final Curvature curvature;

    Hessian(double[] at, Curvature curvature) {
      this.at = at;
      this.curvature = curvature;
    }

    @Override
    public int dimension() {
      return at.length;
    }

    @Override
    public void apply(double[] x, double[] y) {
      applyAll(new double[][] {x}, new double[][] {y});
    }

    @Override
    public void applyAll(double[][] x, double[][] y) {
      for (int from = 0; from < x.length; from += MOST_VECTORS) {
        applySome(x, y, from, Math.min(x.length, from + MOST_VECTORS));
      }
    }

    private void applySome(double[][] x, double[][] y, int from, int to) {
      int vectors = to - from;
      reserve(vectors);
      for (int k = 0; k < vectors; k++) {
        write(x[from + k], directions.get(k), false);
        products.get(k).zero();
      }
      if (!isLinearised()) {
        moveTo(at);
        columns.forEach(
            (batch, tile) -> {
              linearise(tile, null);
              if (!whole) {
                multiply(vectors);
              }
            });
        linearisedAt = whole ? at : null;
      }
      if (whole) {
        multiply(vectors);
      }
      for (int k = 0; k < vectors; k++) {
        double[] product = y[from + k];
        read(products.get(k), product);
        for (int i = coordinates.tangent(); i < product.length; i++) {
          product[i] += gamma * x[from + k][i];
        }
      }
    }

    private boolean isLinearised() {
      return whole && linearisedAt != null && Arrays.equals(linearisedAt, at);
    }

    private void multiply(int vectors) {
      for (int k = 0; k < vectors; k++) {
        network.addHessianProduct(directions.get(k), products.get(k), curvature, workspace);
      }
    }
  }

  @Override
  public void close() {
    directions.forEach(Coefficients::close);
    products.forEach(Coefficients::close);
    gradient.close();
    point.close();
    workspace.close();
    columns.close();
  }
}
