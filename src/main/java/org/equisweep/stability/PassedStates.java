package org.equisweep.stability;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.equisweep.network.ArchitectureGeometry;
import org.equisweep.problem.InvalidInput;
import org.equisweep.training.AnalyseSpec;
import org.equisweep.training.PhaseSpec;
import org.equisweep.training.StabilityReport.SpectrumRow;
import org.equisweep.training.StateObserver;
import org.equisweep.training.TrialSettings;
import org.jspecify.annotations.Nullable;

/**
 * The lowest eigenvalues of ∇²(R^aug + γ/2·‖A − Π_𝓔A‖²), γ of the phase, compressed to T𝓔 and
 * N𝓔, where trials pass. Such a state is not stationary, so they say how the risk bends there and
 * nothing about stability: that is the verdict's. Within {@value StabilityAnalysis#ON_EQUIVARIANT}
 * of 𝓔, relative to ‖A‖, the state is taken to be on it.
 */
public final class PassedStates implements StateObserver {
  private final TrialSettings settings;
  private final ArchitectureGeometry geometry;
  private final AnalyseSpec wanted;
  private @Nullable RiskPair risks;
  private @Nullable IsotypicComponents components;
  private double gamma;
  private long seed;

  /**
   * @param settings with {@code analyse}; their phases play no part
   * @param geometry of their architecture and group
   */
  public PassedStates(TrialSettings settings, ArchitectureGeometry geometry) {
    this.settings = settings;
    this.geometry = geometry;
    this.wanted = Objects.requireNonNull(settings.analyse());
  }

  @Override
  public List<SpectrumRow> observe(
      PhaseSpec phase, int index, long seedOfTrial, long step, List<double[]> layers) {
    RiskPair pair = risks(phase.penalty().orElse(0), seedOfTrial);
    List<SpectrumRow> rows = new ArrayList<>();
    if (pair == null || !isFinite(layers)) {
      return rows;
    }
    SplitCoordinates coordinates = pair.coordinates();
    double[] x = coordinates.coordinates(layers);
    double allowed = StabilityAnalysis.ON_EQUIVARIANT * norm(layers);
    boolean isEquivariant = pair.distanceToEquivariant(x) <= allowed;
    if (isEquivariant) {
      Arrays.fill(x, coordinates.tangent(), x.length, 0);
    }
    SymmetricOperator augmented = pair.augmented().hessian(x);
    SymmetricOperator within = isEquivariant ? pair.nominal().hessian(x) : augmented;
    Compression tangent = new Compression(within, 0, coordinates.tangent());
    Compression normal = new Compression(augmented, coordinates.tangent(), coordinates.normal());
    double scale = Math.max(tangent.roughNorm(), normal.roughNorm());
    if (!Double.isFinite(scale)) {
      return rows;
    }
    Eigenpairs onTangent = lowest(pair, x, tangent, 0, scale, null);
    double[] residuals = isEquivariant ? onTangent.residuals() : pair.errors(onTangent, tangent, x);
    addRows(rows, index, step, false, tangent, onTangent, residuals);
    ComponentSolver parts =
        isEquivariant ? pair.byComponent(Objects.requireNonNull(components)) : null;
    Eigenpairs onNormal = lowest(pair, x, normal, coordinates.tangent(), scale, parts);
    addRows(rows, index, step, true, normal, onNormal, pair.errors(onNormal, normal, x));
    return rows;
  }

  /**
   * @param parts of N𝓔 at a state of 𝓔; null otherwise
   */
  private Eigenpairs lowest(
      RiskPair pair,
      double[] x,
      Compression hessian,
      int from,
      double scale,
      @Nullable ComponentSolver parts) {
    EigenSolver solver = new EigenSolver(wanted.eigenvaluesOrDefault());
    SplitCoordinates coordinates = pair.coordinates();
    if (coordinates.dimension() < 2 * EigenSolver.DENSE) {
      return solver.lowest(hessian, null, parts);
    }
    Subspace excited =
        new ExplainedFlats(
                geometry, coordinates, coordinates.layers(x), pair.augmented().dataSpan())
            .excited(hessian, from, StabilityAnalysis.ZERO * scale);
    return solver.lowest(hessian, excited, parts);
  }

  private void addRows(
      List<SpectrumRow> rows,
      int phase,
      long step,
      boolean isNormal,
      Compression hessian,
      Eigenpairs pairs,
      double[] errors) {
    for (int k = 0; k < Math.min(pairs.size(), wanted.eigenvaluesOrDefault()); k++) {
      String component = Objects.requireNonNull(components).name(hessian.lift(pairs.vectors()[k]));
      rows.add(
          new SpectrumRow(
              phase, step, false, isNormal, k, pairs.values()[k], errors[k], component));
    }
  }

  /** Those of the trial, made anew where they are of another; null where 𝓔 is empty. */
  private @Nullable RiskPair risks(double newGamma, long newSeed) {
    RiskPair held = risks;
    boolean isSampled = held != null && held.augmented().passes() > 1;
    if (held != null && gamma == newGamma && (seed == newSeed || !isSampled)) {
      return held;
    }
    close();
    try {
      RiskPair made = new RiskPair(settings, geometry, newSeed, newGamma, Duration.ZERO);
      risks = made;
      gamma = newGamma;
      seed = newSeed;
      if (components == null) {
        components = new IsotypicComponents(geometry, made.coordinates());
      }
      return made;
    } catch (InvalidInput noPoint) {
      return null;
    }
  }

  private static boolean isFinite(List<double[]> layers) {
    return layers.stream().flatMapToDouble(Arrays::stream).allMatch(Double::isFinite);
  }

  private static double norm(List<double[]> layers) {
    return Math.sqrt(layers.stream().mapToDouble(layer -> Vectors.dot(layer, layer)).sum());
  }

  @Override
  public void close() {
    if (risks != null) {
      risks.close();
      risks = null;
    }
  }
}
