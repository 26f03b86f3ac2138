package org.equisweep.training;

import java.util.List;
import java.util.function.Supplier;
import org.equisweep.flow.VectorField;
import org.equisweep.network.Coefficients;

/** c ↦ −Lᵀ∇f(A₀ + Lc) of one lane, f over the whole set: the same draws at every point. */
final class FlowField implements VectorField {
  private final List<Lane> lane;
  private final Stepper stepper;
  private final Supplier<RuntimeException> whenFailed;
  private final long epoch;
  private final int[] from;

  /**
   * @param whenFailed what is thrown when the lane fails on the way
   */
  FlowField(Lane lane, Stepper stepper, Supplier<RuntimeException> whenFailed) {
    this.lane = List.of(lane);
    this.stepper = stepper;
    this.whenFailed = whenFailed;
    this.epoch = lane.beginEpoch();
    Coefficients coefficients = lane.point().coefficients();
    from = new int[coefficients.layers() + 1];
    for (int layer = 0; layer < coefficients.layers(); layer++) {
      from[layer + 1] = Math.addExact(from[layer], coefficients.size(layer));
    }
  }

  private Lane lane() {
    return lane.get(0);
  }

  @Override
  public int dimension() {
    return from[from.length - 1];
  }

  @Override
  public void evaluate(double[] state, double[] derivative) {
    moveTo(state);
    stepper.computeAgain(epoch, lane);
    if (!lane().running()) {
      throw whenFailed.get();
    }
    read(lane().gradient(), derivative);
    for (int i = 0; i < derivative.length; i++) {
      derivative[i] = -derivative[i];
    }
  }

  /** Moves the lane's point. */
  void moveTo(double[] state) {
    for (int layer = 0; layer + 1 < from.length; layer++) {
      double[] c = new double[from[layer + 1] - from[layer]];
      System.arraycopy(state, from[layer], c, 0, c.length);
      lane().point().coefficients().write(layer, c);
    }
  }

  /** Where the lane stands. */
  void read(double[] state) {
    read(lane().point().coefficients(), state);
  }

  private void read(Coefficients source, double[] into) {
    for (int layer = 0; layer + 1 < from.length; layer++) {
      double[] c = new double[from[layer + 1] - from[layer]];
      source.read(layer, c);
      System.arraycopy(c, 0, into, from[layer], c.length);
    }
  }

  /** gradient_norm of −derivative: in layer space, projected on T𝓛 or T𝓔. */
  double layerNorm(double[] derivative) {
    double square = 0;
    for (int layer = 0; layer + 1 < from.length; layer++) {
      double[] g = new double[from[layer + 1] - from[layer]];
      System.arraycopy(derivative, from[layer], g, 0, g.length);
      double[] v = new double[lane().point().layers().get(layer).shape().size()];
      lane().point().parametrisation(layer).projectedGradient(g, v);
      square += GradientNorms.squaredNorm(v);
    }
    return Math.sqrt(square);
  }
}
