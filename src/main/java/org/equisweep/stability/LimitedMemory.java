package org.equisweep.stability;

/**
 * L-BFGS: quasi-Newton steps from the last few changes of the gradient, without Hessian products,
 * along a line until the approximate Wolfe conditions hold, which see decreases below the rounding
 * of f.
 *
 * <p>Nocedal, Wright, <i>Numerical Optimization</i>, 2nd ed., Algorithms 7.4 and 7.5; Hager, Zhang,
 * SIAM J. Optim. 16 (2005) 170–192, (4.1).
 *
 * @param memory changes kept
 * @param mostIterations steps
 */
public record LimitedMemory(int memory, int mostIterations) implements Minimiser {
  private static final double DECREASE = 0.1;
  private static final double CURVATURE = 0.9;
  private static final int MOST_TRIALS = 60;
  private static final double ULPS = 16;

  /** A slope that grows by this fraction along a line shows that f curves downwards there. */
  private static final double STEEPER = 1e-6;

  /** Ten changes, 10 000 steps. */
  public LimitedMemory() {
    this(10, 10_000);
  }

  @Override
  public Minimum minimise(Objective f, double[] start, double tolerance) {
    return new Descent(f, start).run(tolerance);
  }

  private final class Descent {
    private final Objective f;
    private final SecantPairs pairs;
    private final double[] direction;
    private double[] x;
    private double[] gradient;
    private double[] trial;
    private double[] trialGradient;
    private double value;
    private double trialValue;
    private double norm;
    private int accepted;
    private int gradients;
    private boolean alongNegativeCurvature;

    Descent(Objective f, double[] start) {
      this.f = f;
      x = start.clone();
      gradient = new double[x.length];
      trial = new double[x.length];
      trialGradient = new double[x.length];
      direction = new double[x.length];
      pairs = new SecantPairs(memory, x.length);
      value = f.gradient(x, gradient);
      gradients = 1;
      norm = Vectors.norm(gradient);
    }

    Minimum run(double tolerance) {
      for (int k = 0; k < mostIterations && norm > tolerance; k++) {
        pairs.direction(gradient, direction);
        if (!search()) {
          if (pairs.isEmpty()) {
            break;
          }
          pairs.clear();
        }
      }
      return new Minimum(
          x, value, norm, norm <= tolerance, accepted, gradients, 0, alongNegativeCurvature);
    }

    /** Moves along the direction; false where no step could be found. */
    private boolean search() {
      double slope = Vectors.dot(gradient, direction);
      if (!(slope < 0)) {
        return false;
      }
      double low = 0;
      double high = Double.POSITIVE_INFINITY;
      double alpha = pairs.isEmpty() ? Math.min(1, 1 / norm) : 1;
      double allowed = value + ULPS * Math.ulp(value);
      boolean curvesDownwards = false;
      for (int i = 0; i < MOST_TRIALS; i++) {
        double slopeThere = evaluate(alpha);
        curvesDownwards |= slopeThere < (1 + STEEPER) * slope;
        boolean tooFar =
            !(trialValue <= allowed)
                || (slopeThere > (2 * DECREASE - 1) * slope
                    && trialValue > value + DECREASE * alpha * slope);
        if (tooFar) {
          high = alpha;
        } else if (slopeThere < CURVATURE * slope) {
          low = alpha;
        } else {
          alongNegativeCurvature |= curvesDownwards;
          accept();
          return true;
        }
        alpha = Double.isInfinite(high) ? 2 * alpha : low + 0.5 * (high - low);
      }
      alongNegativeCurvature |= curvesDownwards;
      return false;
    }

    private double evaluate(double alpha) {
      Vectors.along(x, alpha, direction, trial);
      trialValue = f.gradient(trial, trialGradient);
      gradients++;
      return Vectors.dot(trialGradient, direction);
    }

    private void accept() {
      pairs.add(x, trial, gradient, trialGradient);
      double[] spare = x;
      x = trial;
      trial = spare;
      spare = gradient;
      gradient = trialGradient;
      trialGradient = spare;
      value = trialValue;
      norm = Vectors.norm(gradient);
      accepted++;
    }
  }
}
