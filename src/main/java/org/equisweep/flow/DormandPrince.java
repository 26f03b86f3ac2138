package org.equisweep.flow;

import java.util.List;
import java.util.OptionalInt;
import org.hipparchus.analysis.UnivariateFunction;
import org.hipparchus.analysis.solvers.BracketedUnivariateSolver;
import org.hipparchus.analysis.solvers.BracketingNthOrderBrentSolver;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.ode.LocalizedODEFormats;
import org.hipparchus.ode.ODEState;
import org.hipparchus.ode.ODEStateAndDerivative;
import org.hipparchus.ode.OrdinaryDifferentialEquation;
import org.hipparchus.ode.events.Action;
import org.hipparchus.ode.events.AdaptableInterval;
import org.hipparchus.ode.events.ODEEventDetector;
import org.hipparchus.ode.events.ODEEventHandler;
import org.hipparchus.ode.nonstiff.DormandPrince853Integrator;
import org.hipparchus.ode.sampling.ODEStateInterpolator;

/**
 * The explicit Runge–Kutta method of order 8 with errors of order 5 and 3 and dense output of order
 * 7, in Hipparchus' implementation. For smooth flows: twelve evaluations a step, and steps limited
 * by stability to about 6 over the largest curvature. Memory: some thirty arrays of the dimension.
 *
 * <p>E. Hairer, S. P. Nørsett, G. Wanner, <i>Solving Ordinary Differential Equations I</i>, 2nd
 * ed., Springer 1993, II.5 and II.10, after J. R. Dormand, P. J. Prince, <i>A family of embedded
 * Runge–Kutta formulae</i>, J. Comput. Appl. Math. 6 (1980) 19–26.
 */
public final class DormandPrince implements Integrator {
  /** Events are located to this fraction of the time integrated over. */
  private static final double EVENT_ACCURACY = 1e-14;

  private static final int EVENT_ITERATIONS = 200;
  private static final int SOLVER_ORDER = 5;

  private final double tolerance;
  private final double longestStep;

  /**
   * @param tolerance on a step's estimated error, ‖·‖₂
   */
  public DormandPrince(double tolerance) {
    this(tolerance, Double.POSITIVE_INFINITY);
  }

  /**
   * @param longestStep no step is longer
   */
  DormandPrince(double tolerance, double longestStep) {
    Evaluations.requireTolerance(tolerance);
    this.tolerance = tolerance;
    this.longestStep = longestStep;
  }

  @Override
  public int order() {
    return 8;
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
    Equation equation = new Equation(field, start);
    double[] derivative = equation.computeDerivatives(start, state);
    OptionalInt atStart = Evaluations.reached(events, state, derivative);
    if (atStart.isPresent()) {
      return new Integration(start, 0, equation.evaluations.count(), atStart);
    }
    Course course = new Course(equation, observer);
    DormandPrince853Integrator method = method(state.length, start, end);
    method.addStepHandler(course::accept);
    for (int i = 0; i < events.size(); i++) {
      method.addEventDetector(
          new Detector(events.get(i), i, course, EVENT_ACCURACY * (end - start)));
    }
    ODEStateAndDerivative last = run(method, equation, new ODEState(start, state), end);
    System.arraycopy(last.getPrimaryState(), 0, state, 0, state.length);
    return new Integration(
        last.getTime(), course.steps, equation.evaluations.count(), course.event);
  }

  private static ODEStateAndDerivative run(
      DormandPrince853Integrator method, Equation equation, ODEState start, double end) {
    try {
      return method.integrate(equation, start, end);
    } catch (MathRuntimeException fault) {
      if (fault.getSpecifier() == LocalizedODEFormats.MINIMAL_STEPSIZE_REACHED_DURING_INTEGRATION) {
        throw new NotFiniteException(equation.reached);
      }
      throw fault;
    }
  }

  private DormandPrince853Integrator method(int dimension, double start, double end) {
    // its norm is the root of the mean square: the Euclidean one over √dimension
    double perEntry = tolerance / Math.sqrt(dimension);
    double shortest = 4 * Math.ulp(Math.max(Math.abs(start), Math.abs(end)));
    double longest = Math.min(longestStep, end - start);
    DormandPrince853Integrator method =
        new DormandPrince853Integrator(Math.min(shortest, longest), longest, perEntry, 0);
    if (longestStep < end - start) {
      method.setInitialStepSize(longestStep);
    }
    return method;
  }

  /** The field as Hipparchus asks for it. */
  private static final class Equation implements OrdinaryDifferentialEquation {
    private final VectorField field;
    private final Evaluations evaluations;
    private double reached;

    Equation(VectorField field, double start) {
      this.field = field;
      this.evaluations = new Evaluations(field);
      this.reached = start;
    }

    @Override
    public int getDimension() {
      return field.dimension();
    }

    @Override
    public double[] computeDerivatives(double time, double[] state) {
      double[] derivative = new double[state.length];
      evaluations.evaluate(state, derivative);
      if (!Double.isFinite(EuclideanNorm.of(derivative))) {
        throw new NotFiniteException(reached);
      }
      return derivative;
    }
  }

  /** What has happened so far. */
  private static final class Course {
    private final Equation equation;
    private final StepObserver observer;
    private long steps;
    private OptionalInt event = OptionalInt.empty();

    Course(Equation equation, StepObserver observer) {
      this.equation = equation;
      this.observer = observer;
    }

    void accept(ODEStateInterpolator interpolator) {
      steps++;
      equation.reached = interpolator.getCurrentState().getTime();
      observer.accepted(new Interpolated(interpolator));
    }
  }

  private record Interpolated(ODEStateInterpolator interpolator) implements DenseStep {
    @Override
    public double from() {
      return interpolator.getPreviousState().getTime();
    }

    @Override
    public double to() {
      return interpolator.getCurrentState().getTime();
    }

    @Override
    public void state(double time, double[] into) {
      double[] state = interpolator.getInterpolatedState(time).getPrimaryState();
      System.arraycopy(state, 0, into, 0, into.length);
    }
  }

  private record Detector(Event event, int index, Course course, double accuracy)
      implements ODEEventDetector {
    @Override
    public AdaptableInterval getMaxCheckInterval() {
      return AdaptableInterval.of(Double.POSITIVE_INFINITY);
    }

    @Override
    public int getMaxIterationCount() {
      return EVENT_ITERATIONS;
    }

    @Override
    public BracketedUnivariateSolver<UnivariateFunction> getSolver() {
      return new BracketingNthOrderBrentSolver(0, accuracy, 0, SOLVER_ORDER);
    }

    @Override
    public ODEEventHandler getHandler() {
      return (state, detector, increasing) -> {
        if (increasing) {
          return Action.CONTINUE;
        }
        course.event = OptionalInt.of(index);
        return Action.STOP;
      };
    }

    @Override
    public double g(ODEStateAndDerivative at) {
      // the interpolated derivative is an order worse than the state
      double[] state = at.getPrimaryState();
      return event.value(state, course.equation.computeDerivatives(at.getTime(), state));
    }
  }
}
