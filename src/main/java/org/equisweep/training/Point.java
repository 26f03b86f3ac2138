package org.equisweep.training;

import java.util.ArrayList;
import java.util.List;
import org.equisweep.geometry.LayerGeometry;
import org.equisweep.geometry.Parametrisation;
import org.equisweep.network.ArchitectureGeometry;
import org.equisweep.network.Coefficients;
import org.equisweep.network.Network;

/**
 * A point of 𝓛 or 𝓔: coefficients off-heap in the trial's precision, seen as layers A = A₀ + Lc
 * in double. The layers are those of the rounded coefficients.
 */
final class Point implements AutoCloseable {
  private final ArchitectureGeometry geometry;
  private final Network network;
  private final Network.Space space;
  private final Coefficients coefficients;
  private final Scratch scratch;

  /**
   * The point with all coefficients 0.
   *
   * @param geometry whose parametrisations the coefficients are in
   * @param network compiled for {@code space} from this geometry, or one of other parametrisations
   */
  Point(ArchitectureGeometry geometry, Network network, Network.Space space, Scratch scratch) {
    this.geometry = geometry;
    this.network = network;
    this.space = space;
    this.coefficients = network.newCoefficients(geometry);
    this.scratch = scratch;
  }

  /** The same coefficients, bit for bit. */
  Point copy() {
    Point copy = new Point(geometry, network, space, scratch);
    copy.coefficients.copyFrom(coefficients);
    return copy;
  }

  /** Room for a gradient, or a velocity, in these coefficients; zero at first. */
  Coefficients newDirection() {
    return network.newCoefficients(geometry);
  }

  Coefficients coefficients() {
    return coefficients;
  }

  Network.Space space() {
    return space;
  }

  /** Whether its coefficients are of that network in those parametrisations. */
  @SuppressWarnings("ReferenceEquality") // a geometry's parametrisations are its own
  boolean isIn(Network other, ArchitectureGeometry parametrised) {
    return network == other && geometry == parametrised;
  }

  List<LayerGeometry> layers() {
    return geometry.layers();
  }

  /** L of a layer, or E where this is a point of 𝓔. */
  Parametrisation parametrisation(int layer) {
    LayerGeometry geometryOfLayer = geometry.layers().get(layer);
    return space == Network.Space.EQUIVARIANT
        ? geometryOfLayer.equivariant()
        : geometryOfLayer.admissible();
  }

  /** {@code a} = A₀ + Lc of one layer. */
  void layer(int layer, double[] a) {
    double[] c = coefficientArray(layer);
    coefficients.read(layer, c);
    parametrisation(layer).layer(c, a);
  }

  /** A₁ … A_L, new. */
  List<double[]> allLayers() {
    List<double[]> all = new ArrayList<>();
    for (int layer = 0; layer < layers().size(); layer++) {
      double[] a = new double[layers().get(layer).shape().size()];
      layer(layer, a);
      all.add(a);
    }
    return all;
  }

  /** The least-squares coefficients of {@code a}, on 𝓔 those of Π_𝓔a, which {@code a} becomes. */
  void setLayer(int layer, double[] a) {
    if (space == Network.Space.EQUIVARIANT) {
      geometry.layers().get(layer).projectEquivariant(a);
    }
    double[] c = coefficientArray(layer);
    parametrisation(layer).coefficientsOf(a, c);
    coefficients.write(layer, c);
  }

  /** The layers of another point, projected on 𝓔 if this is a point of 𝓔. */
  void moveTo(Point other) {
    for (int layer = 0; layer < layers().size(); layer++) {
      double[] a = scratch.array(Scratch.Use.LAYER, layers().get(layer).shape().size());
      other.layer(layer, a);
      setLayer(layer, a);
    }
  }

  private double[] coefficientArray(int layer) {
    return scratch.array(Scratch.Use.COEFFICIENTS, parametrisation(layer).coefficients());
  }

  @Override
  public void close() {
    coefficients.close();
  }
}
