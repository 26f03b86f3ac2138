package org.equisweep.geometry;

import org.jspecify.annotations.Nullable;

/**
 * What the offset A₀ of 𝓛 = A₀ + T𝓛 means for 𝓔 = 𝓛 ∩ H_G. With r = A₀ − Π_T𝓛A₀, the point of
 * 𝓛 nearest to 0, 𝓔 is empty unless (Id − Π_G)(r + t) = 0 for some t ∈ T𝓛; over the principal
 * directions v_j this is solved one by one, since the (Id − Π_G)v_j are orthogonal.
 *
 * @param violation ‖(Id − Π_G)r‖
 * @param nearest the point of 𝓔 nearest to 0, so orthogonal to T𝓔; null when 𝓔 is empty
 * @param distance of H_G from 𝓛, 0 up to rounding when they meet
 */
@SuppressWarnings("ArrayRecordComponent") // internal, never compared
record AffineOffset(double violation, double @Nullable [] nearest, double distance) {
  static AffineOffset of(double[] offset, Orbits orbits, Columns basis, SpanAnalysis span) {
    double[] rest = offset.clone();
    // twice, so that what is left is orthogonal to T𝓛 to rounding
    for (int pass = 0; pass < 2; pass++) {
      for (int k = 0; k < basis.count(); k++) {
        basis.add(k, -basis.dot(k, rest, 0), rest, 0);
      }
    }
    double violation = BlockedSum.norm(variantPart(rest, orbits));
    double[] nearest = rest.clone();
    for (SpanAnalysis.Direction direction : span.directions()) {
      if (!direction.angle().isZero()) {
        double[] variant = span.variantPart(direction.weights(), direction.invariant());
        double sine = direction.angle().sine();
        addTo(
            nearest,
            -BlockedSum.dot(variant, rest) / (sine * sine),
            basis.multiply(direction.weights()));
      }
    }
    double distance = BlockedSum.norm(variantPart(nearest, orbits));
    boolean empty = distance > PrincipalAngle.TOLERANCE * BlockedSum.norm(offset);
    return new AffineOffset(violation, empty ? null : nearest, distance);
  }

  private static double[] variantPart(double[] a, Orbits orbits) {
    double[] mean = a.clone();
    orbits.average(mean, 0);
    for (int t = 0; t < a.length; t++) {
      mean[t] = a[t] - mean[t];
    }
    return mean;
  }

  private static void addTo(double[] a, double factor, double[] b) {
    for (int t = 0; t < a.length; t++) {
      a[t] += factor * b[t];
    }
  }
}
