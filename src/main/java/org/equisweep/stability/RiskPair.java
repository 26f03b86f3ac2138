package org.equisweep.stability;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import org.equisweep.network.ArchitectureGeometry;
import org.equisweep.training.AnalyseSpec;
import org.equisweep.training.RecordSpec;
import org.equisweep.training.RiskColumns;
import org.equisweep.training.TrialSettings;
import org.jspecify.annotations.Nullable;

/**
 * R and R^aug of a trial, each with γ/2·‖A − Π_𝓔A‖²: on 𝓔 the first is as good as the second in
 * directions of T𝓔 (F8), at a fraction of the cost.
 */
final class RiskPair implements AutoCloseable {
  /** The largest group that is averaged over exactly without being asked to. */
  static final int LISTED = 5040;

  private static final double SAMPLING_ERRORS = 2;

  private final RiskObjective nominal;
  private final RiskObjective augmented;
  private final ArchitectureGeometry geometry;
  private @Nullable ComponentSolver byComponent;
  private boolean componentsKnown;

  /**
   * @param settings with {@code analyse}
   * @param seed keys the draws of a sampled average
   * @param gamma of the penalty, 0 for none
   * @param deadline zero for none
   */
  RiskPair(
      TrialSettings settings,
      ArchitectureGeometry geometry,
      long seed,
      double gamma,
      Duration deadline) {
    this.geometry = geometry;
    nominal =
        new RiskObjective(
            geometry,
            RiskColumns.of(settings, geometry, seed, new RiskColumns.Average.None(), deadline),
            gamma);
    try {
      augmented =
          new RiskObjective(
              geometry,
              RiskColumns.of(settings, geometry, seed, average(settings, geometry), deadline),
              gamma);
    } catch (RuntimeException | OutOfMemoryError fault) {
      nominal.close();
      throw fault;
    }
  }

  private static RiskColumns.Average average(
      TrialSettings settings, ArchitectureGeometry geometry) {
    AnalyseSpec wanted = Objects.requireNonNull(settings.analyse());
    RecordSpec.AugmentedRisk recorded = settings.record().augmentedRisk();
    boolean few = geometry.group().order().compareTo(BigInteger.valueOf(LISTED)) <= 0;
    if (few || recorded instanceof RecordSpec.AugmentedRisk.Exact) {
      return new RiskColumns.Average.Exact();
    }
    return new RiskColumns.Average.Samples(
        recorded instanceof RecordSpec.AugmentedRisk.Samples samples
            ? samples.samples()
            : wanted.samplesOrDefault());
  }

  RiskObjective nominal() {
    return nominal;
  }

  RiskObjective augmented() {
    return augmented;
  }

  SplitCoordinates coordinates() {
    return augmented.coordinates();
  }

  /**
   * For the Hessian of R^aug at points of 𝓔, which commutes with G where it is not sampled; null
   * where it does not, or components are not known.
   */
  @Nullable ComponentSolver byComponent(IsotypicComponents named) {
    if (!componentsKnown) {
      boolean compatible = geometry.layers().stream().allMatch(layer -> layer.row().compatible());
      byComponent =
          compatible && augmented.passes() == 1
              ? ComponentSolver.of(geometry, coordinates(), named)
              : null;
      componentsKnown = true;
    }
    return byComponent;
  }

  /** ‖y‖ of x = (t, y). */
  double distanceToEquivariant(double[] x) {
    double sum = 0;
    for (int i = coordinates().tangent(); i < x.length; i++) {
      sum += x[i] * x[i];
    }
    return Math.sqrt(sum);
  }

  /**
   * Of eigenvalues of the Hessian of R^aug at x: their residuals, and the sampling error of the
   * lowest, if it is sampled.
   */
  double[] errors(Eigenpairs pairs, Compression hessian, double[] x) {
    double[] errors = pairs.residuals().clone();
    if (augmented.passes() > 1 && pairs.size() > 0) {
      double sampling =
          SAMPLING_ERRORS
              * standardError(augmented.curvatureByPass(x, hessian.lift(pairs.vectors()[0])));
      for (int k = 0; k < errors.length; k++) {
        errors[k] = Math.hypot(errors[k], sampling);
      }
    }
    return errors;
  }

  private static double standardError(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return Math.sqrt(squares / (values.length - 1) / values.length);
  }

  @Override
  public void close() {
    augmented.close();
    nominal.close();
  }
}
