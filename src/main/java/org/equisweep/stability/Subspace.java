package org.equisweep.stability;

/** A linear subspace of ℝⁿ, known by the orthogonal projection on it. Not thread-safe. */
public interface Subspace {
  /** Its dimension. */
  int dimension();

  /** x ← Px, in place. */
  void project(double[] x);
}
