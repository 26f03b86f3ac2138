package org.equisweep.training;

import java.util.List;
import org.equisweep.network.Coefficients;

/**
 * γ/2·‖A − Π_𝓔A‖², added to what a phase minimises (arXiv:2502.06547). Its gradient in
 * coefficients is γLᵀ(A − Π_𝓔A): on T𝓛 the projection on 𝓔 is orthogonal, so nothing else is
 * left of it.
 */
final class Penalty {
  private final double gamma;
  private final Scratch scratch;

  Penalty(double gamma, Scratch scratch) {
    this.gamma = gamma;
    this.scratch = scratch;
  }

  /** That of a phase. In an equivariant phase it is 0 everywhere. */
  static Penalty of(PhaseSpec phase, Scratch scratch) {
    boolean everywhereZero = phase.flow() == PhaseSpec.Flow.EQUIVARIANT;
    return new Penalty(everywhereZero ? 0 : phase.penalty().orElse(0), scratch);
  }

  /** Adds its gradient to that of each lane. */
  void addGradient(List<Lane> lanes) {
    if (gamma == 0) {
      return;
    }
    for (int i = 0; i < lanes.size(); i++) {
      Lane lane = lanes.get(i);
      for (int layer = 0; layer < lane.point().layers().size(); layer++) {
        add(lane.point(), layer, lane.gradient());
      }
    }
  }

  private void add(Point point, int layer, Coefficients gradient) {
    double[] a = scratch.array(Scratch.Use.LAYER, point.layers().get(layer).shape().size());
    point.layer(layer, a);
    double[] normal = scratch.array(Scratch.Use.PROJECTED, a.length);
    System.arraycopy(a, 0, normal, 0, a.length);
    point.layers().get(layer).projectEquivariant(normal);
    for (int i = 0; i < a.length; i++) {
      normal[i] = gamma * (a[i] - normal[i]);
    }
    double[] g = scratch.array(Scratch.Use.COEFFICIENTS, gradient.size(layer));
    point.parametrisation(layer).adjoint(normal, g);
    double[] sum = scratch.array(Scratch.Use.GRADIENT, gradient.size(layer));
    gradient.read(layer, sum);
    for (int i = 0; i < g.length; i++) {
      sum[i] += g[i];
    }
    gradient.write(layer, sum);
  }
}
