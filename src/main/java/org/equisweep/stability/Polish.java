package org.equisweep.stability;

import java.util.Arrays;

/**
 * From a terminal point of a trial to the stationary point near it, within 𝓔 or within 𝓛, by
 * descent.
 *
 * <p>A polished point has <i>left the basin</i> when the descent followed a direction of negative
 * curvature, or when f on the straight segment from the first point (after projecting, within 𝓔)
 * to the last rises above its value at the first: somewhere on {@value #SEGMENT} equal pieces there
 * is a barrier. Descent itself never rises.
 *
 * @param minimiser how
 * @param tolerance the gradient norm to reach, absolute
 */
public record Polish(Minimiser minimiser, double tolerance) {
  /** The gradient norm at which a point counts as stationary, where none is asked for. */
  public static final double DEFAULT_TOLERANCE = 1e-8;

  private static final int SEGMENT = 16;

  /** On the segment, rises of f below this many ulps of it are rounding. */
  private static final double ULPS = 256;

  public Polish {
    if (!(tolerance > 0)) {
      throw new IllegalArgumentException("tolerance must be above 0, got " + tolerance);
    }
  }

  /** Newton's method to {@value #DEFAULT_TOLERANCE}. */
  public Polish() {
    this(new NewtonConjugateGradient(), DEFAULT_TOLERANCE);
  }

  /**
   * What came of it.
   *
   * @param point in the coordinates of the whole objective
   * @param distance from the point given, ‖·‖₂, the projection on 𝓔 included
   * @param leftBasin see above
   */
  public record Polished(double[] point, Minimum minimum, double distance, boolean leftBasin) {}

  /** Within all of f's domain: 𝓛. */
  public Polished within(Objective f, double[] start) {
    return polish(f, f.dimension(), start);
  }

  /**
   * Within the plane of the first coordinates, on which {@code start} is projected first: 𝓔 in
   * {@link SplitCoordinates}.
   *
   * @param tangent how many coordinates are free
   */
  public Polished withinPlane(Objective f, int tangent, double[] start) {
    return polish(new Restriction(f, tangent), f.dimension(), start);
  }

  private Polished polish(Objective f, int dimension, double[] start) {
    double[] first = Arrays.copyOf(start, f.dimension());
    Minimum minimum = minimiser.minimise(f, first, tolerance);
    double[] point = Arrays.copyOf(minimum.point(), dimension);
    boolean leftBasin = minimum.alongNegativeCurvature() || risesBetween(f, first, minimum.point());
    return new Polished(point, minimum, Vectors.distance(start, point), leftBasin);
  }

  private static boolean risesBetween(Objective f, double[] first, double[] last) {
    double[] between = new double[first.length];
    double top = f.value(first);
    double allowed = top + ULPS * Math.ulp(top);
    for (int k = 1; k < SEGMENT; k++) {
      double x = (double) k / SEGMENT;
      for (int i = 0; i < between.length; i++) {
        between[i] = (1 - x) * first[i] + x * last[i];
      }
      if (!(f.value(between) <= allowed)) {
        return true;
      }
    }
    return false;
  }
}
