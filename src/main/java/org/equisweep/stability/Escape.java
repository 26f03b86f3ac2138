package org.equisweep.stability;

import java.util.Arrays;
import java.util.List;
import org.equisweep.flow.Chebyshev;
import org.equisweep.flow.DormandPrince;
import org.equisweep.flow.Integrator;
import org.equisweep.flow.NotFiniteException;
import org.equisweep.flow.VectorField;
import org.jspecify.annotations.Nullable;

/**
 * The escape test (F9): from a stationary point x* of 𝓔, moved by {@value #PERTURBATION}·max(1,
 * ‖x*‖) along an unstable direction, a run is followed while its distance to 𝓔 grows {@value
 * #GROWTH}-fold by prediction; the slope of log distance against time is compared with the
 * predicted rate. That is
 *
 * <ul>
 *   <li>for the flow with a unitary parametrisation of scale 1: −λ;
 *   <li>for the flow with any L: the largest eigenvalue of −LᵀHL;
 *   <li>for descent of step η: log(1 + ησ)/η per unit time, with σ the rate of the flow.
 * </ul>
 *
 * <p>What is followed is x − x*, so that the small is not lost in the large.
 */
public final class Escape {
  /** ε: small enough for the equation to be linear to 10⁻³, large enough over rounding. */
  static final double PERTURBATION = 1e-6;

  /** By how much the distance grows in the window that is fitted. */
  static final double GROWTH = 100;

  private static final int SAMPLES = 40;

  /** Largest curvature times time beyond which the stabilised method is cheaper. */
  private static final double STIFF = 500;

  private static final double SMOOTH_TOLERANCE = 1e-8;
  private static final double STIFF_TOLERANCE = 1e-5;
  private static final long MOST_STEPS = 20_000;
  private static final long FEWEST_STEPS = 3;

  private final Objective f;
  private final int tangent;
  private final @Nullable SymmetricOperator metric;

  private Escape(Objective f, int tangent, @Nullable SymmetricOperator metric) {
    this.f = f;
    this.tangent = tangent;
    this.metric = metric;
  }

  /**
   * For the flow ẋ = −∇f.
   *
   * @param f in {@link SplitCoordinates}: R^aug with its penalty
   * @param tangent dim T𝓔; the distance to 𝓔 is the norm of the coordinates behind
   */
  public static Escape of(Objective f, int tangent) {
    return new Escape(f, tangent, null);
  }

  /**
   * For the flow ẋ = −M∇f of a parametrisation that is not unitary of scale 1.
   *
   * @param metric M, as {@link SplitCoordinates#metric} gives it
   */
  public static Escape of(Objective f, int tangent, SymmetricOperator metric) {
    return new Escape(f, tangent, metric);
  }

  /**
   * Predicted against observed growth of the distance to 𝓔, per unit time.
   *
   * @param error the standard error of the observed rate, of its fit
   */
  public record Rates(double predicted, double observed, double error) {}

  /**
   * Follows the flow.
   *
   * @param point x*, stationary
   * @param direction an eigenvector of the Hessian's, of norm 1, in N𝓔
   * @param eigenvalue λ &lt; 0, its eigenvalue
   * @param largestCurvature ‖H‖
   */
  public Rates flow(
      double[] point, double[] direction, double eigenvalue, double largestCurvature) {
    FastestGrowth growth = growth(point, direction, eigenvalue);
    double size = size(point);
    double end = Math.log(GROWTH) / growth.rate();
    boolean stiff = largestCurvature * end > STIFF;
    double tolerance = size * (stiff ? STIFF_TOLERANCE : SMOOTH_TOLERANCE);
    Integrator integrator = stiff ? new Chebyshev(tolerance) : new DormandPrince(tolerance);
    Samples samples = new Samples(end);
    double[] offset = new double[point.length];
    Vectors.scale(size, growth.direction(), offset);
    double[] at = new double[point.length];
    samples.add(0, offset);
    try {
      integrator.integrate(
          new Departure(point),
          offset,
          0,
          end,
          List.of(),
          step -> {
            while (samples.next() <= step.to()) {
              double time = samples.next();
              step.state(time, at);
              samples.add(time, at);
            }
          });
    } catch (NotFiniteException diverged) {
      // what was sampled before is fitted
    }
    return samples.rates(growth.rate());
  }

  /**
   * Follows descent x ← x − ηM∇f, as a trial with whole-orbit batches does.
   *
   * @param learningRate η
   */
  public Rates descent(double[] point, double[] direction, double eigenvalue, double learningRate) {
    FastestGrowth growth = growth(point, direction, eigenvalue);
    double predicted = Math.log1p(learningRate * growth.rate()) / learningRate;
    double needed = Math.ceil(Math.log(GROWTH) / (predicted * learningRate));
    long steps = (long) Math.max(FEWEST_STEPS, Math.min(MOST_STEPS, needed));
    long every = Math.max(1, steps / SAMPLES);
    Departure field = new Departure(point);
    double[] offset = new double[point.length];
    double[] slope = new double[point.length];
    Vectors.scale(size(point), growth.direction(), offset);
    Samples samples = new Samples(steps * learningRate);
    for (long k = 0; k <= steps; k++) {
      if (k % every == 0) {
        samples.add(k * learningRate, offset);
      }
      field.evaluate(offset, slope);
      Vectors.add(learningRate, slope, offset);
    }
    return samples.rates(predicted);
  }

  private FastestGrowth growth(double[] point, double[] direction, double eigenvalue) {
    if (!(eigenvalue < 0)) {
      throw new IllegalArgumentException("nothing escapes along eigenvalue " + eigenvalue);
    }
    return metric == null
        ? new FastestGrowth(-eigenvalue, direction)
        : FastestGrowth.of(f.hessian(point), metric, direction);
  }

  private static double size(double[] point) {
    return PERTURBATION * Math.max(1, Vectors.norm(point));
  }

  /** z ↦ −M∇f(x* + z). */
  private final class Departure implements VectorField {
    private final double[] from;
    private final double[] point;
    private final double[] gradient;

    Departure(double[] from) {
      this.from = from;
      this.point = new double[from.length];
      this.gradient = new double[from.length];
    }

    @Override
    public int dimension() {
      return from.length;
    }

    @Override
    public void evaluate(double[] offset, double[] derivative) {
      Vectors.along(from, 1, offset, point);
      f.gradient(point, gradient);
      if (metric == null) {
        Vectors.scale(-1, gradient, derivative);
      } else {
        metric.apply(gradient, derivative);
        Vectors.scale(-1, derivative, derivative);
      }
    }
  }

  /** log distance to 𝓔 at times of the window. */
  private final class Samples {
    private final double end;
    private final double[] times = new double[2 * SAMPLES + 2];
    private final double[] logs = new double[times.length];
    private int count;

    Samples(double end) {
      this.end = end;
    }

    /** The next time of an even spacing; infinite when all are there. */
    double next() {
      return count > SAMPLES ? Double.POSITIVE_INFINITY : Math.min(end, count * end / SAMPLES);
    }

    void add(double time, double[] offset) {
      double sum = 0;
      for (int i = tangent; i < offset.length; i++) {
        sum += offset[i] * offset[i];
      }
      times[count] = time;
      logs[count] = 0.5 * Math.log(sum);
      count++;
    }

    Rates rates(double predicted) {
      LineFit fit = LineFit.of(Arrays.copyOf(times, count), Arrays.copyOf(logs, count));
      return new Rates(predicted, fit.slope(), fit.error());
    }
  }
}
