package org.equisweep.stability;

/**
 * Newton's method with conjugate gradients in a trust region. Near a minimum it converges
 * superlinearly, flat directions or not; at a saddle it follows negative curvature away from it.
 *
 * <p>Nocedal, Wright, <i>Numerical Optimization</i>, 2nd ed., Algorithms 4.1 and 7.2. Where the
 * expected decrease is within the rounding of f, a step is judged by the gradient's norm in place
 * of f.
 *
 * @param mostIterations trials of a step
 * @param mostProducts Hessian products in one step
 */
public record NewtonConjugateGradient(int mostIterations, int mostProducts) implements Minimiser {
  private static final double ACCEPT = 1e-4;
  private static final double GOOD = 0.75;
  private static final double POOR = 0.25;
  private static final double LARGEST_RADIUS = 1e6;

  /** Decreases of f below this many ulps of it are not seen in it. */
  private static final double ULPS = 256;

  /** 500 trials of at most 1 000 products. */
  public NewtonConjugateGradient() {
    this(500, 1000);
  }

  @Override
  public Minimum minimise(Objective f, double[] start, double tolerance) {
    return new Descent(f, start).run(tolerance);
  }

  private final class Descent {
    private final Objective f;
    private final TruncatedSolve solve;
    private double[] x;
    private double[] gradient;
    private double[] trial;
    private double[] trialGradient;
    private double value;
    private double norm;
    private double radius;
    private int accepted;
    private int gradients;
    private boolean alongNegativeCurvature;

    Descent(Objective f, double[] start) {
      this.f = f;
      x = start.clone();
      gradient = new double[x.length];
      trial = new double[x.length];
      trialGradient = new double[x.length];
      solve = new TruncatedSolve(x.length);
      value = f.gradient(x, gradient);
      gradients = 1;
      norm = Vectors.norm(gradient);
      radius = Math.max(1, 0.1 * Vectors.norm(x));
    }

    Minimum run(double tolerance) {
      SymmetricOperator hessian = null;
      for (int k = 0; k < mostIterations && norm > tolerance; k++) {
        if (hessian == null) {
          hessian = f.hessian(x);
        }
        double expected = solve.solve(hessian, gradient, radius, mostProducts);
        if (attempt(expected)) {
          hessian = null;
        } else if (radius < Math.ulp(1.0) * Math.max(1, Vectors.norm(x))) {
          break;
        }
      }
      return new Minimum(
          x,
          value,
          norm,
          norm <= tolerance,
          accepted,
          gradients,
          solve.products(),
          alongNegativeCurvature);
    }

    /** Tries the solved step; says whether it was taken. */
    private boolean attempt(double expected) {
      Vectors.along(x, 1, solve.step(), trial);
      double trialValue = f.gradient(trial, trialGradient);
      gradients++;
      double trialNorm = Vectors.norm(trialGradient);
      double ratio = ratio(expected, trialValue, trialNorm);
      double length = Vectors.norm(solve.step());
      if (!(ratio >= POOR)) {
        radius = 0.25 * length;
      } else if (ratio > GOOD && solve.onBoundary()) {
        radius = Math.min(2 * radius, LARGEST_RADIUS);
      }
      if (!(ratio > ACCEPT)) {
        return false;
      }
      double[] spare = x;
      x = trial;
      trial = spare;
      spare = gradient;
      gradient = trialGradient;
      trialGradient = spare;
      value = trialValue;
      norm = trialNorm;
      accepted++;
      alongNegativeCurvature |= solve.negativeCurvature();
      return true;
    }

    /** Decrease over what the model expects; NaN where f is not finite. */
    private double ratio(double expected, double trialValue, double trialNorm) {
      if (!Double.isFinite(trialValue) || !Double.isFinite(trialNorm)) {
        return Double.NaN;
      }
      if (expected <= ULPS * Math.ulp(value)) {
        return trialNorm < norm ? 1 : Double.NaN;
      }
      return (value - trialValue) / expected;
    }
  }
}
