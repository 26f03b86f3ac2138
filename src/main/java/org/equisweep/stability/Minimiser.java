package org.equisweep.stability;

/**
 * A descent method: f never rises along its iterates (but for rounding of f), and it ends where the
 * gradient is small. Deterministic.
 */
public sealed interface Minimiser permits NewtonConjugateGradient, LimitedMemory {
  /**
   * Descends from a point until ‖∇f‖₂ ≤ {@code tolerance}, or nothing more is gained.
   *
   * @param start of f's dimension, unchanged
   * @param tolerance absolute, above 0
   */
  Minimum minimise(Objective f, double[] start, double tolerance);
}
