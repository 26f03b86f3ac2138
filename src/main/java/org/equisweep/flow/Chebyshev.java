package org.equisweep.flow;

import java.util.List;
import java.util.OptionalInt;

/**
 * The Runge–Kutta–Chebyshev method of order 2 with as many stages as stability needs, for stiff
 * flows: a network near its minimum moves along flat directions over times that are many thousand
 * times the inverse of the largest curvature, where an explicit method of fixed stages would crawl.
 * Its cost grows with the square root of (step · largest curvature). Memory: ten arrays of the
 * dimension, and nothing allocated on the way.
 *
 * <p>B. P. Sommeijer, L. F. Shampine, J. G. Verwer, <i>RKC: an explicit solver for parabolic
 * PDEs</i>, J. Comput. Appl. Math. 88 (1997) 315–326. Deviations: the error is held to the
 * tolerance in the Euclidean norm; growing directions (a saddle) are integrated, not damped.
 */
public final class Chebyshev implements Integrator {
  /** Steps after which the spectral radius is estimated anew. */
  private static final int RADIUS_AGE = 25;

  private static final int MOST_STAGES = 1000;

  /** Rounding grows with the square of the stages; it must stay below the tolerance. */
  private static final double ROUNDING = 10 * Math.ulp(1.0);

  private static final double CAUTION = 0.8;
  private static final double LEAST_FACTOR = 0.1;
  private static final double MOST_FACTOR = 10;
  private static final int EVENT_BISECTIONS = 100;

  private final double tolerance;
  private final int mostStages;

  /**
   * @param tolerance on a step's estimated error, ‖·‖₂
   */
  public Chebyshev(double tolerance) {
    Evaluations.requireTolerance(tolerance);
    this.tolerance = tolerance;
    this.mostStages =
        (int)
            Math.max(
                ChebyshevStages.FEWEST, Math.min(MOST_STAGES, Math.sqrt(tolerance / ROUNDING)));
  }

  @Override
  public int order() {
    return 2;
  }

  @Override
  public Integration integrate(
      VectorField field,
      double[] state,
      double start,
      double end,
      List<Event> events,
      StepObserver observer) {
    Evaluations.requireProblem(field, state, start, end);
    return new Course(field, state, start, end).run(events, observer);
  }

  /** One integration. */
  private final class Course {
    private final Evaluations field;
    private final double[] state;
    private final double[] derivative;
    private final double[] next;
    private final double[] nextDerivative;
    private final double[] scratch;
    private final ChebyshevStages stages;
    private final SpectralRadius radius;
    private final HermiteStep dense = new HermiteStep();
    private final double end;
    private double time;
    private double step;
    private double largest;
    private int age;
    private long steps;
    private double lastError = -1;
    private double lastStep;

    Course(VectorField field, double[] state, double start, double end) {
      int dimension = state.length;
      this.field = new Evaluations(field);
      this.state = state;
      this.end = end;
      this.time = start;
      derivative = new double[dimension];
      next = new double[dimension];
      nextDerivative = new double[dimension];
      scratch = new double[dimension];
      stages = new ChebyshevStages(dimension);
      radius = new SpectralRadius(dimension);
    }

    Integration run(List<Event> events, StepObserver observer) {
      field.evaluate(state, derivative);
      if (!Double.isFinite(EuclideanNorm.of(derivative))) {
        throw new NotFiniteException(time);
      }
      OptionalInt event = Evaluations.reached(events, state, derivative);
      if (event.isPresent()) {
        return new Integration(time, 0, field.count(), event);
      }
      estimateRadius();
      step = firstStep();
      while (time < end) {
        advance();
        event = locateFirst(events);
        steps++;
        observer.accepted(dense);
        time = dense.to();
        if (event.isPresent()) {
          dense.state(time, scratch);
          System.arraycopy(scratch, 0, state, 0, state.length);
          break;
        }
        System.arraycopy(next, 0, state, 0, state.length);
        System.arraycopy(nextDerivative, 0, derivative, 0, state.length);
      }
      return new Integration(time, steps, field.count(), event);
    }

    private void estimateRadius() {
      largest = radius.at(field, state, derivative);
      age = 0;
    }

    /** The longest step whose Euler error, by the change of f along it, is within the tolerance. */
    private double firstStep() {
      double trial = Math.min(end - time, largest > 0 ? 1 / largest : end - time);
      for (int i = 0; i < state.length; i++) {
        next[i] = state[i] + trial * derivative[i];
      }
      field.evaluate(next, nextDerivative);
      for (int i = 0; i < state.length; i++) {
        scratch[i] = nextDerivative[i] - derivative[i];
      }
      double error = trial * EuclideanNorm.of(scratch) / tolerance;
      return error > 0 && Double.isFinite(error)
          ? Math.min(end - time, LEAST_FACTOR * trial / Math.sqrt(error))
          : trial;
    }

    /** Tries steps until one is accepted: {@code next}, {@code nextDerivative} and the cubic. */
    private void advance() {
      if (age >= RADIUS_AGE) {
        estimateRadius();
      }
      while (true) {
        double h = length();
        int count = (int) ChebyshevStages.needed(h, largest);
        stages.advance(field, state, derivative, h, count, next);
        field.evaluate(next, nextDerivative);
        double error = error(h) / tolerance;
        if (error <= 1) {
          accept(h, error);
          return;
        }
        reject(h, error);
      }
    }

    /** The step to try: within what stability allows, and so that the end is hit exactly. */
    private double length() {
      double h = step;
      if (largest > 0) {
        h = Math.min(h, ChebyshevStages.longestStep(mostStages, largest));
      }
      double left = end - time;
      if (1.1 * h >= left) {
        return left;
      }
      return Math.min(h, left / 2);
    }

    private double error(double h) {
      for (int i = 0; i < state.length; i++) {
        scratch[i] = 0.8 * (state[i] - next[i]) + 0.4 * h * (derivative[i] + nextDerivative[i]);
      }
      return EuclideanNorm.of(scratch);
    }

    private void accept(double h, double error) {
      boolean last = h == end - time;
      dense.set(time, h, state, derivative, next, nextDerivative);
      if (last) {
        dense.endAt(end);
      }
      double factor = MOST_FACTOR;
      if (error > 0) {
        factor = CAUTION / Math.cbrt(error);
        if (lastError > 0) {
          // the predictive controller of the paper, section 3.3
          double predicted =
              CAUTION * Math.cbrt(lastError) * h / (Math.cbrt(error * error) * lastStep);
          factor = Math.min(factor, predicted);
        }
      }
      step = h * Math.max(LEAST_FACTOR, Math.min(MOST_FACTOR, factor));
      lastError = error;
      lastStep = h;
      age++;
    }

    private void reject(double h, double error) {
      step =
          Double.isFinite(error)
              ? h * Math.max(LEAST_FACTOR, CAUTION / Math.cbrt(error))
              : LEAST_FACTOR * h;
      if (!(step > 4 * Math.ulp(Math.max(Math.abs(time), Math.abs(end))))) {
        throw new NotFiniteException(time);
      }
      if (age > 0) {
        estimateRadius();
      }
    }

    /** Ends the step at the earliest event within it. */
    private OptionalInt locateFirst(List<Event> events) {
      OptionalInt first = OptionalInt.empty();
      double earliest = Double.POSITIVE_INFINITY;
      for (int i = 0; i < events.size(); i++) {
        if (events.get(i).value(next, nextDerivative) <= 0) {
          double time = locate(events.get(i));
          if (time < earliest) {
            earliest = time;
            first = OptionalInt.of(i);
          }
        }
      }
      if (first.isPresent()) {
        dense.endAt(earliest);
      }
      return first;
    }

    /** Where between the ends of the step the event's value falls to 0. */
    private double locate(Event event) {
      double above = dense.from();
      double below = dense.to();
      double[] slope = new double[state.length];
      for (int i = 0; i < EVENT_BISECTIONS && below - above > Math.ulp(below); i++) {
        double middle = above + (below - above) / 2;
        dense.state(middle, scratch);
        field.evaluate(scratch, slope);
        if (event.value(scratch, slope) > 0) {
          above = middle;
        } else {
          below = middle;
        }
      }
      return below;
    }
  }
}
