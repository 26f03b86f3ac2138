package org.equisweep.training;

import org.equisweep.geometry.LayerGeometry;
import org.equisweep.network.ArchitectureGeometry;
import org.equisweep.network.Coefficients;
import org.equisweep.network.Network;
import org.equisweep.tensor.Precision;
import org.equisweep.tensor.RandomStream;

/**
 * Whether a phase's optimiser keeps 𝓔 when every batch carries whole orbits, tried out: from a
 * random point of 𝓔, along random gradients. There ∇R^aug lies in H_G (F2), whatever the data, and
 * any element of H_G can be such a gradient; so none of the network is needed, nor the group's
 * elements.
 */
public final class OptimiserCheck {
  /** A relative distance that is nothing but rounding. */
  public static final double ROUNDING = 1e-12;

  /** Enough for momentum and for Adam's means to be at work. */
  private static final int STEPS = 5;

  private OptimiserCheck() {}

  /**
   * The largest ‖A − Π_𝓔A‖ over ‖A − A(0)‖ along a few steps in double precision; 0 in an
   * equivariant phase, NaN where the gradients have no form in kernels (a convolution whose taps
   * the group does not permute) and for phases that integrate the flow.
   *
   * @param seed whose parametrisations are drawn
   */
  public static double leak(PhaseSpec phase, ArchitectureGeometry geometry, long seed) {
    if (phase.flow() == PhaseSpec.Flow.EQUIVARIANT) {
      return 0;
    }
    if (phase.integration() != null
        || !geometry.layers().stream().allMatch(LayerGeometry::hasInvariantProjection)) {
      return Double.NaN;
    }
    ArchitectureGeometry parametrised = geometry.parametrised(phase.parametrisation(), seed);
    Network.Space space = Network.Space.ADMISSIBLE;
    Network network = Network.compile(geometry, space, Precision.DOUBLE, 1);
    try (Point point = new Point(parametrised, network, space, new Scratch());
        Coefficients gradient = point.newDirection();
        Optimiser optimiser = Optimiser.of(phase, point)) {
      RandomStream stream = RandomStream.of(0, "optimiser_check", 0);
      for (int layer = 0; layer < point.layers().size(); layer++) {
        double[] a = normal(point.layers().get(layer), stream);
        point.layers().get(layer).projectEquivariant(a);
        point.setLayer(layer, a);
      }
      return leak(point, gradient, optimiser, stream);
    }
  }

  private static double leak(
      Point point, Coefficients gradient, Optimiser optimiser, RandomStream stream) {
    double largest = 0;
    try (Point first = point.copy()) {
      for (int step = 0; step < STEPS; step++) {
        for (int layer = 0; layer < point.layers().size(); layer++) {
          double[] invariant = normal(point.layers().get(layer), stream);
          point.layers().get(layer).projectInvariant(invariant);
          double[] g = new double[point.parametrisation(layer).coefficients()];
          point.parametrisation(layer).adjoint(invariant, g);
          gradient.write(layer, g);
        }
        optimiser.step(point.coefficients(), gradient);
        Distances distances = Distances.of(point, first, new Scratch());
        largest = Math.max(largest, distances.toEquivariant() / distances.travelled());
      }
    }
    return largest;
  }

  private static double[] normal(LayerGeometry geometry, RandomStream stream) {
    double[] a = new double[geometry.shape().size()];
    for (int i = 0; i < a.length; i++) {
      a[i] = stream.nextNormal();
    }
    return a;
  }
}
