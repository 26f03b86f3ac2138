package org.equisweep.flow;

/** The cubic through two states and their derivatives: dense output of order 3. */
final class HermiteStep implements DenseStep {
  private double from;
  private double length;
  private double to;
  private double[] y0 = {};
  private double[] f0 = {};
  private double[] y1 = {};
  private double[] f1 = {};

  /** Takes over views of a step from y0 to y1. */
  void set(double start, double step, double[] y0, double[] f0, double[] y1, double[] f1) {
    this.from = start;
    this.length = step;
    this.to = start + step;
    this.y0 = y0;
    this.f0 = f0;
    this.y1 = y1;
    this.f1 = f1;
  }

  /** Ends the step at an event within it, or at the exact end of the integration. */
  void endAt(double time) {
    to = time;
  }

  @Override
  public double from() {
    return from;
  }

  @Override
  public double to() {
    return to;
  }

  @Override
  public void state(double time, double[] into) {
    double x = (time - from) / length;
    double z = 1 - x;
    double a = z * z * (1 + 2 * x);
    double b = x * x * (3 - 2 * x);
    double c = x * z * z * length;
    double d = -x * x * z * length;
    for (int i = 0; i < into.length; i++) {
      into[i] = a * y0[i] + b * y1[i] + c * f0[i] + d * f1[i];
    }
  }
}
