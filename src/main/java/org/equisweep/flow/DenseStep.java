package org.equisweep.flow;

/** An accepted step with the solution between its ends. Valid during the call that hands it out. */
public interface DenseStep {
  double from();

  /** The end of the step, or the event within it. */
  double to();

  /**
   * y at a time from {@link #from} to {@link #to}.
   *
   * @param into of the equation's dimension; overwritten
   */
  void state(double time, double[] into);
}
