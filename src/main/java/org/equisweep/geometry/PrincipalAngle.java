package org.equisweep.geometry;

/**
 * The angle θ between a principal direction v of T𝓛 and H_G: sin θ = ‖(Id − Π_G)v‖, cos θ = ‖Π_G
 * v‖, each computed as the norm it is. λ = cos²θ is an eigenvalue of M, and √(λ(1−λ)) is the
 * product of the two: taking it from λ would turn rounding into 1e-8.
 */
record PrincipalAngle(double sine, double cosine) {
  /** A sine or cosine up to this counts as 0; a leak or a relative offset violation likewise. */
  static final double TOLERANCE = 1e-8;

  private static final double TIE = 1e-9;

  /** v ∈ H_G. */
  boolean isZero() {
    return sine <= TOLERANCE;
  }

  /** v ⊥ H_G. */
  boolean isRight() {
    return cosine <= TOLERANCE;
  }

  /** √(λ(1−λ)), the direction's part in [Π_T𝓛, Π_G]. */
  double commutator() {
    return sine * cosine;
  }

  /** Radians. */
  double radians() {
    return Math.atan2(sine, cosine);
  }

  /** The one further from both 0 and π/2; of two as far, the larger. */
  static PrincipalAngle moreMixed(PrincipalAngle a, PrincipalAngle b) {
    double difference = a.commutator() - b.commutator();
    if (Math.abs(difference) <= TIE * a.commutator()) {
      return a.sine >= b.sine ? a : b;
    }
    return difference > 0 ? a : b;
  }
}
