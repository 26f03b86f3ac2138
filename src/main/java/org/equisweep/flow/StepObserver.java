package org.equisweep.flow;

/** Sees every accepted step, in order. */
public interface StepObserver {
  void accepted(DenseStep step);

  /** Looks at nothing. */
  static StepObserver none() {
    return step -> {};
  }
}
