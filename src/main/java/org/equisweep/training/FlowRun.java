package org.equisweep.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.equisweep.flow.Chebyshev;
import org.equisweep.flow.DenseStep;
import org.equisweep.flow.DormandPrince;
import org.equisweep.flow.Event;
import org.equisweep.flow.Integration;
import org.equisweep.flow.Integrator;
import org.equisweep.flow.NotFiniteException;
import org.equisweep.flow.StepObserver;
import org.equisweep.geometry.LayerGeometry;
import org.jspecify.annotations.Nullable;

/**
 * A phase whose flow is integrated, ċ = −Lᵀ∇f, f the phase's whole objective: R, R^aug over the
 * whole orbit or over draws that stay the same through the phase, with the penalty. Lanes go one
 * after the other, since each chooses its own steps; rows lie at even times, by dense output.
 */
final class FlowRun {
  private final Cohort cohort;
  private final IntegrationSpec spec;
  private final PhaseSpec phase;
  private final int index;
  private final OnTheWay onTheWay;
  private final PhaseEntry entry;
  private final Stepper stepper;
  private final Recorder recorder;

  /**
   * @param index of the phase in its strategies
   */
  FlowRun(Cohort cohort, PhaseSpec phase, IntegrationSpec spec, int index, OnTheWay onTheWay) {
    this.cohort = cohort;
    this.phase = phase;
    this.index = index;
    this.onTheWay = onTheWay;
    this.spec = spec;
    this.entry = new PhaseEntry(cohort, phase);
    Evaluation evaluation = entry.newEvaluation();
    this.stepper = new Stepper(cohort, phase, evaluation);
    this.recorder = new Recorder(cohort, phase, index, evaluation, stepper);
  }

  void run(List<Lane> lanes) {
    for (Lane lane : lanes) {
      try {
        entry.bring(lane);
        new Way(lane).go();
      } catch (Clock.DeadlineExceeded | CancellationException outside) {
        throw outside;
      } catch (Stopped stopped) {
        // the lane knows why
      } catch (NotFiniteException diverged) {
        lane.end(TrialOutcome.Status.DIVERGED, diverged.getMessage());
      } catch (RuntimeException | OutOfMemoryError fault) {
        lane.fail(fault);
      }
    }
  }

  /** Leaves the integrator; what happened is noted in the lane. */
  private static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stopped() {
      super(null, null, false, false);
    }
  }

  /** One lane's way. */
  private final class Way implements StepObserver {
    private final Lane lane;
    private final FlowField field;
    private final StopRule stop;
    private final double[] state;
    private final List<TrialOutcome.Status> endings = new ArrayList<>();
    private int row;

    Way(Lane lane) {
      this.lane = lane;
      this.field = new FlowField(lane, stepper, Stopped::new);
      this.stop = new StopRule(cohort.settings().stop(), 1);
      this.state = new double[field.dimension()];
    }

    void go() {
      field.read(state);
      record(0);
      double[] reached = state.clone();
      Integration result = integrator().integrate(field, reached, 0, spec.time(), events(), this);
      field.moveTo(reached);
      if (result.event().isPresent()) {
        lane.arrive(result.time());
        record(result.time());
        end(endings.get(result.event().getAsInt()));
      } else {
        end(TrialOutcome.Status.BUDGET);
      }
    }

    private void end(TrialOutcome.Status status) {
      lane.endPhase(status);
      recorder.endPhase(lane);
    }

    private Integrator integrator() {
      return spec.method() == IntegrationSpec.Method.CHEBYSHEV
          ? new Chebyshev(spec.tolerance())
          : new DormandPrince(spec.tolerance());
    }

    private List<Event> events() {
      List<Event> events = new ArrayList<>();
      cohort
          .settings()
          .stop()
          .convergedGradient()
          .ifPresent(
              norm -> {
                events.add((at, derivative) -> field.layerNorm(derivative) - norm);
                endings.add(TrialOutcome.Status.CONVERGED);
              });
      spec.untilDistance()
          .ifPresent(
              distance -> {
                events.add((at, derivative) -> distance - distanceToEquivariant(at));
                endings.add(TrialOutcome.Status.BUDGET);
              });
      return events;
    }

    private double distanceToEquivariant(double[] at) {
      field.moveTo(at);
      double square = 0;
      for (int layer = 0; layer < lane.point().layers().size(); layer++) {
        LayerGeometry geometry = lane.point().layers().get(layer);
        double[] a = cohort.scratch().array(Scratch.Use.LAYER, geometry.shape().size());
        lane.point().layer(layer, a);
        double[] projected = Arrays.copyOf(a, a.length);
        geometry.projectEquivariant(projected);
        square += GradientNorms.squaredDistance(a, projected);
      }
      return Math.sqrt(square);
    }

    @Override
    public void accepted(DenseStep step) {
      while (row < spec.rows() && next() <= step.to()) {
        double time = next();
        step.state(time, state);
        field.moveTo(state);
        row++;
        lane.arrive(time);
        record(time);
      }
    }

    private double next() {
      return row + 1 == spec.rows() ? spec.time() : (row + 1) * spec.time() / spec.rows();
    }

    /** Records where the lane stands; ends the phase if it is to end there. */
    private void record(double time) {
      onTheWay.look(phase, index, row, 1, List.of(lane));
      recorder.record(List.of(lane));
      if (!lane.running()) {
        throw new Stopped();
      }
      TrajectoryRow last = lane.rows().get(lane.rows().size() - 1);
      String divergence = Divergence.atRow(last, lane.norm(), lane.firstNorm());
      if (divergence != null) {
        lane.end(TrialOutcome.Status.DIVERGED, divergence);
        throw new Stopped();
      }
      TrialOutcome.@Nullable Status ended =
          stop.atRow(row, last.gradientNorm(), lane.measured().objectiveRisk).orElse(null);
      if (ended != null) {
        end(ended);
        throw new Stopped();
      }
    }
  }
}
