package org.equisweep.flow;

/**
 * An upper estimate of the largest modulus of the eigenvalues of f′(y), by the power method with
 * differences of f (Sommeijer, Shampine, Verwer 1997, section 3.2): v ← f(y + δv) − f(y). The first
 * estimate starts from f(y), a later one from where the last ended, which takes a few evaluations.
 */
final class SpectralRadius {
  /** The power method approaches the radius from below. */
  private static final double SAFETY = 1.2;

  private static final double ACCURACY = 0.01;
  private static final int MOST_ITERATIONS = 50;
  private static final double ROOT_OF_ROUNDING = Math.sqrt(Math.ulp(1.0));

  private final double[] direction;
  private final double[] moved;
  private final double[] slope;
  private boolean known;

  SpectralRadius(int dimension) {
    direction = new double[dimension];
    moved = new double[dimension];
    slope = new double[dimension];
  }

  /**
   * The estimate at {@code state}.
   *
   * @param derivative f(state)
   */
  double at(Evaluations field, double[] state, double[] derivative) {
    if (!known) {
      begin(derivative);
      known = true;
    }
    double size = Math.max(1, EuclideanNorm.of(state)) * ROOT_OF_ROUNDING;
    double radius = 0;
    for (int iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
      for (int i = 0; i < state.length; i++) {
        moved[i] = state[i] + size * direction[i];
      }
      field.evaluate(moved, slope);
      for (int i = 0; i < state.length; i++) {
        slope[i] -= derivative[i];
      }
      double before = radius;
      radius = EuclideanNorm.normalise(slope) / size;
      if (!(radius > 0) || Double.isInfinite(radius)) {
        break;
      }
      System.arraycopy(slope, 0, direction, 0, slope.length);
      if (iteration > 1 && Math.abs(radius - before) <= ACCURACY * radius) {
        break;
      }
    }
    return SAFETY * radius;
  }

  /** f(y) has a part in every direction the flow moves in; a ramp breaks ties of a symmetric y. */
  private void begin(double[] derivative) {
    double norm = EuclideanNorm.of(derivative);
    for (int i = 0; i < direction.length; i++) {
      double ramp = (1 + i % 7) * (i % 2 == 0 ? 1 : -1);
      direction[i] = (norm > 0 ? derivative[i] / norm : 0) + 1e-3 * ramp;
    }
    EuclideanNorm.normalise(direction);
  }
}
