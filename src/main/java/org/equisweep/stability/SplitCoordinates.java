package org.equisweep.stability;

import java.util.ArrayList;
import java.util.List;
import org.equisweep.geometry.LayerGeometry;
import org.equisweep.geometry.Parametrisation;
import org.equisweep.tensor.SymmetricEigen;
import org.jspecify.annotations.Nullable;

/**
 * Orthonormal coordinates x = (t, y) of 𝓛 in layer space: A = A* + Q_E t + Q_N y with A* the point
 * of 𝓔 nearest to 0, Q_E an orthonormal basis of T𝓔 and Q_N one of N𝓔. So 𝓔 = {y = 0},
 * projecting on T𝓔 or N𝓔 is leaving out coordinates, and ‖y‖ is the distance to 𝓔. Gradients and
 * Hessians in x are those in layer space, projected on T𝓛. t holds, layer by layer, the
 * coefficients of {@link LayerGeometry#equivariant}. Immutable and thread-safe.
 */
public final class SplitCoordinates {
  private final List<LayerGeometry> layers;
  private final List<Parametrisation> orthonormal = new ArrayList<>();
  private final List<LayerSplitting> splittings = new ArrayList<>();
  private final List<double[]> offsets = new ArrayList<>();
  private final int[] tangentAt;
  private final int[] normalAt;

  private SplitCoordinates(List<LayerGeometry> layers) {
    this.layers = List.copyOf(layers);
    this.tangentAt = new int[layers.size() + 1];
    this.normalAt = new int[layers.size() + 1];
    for (int i = 0; i < layers.size(); i++) {
      LayerGeometry layer = layers.get(i).orthonormallyParametrised();
      LayerSplitting splitting = LayerSplitting.of(layer);
      splittings.add(splitting);
      orthonormal.add(layer.admissible());
      double[] nearest = new double[layer.shape().size()];
      layer.equivariant().layer(new double[layer.equivariant().coefficients()], nearest);
      double[] offset = new double[layer.admissible().coefficients()];
      layer.admissible().coefficientsOf(nearest, offset);
      offsets.add(offset);
      tangentAt[i + 1] = Math.addExact(tangentAt[i], splitting.tangent());
      normalAt[i + 1] = Math.addExact(normalAt[i], splitting.normal());
    }
    for (int i = 0; i < normalAt.length; i++) {
      normalAt[i] = Math.addExact(normalAt[i], tangent());
    }
  }

  /**
   * @throws org.equisweep.problem.InvalidInput when 𝓔 is empty
   */
  public static SplitCoordinates of(List<LayerGeometry> layers) {
    return new SplitCoordinates(layers);
  }

  /** dim T𝓔: x[0 …] are t. */
  public int tangent() {
    return tangentAt[layers.size()];
  }

  /** dim N𝓔: x[tangent() …] are y. */
  public int normal() {
    return dimension() - tangent();
  }

  /** dim T𝓛. */
  public int dimension() {
    return normalAt[layers.size()];
  }

  /** Where a layer's part of y begins: {@link #normalCopies} equal blocks. */
  int normalAt(int layer) {
    return normalAt[layer];
  }

  /** Blocks of a layer's part of y, which the group moves alike, each within itself. */
  int normalCopies(int layer) {
    return splittings.get(layer).copies();
  }

  /** Coordinates of one of these blocks. */
  int normalBlock(int layer) {
    return splittings.get(layer).normal() / splittings.get(layer).copies();
  }

  /** Number of layers L. */
  public int layers() {
    return layers.size();
  }

  /** A of one layer, in canonical order. */
  public double[] layer(double[] x, int layer) {
    double[] a = new double[layers.get(layer).shape().size()];
    orthonormal.get(layer).layer(coefficients(x, layer), a);
    return a;
  }

  /** A₁ … A_L. */
  public List<double[]> layers(double[] x) {
    List<double[]> all = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      all.add(layer(x, i));
    }
    return all;
  }

  /** The x of Π_𝓛A. */
  public double[] coordinates(List<double[]> a) {
    double[] x = new double[dimension()];
    for (int i = 0; i < layers.size(); i++) {
      double[] c = new double[orthonormal.get(i).coefficients()];
      orthonormal.get(i).coefficientsOf(a.get(i), c);
      subtract(offsets.get(i), c);
      split(i, c, x);
    }
    return x;
  }

  /** y = QᵀLLᵀQ x: in these coordinates the flow ċ = −Lᵀ∇R is ẋ = −QᵀLLᵀQ ∇f. */
  public SymmetricOperator metric() {
    return new SymmetricOperator() {
      @Override
      public int dimension() {
        return SplitCoordinates.this.dimension();
      }

      @Override
      public void apply(double[] x, double[] y) {
        for (int i = 0; i < layers.size(); i++) {
          applyMetric(i, x, y);
        }
      }
    };
  }

  private void applyMetric(int i, double[] x, double[] y) {
    Parametrisation given = layers.get(i).admissible();
    double[] a = layerDirection(x, i);
    double[] g = new double[given.coefficients()];
    given.adjoint(a, g);
    // L g without the offset
    double[] zero = new double[g.length];
    double[] origin = new double[a.length];
    given.layer(zero, origin);
    given.layer(g, a);
    subtract(origin, a);
    projectDirection(i, a, y);
  }

  /**
   * The x of Π_T𝓛 of a direction.
   *
   * @param direction by layer, null where it does not move a layer
   */
  double[] projectLayers(double[] @Nullable [] direction) {
    double[] x = new double[dimension()];
    for (int i = 0; i < direction.length; i++) {
      if (direction[i] != null) {
        projectDirection(i, direction[i], x);
      }
    }
    return x;
  }

  /** What the projection x of a direction leaves out of it, by layer. */
  double[] @Nullable [] lost(double[] @Nullable [] direction, double[] x) {
    double[][] rest = new double[direction.length][];
    for (int i = 0; i < direction.length; i++) {
      if (direction[i] != null) {
        rest[i] = direction[i].clone();
        subtract(layerDirection(x, i), rest[i]);
      }
    }
    return rest;
  }

  /** Of two directions by layer. */
  static double dot(double[] @Nullable [] a, double[] @Nullable [] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      if (a[i] != null && b[i] != null) {
        sum += Vectors.dot(a[i], b[i]);
      }
    }
    return sum;
  }

  /** x ← its part that moves the first layer within the data span, in place. */
  void projectFirst(double[] x, DataSpan span) {
    double[] a = layerDirection(x, 0);
    span.project(layers.get(0), a);
    projectDirection(0, a, x);
  }

  /** How many dimensions of T𝓔 move the first layer outside the data span alone. */
  int unexcitedTangent(DataSpan span) {
    int count = tangentAt[1];
    int channels = layers.get(0).shape().channelsOut();
    // output channels are alike: the first stands for all
    int size = count / channels;
    double[] gram = new double[size * size];
    for (int k = 0; k < size; k++) {
      double[] x = new double[dimension()];
      x[k] = 1;
      projectFirst(x, span);
      System.arraycopy(x, 0, gram, k * size, size);
    }
    double[] values = SymmetricEigen.values(gram, size);
    int seen = 0;
    for (double value : values) {
      seen += value > 0.5 ? 1 : 0;
    }
    return channels * (size - seen);
  }

  /** Of a layer, in the orthonormal L that the point's network is compiled for. */
  double[] coefficients(double[] x, int layer) {
    double[] c = direction(x, layer);
    double[] offset = offsets.get(layer);
    for (int k = 0; k < c.length; k++) {
      c[k] += offset[k];
    }
    return c;
  }

  /** The same of a direction: without the offset. */
  double[] direction(double[] x, int layer) {
    double[] c = new double[orthonormal.get(layer).coefficients()];
    direction(x, layer, c);
    return c;
  }

  /** The same into {@code c}. */
  void direction(double[] x, int layer, double[] c) {
    splittings.get(layer).join(x, tangentAt[layer], normalAt[layer], c);
  }

  /** A direction x in layer space, of one layer in canonical order. */
  double[] layerDirection(double[] x, int layer) {
    double[] a = new double[layers.get(layer).shape().size()];
    orthonormal.get(layer).projectedGradient(direction(x, layer), a);
    return a;
  }

  /** A layer's part of the x of Π_T𝓛a. */
  void projectDirection(int layer, double[] a, double[] x) {
    double[] c = new double[orthonormal.get(layer).coefficients()];
    orthonormal.get(layer).adjoint(a, c);
    split(layer, c, x);
  }

  /** A layer's part of x, of a direction or a gradient in the coefficients of orthonormal L. */
  void split(int layer, double[] c, double[] x) {
    splittings.get(layer).split(c, x, tangentAt[layer], normalAt[layer]);
  }

  private static void subtract(double[] what, double[] from) {
    for (int k = 0; k < from.length; k++) {
      from[k] -= what[k];
    }
  }
}
