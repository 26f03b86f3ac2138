package org.equisweep.flow;

import java.util.Locale;

/** The solution, or f along it, is not finite: the flow has diverged. */
public final class NotFiniteException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final double time;

  NotFiniteException(double time) {
    super(String.format(Locale.ROOT, "the flow is not finite beyond time %.6g", time));
    this.time = time;
  }

  /** The end of the last accepted step. */
  public double time() {
    return time;
  }
}
