package org.equisweep.network;

import java.util.ArrayList;
import java.util.List;
import org.equisweep.network.Network.Curvature;
import org.equisweep.tensor.RandomStream;
import org.jspecify.annotations.Nullable;

/** A network compiled for tangents, on a {@link Probe}'s point and examples. */
final class TangentProbe implements AutoCloseable {
  final Probe plain;
  final Network network;
  final Coefficients point;
  final Coefficients gradient;
  final Workspace workspace;
  private final List<Coefficients> owned = new ArrayList<>();

  TangentProbe(Probe plain, @Nullable LinearForm forced) {
    this.plain = plain;
    network = Network.compilePlainForTangents(plain.geometry, plain.space, plain.examples, forced);
    workspace = network.newWorkspace();
    point = coefficients();
    gradient = coefficients();
    moveTo(plain.point);
  }

  void moveTo(Coefficients other) {
    for (int i = 0; i < point.layers(); i++) {
      point.write(i, Probe.read(other, i));
    }
  }

  Coefficients coefficients() {
    Coefficients made = network.newCoefficients();
    owned.add(made);
    return made;
  }

  Coefficients random(long seed) {
    Coefficients v = coefficients();
    RandomStream stream = RandomStream.of(seed, "test/direction", 0);
    for (int i = 0; i < v.layers(); i++) {
      double[] c = new double[v.size(i)];
      for (int k = 0; k < c.length; k++) {
        c[k] = stream.nextNormal();
      }
      v.write(i, c);
    }
    return v;
  }

  double linearise() {
    gradient.zero();
    return network.linearise(point, plain.x, plain.y, plain.examples, 1, gradient, workspace);
  }

  Coefficients product(Coefficients v, Curvature curvature) {
    Coefficients product = coefficients();
    network.addHessianProduct(v, product, curvature, workspace);
    return product;
  }

  /** The central difference of gradients along v, extrapolated once. */
  Coefficients difference(Coefficients v, double step) {
    Coefficients wide = plainDifference(v, step);
    Coefficients narrow = plainDifference(v, step / 2);
    narrow.scale(4.0 / 3);
    narrow.axpy(-1.0 / 3, wide);
    return narrow;
  }

  private Coefficients plainDifference(Coefficients v, double step) {
    Coefficients difference = coefficients();
    Coefficients at = coefficients();
    at.copyFrom(point);
    point.axpy(step, v);
    linearise();
    difference.axpy(1 / (2 * step), gradient);
    point.copyFrom(at);
    point.axpy(-step, v);
    linearise();
    difference.axpy(-1 / (2 * step), gradient);
    point.copyFrom(at);
    return difference;
  }

  @Override
  public void close() {
    owned.forEach(Coefficients::close);
    workspace.close();
  }
}
