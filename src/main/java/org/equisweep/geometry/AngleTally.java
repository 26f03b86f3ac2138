package org.equisweep.geometry;

import org.jspecify.annotations.Nullable;

/** Collects the principal angles between T𝓛 and H_G of one layer. */
final class AngleTally {
  private double commutator;
  private double commutatorSquared;
  private double leak;
  private @Nullable PrincipalAngle mostMixed;

  /**
   * @param multiplicity how many directions have this angle
   */
  void add(PrincipalAngle angle, long multiplicity) {
    commutator = Math.max(commutator, angle.commutator());
    commutatorSquared += 2.0 * multiplicity * angle.commutator() * angle.commutator();
    if (!angle.isZero()) {
      leak = Math.max(leak, angle.cosine());
      if (!angle.isRight()) {
        mostMixed = mostMixed == null ? angle : PrincipalAngle.moreMixed(mostMixed, angle);
      }
    }
  }

  /** ‖[Π_T𝓛, Π_G]‖ = max √(λ(1−λ)). */
  double commutator() {
    return commutator;
  }

  /** 2 Σ λ(1−λ). */
  double commutatorSquared() {
    return commutatorSquared;
  }

  /** ‖(Id − Π_T𝓔)Π_T𝓛Π_G‖ = max cos θ over θ ≠ 0: the leak of an orthonormal L. */
  double leak() {
    return leak;
  }

  @Nullable PrincipalAngle mostMixed() {
    return mostMixed;
  }
}
