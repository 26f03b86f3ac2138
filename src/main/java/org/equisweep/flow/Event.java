package org.equisweep.flow;

/**
 * What ends an integration before its time: the first instant at which a continuous quantity falls
 * to 0. It is looked at where steps end, so a quantity that dips below 0 and comes back within one
 * step goes unnoticed.
 */
public interface Event {
  /**
   * The quantity, above 0 as long as the integration goes on.
   *
   * @param derivative f(state)
   */
  double value(double[] state, double[] derivative);

  /** ‖f(y)‖₂ has fallen to {@code norm}: arrival at a stationary point. */
  static Event stationary(double norm) {
    return (state, derivative) -> EuclideanNorm.of(derivative) - norm;
  }
}
