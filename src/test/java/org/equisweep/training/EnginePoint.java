package org.equisweep.training;

import java.time.Duration;
import java.util.List;
import org.equisweep.geometry.LayerGeometry;
import org.equisweep.network.ArchitectureGeometry;
import org.equisweep.network.Network;

/** The engine's own risks and gradients at a point of the test's choice, in layer space. */
final class EnginePoint implements AutoCloseable {
  private final Cohort cohort;
  private final Lane lane;
  private final Cohort.Compiled compiled;
  private final Evaluation evaluation;

  EnginePoint(TrialSettings settings, ArchitectureGeometry geometry, Network.Space space) {
    lane = new Lane(0, 0);
    cohort = new Cohort(settings, geometry, 1, new Clock(Duration.ZERO, 1));
    compiled = cohort.compiled(space, true);
    evaluation = new Evaluation(compiled);
  }

  EnginePoint(TrialSettings settings) {
    this(
        settings,
        ArchitectureGeometry.of(settings.architecture(), settings.group()),
        Network.Space.ADMISSIBLE);
  }

  List<LayerGeometry> geometry() {
    return cohort.geometry().layers();
  }

  ArchitectureGeometry architectureGeometry() {
    return cohort.geometry();
  }

  /** Moves to the nearest point of the space. */
  void moveTo(double[][] layers) {
    Point point =
        new Point(cohort.geometry(), compiled.network(), compiled.space(), cohort.scratch());
    for (int layer = 0; layer < layers.length; layer++) {
      point.setLayer(layer, layers[layer].clone());
    }
    lane.stand(point);
  }

  double nominalRisk() {
    return risk(nominal());
  }

  double augmentedRisk() {
    return risk(orbits());
  }

  /** Π_T∇R. */
  double[][] nominalGradient() {
    return gradient(nominal(), false);
  }

  /** Π_T∇R^aug over all elements. */
  double[][] augmentedGradient() {
    return gradient(orbits(), false);
  }

  /** LLᵀ∇R^aug, the velocity of the flow in layer space with its sign turned. */
  double[][] augmentedVelocity() {
    return gradient(orbits(), true);
  }

  private LaneBatches nominal() {
    return new LaneBatches(1, () -> NominalBatches.whole(compiled.inputs().data()));
  }

  private LaneBatches orbits() {
    return new LaneBatches(
        1, () -> OrbitBatches.whole(compiled.inputs().data(), compiled.inputs().elements()));
  }

  private double risk(LaneBatches batches) {
    evaluation.loss(batches, List.of(lane));
    requireRunning();
    return lane.measured().lossSum / batches.any().columnsPerEpoch();
  }

  private double[][] gradient(LaneBatches batches, boolean velocity) {
    evaluation.lossAndGradient(batches, List.of(lane));
    requireRunning();
    double[][] gradient = new double[geometry().size()][];
    for (int layer = 0; layer < gradient.length; layer++) {
      double[] g = new double[lane.gradient().size(layer)];
      lane.gradient().read(layer, g);
      gradient[layer] = new double[geometry().get(layer).shape().size()];
      if (velocity) {
        double[] offset = new double[gradient[layer].length];
        lane.point().parametrisation(layer).layer(new double[g.length], offset);
        lane.point().parametrisation(layer).layer(g, gradient[layer]);
        for (int i = 0; i < offset.length; i++) {
          gradient[layer][i] -= offset[i];
        }
      } else {
        lane.point().parametrisation(layer).projectedGradient(g, gradient[layer]);
      }
    }
    return gradient;
  }

  private void requireRunning() {
    if (!lane.running()) {
      throw new AssertionError(lane.reason());
    }
  }

  @Override
  public void close() {
    lane.close();
    cohort.close();
  }
}
