package org.equisweep.stability;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.equisweep.network.ArchitectureGeometry;
import org.equisweep.tensor.RandomStream;
import org.equisweep.training.AnalyseSpec;
import org.equisweep.training.PhaseSpec;
import org.equisweep.training.StabilityReport;
import org.equisweep.training.TrialSettings;
import org.equisweep.training.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Judges the end point of a trial: the Hessian of R^aug + γ/2·‖A − Π_𝓔A‖², γ of the last phase, in
 * double and in layer space, compressed to T𝓔 and N𝓔.
 *
 * <p>On T𝓔 the quadratic forms of R and R^aug agree (F8), and so do, for compatible spaces, their
 * gradients (F3): there the risk as it is serves, exactly and at a fraction of the cost. On N𝓔
 * R^aug is exact up to {@value RiskPair#LISTED} group elements (or where {@code
 * record.augmented_risk} is), else the recorded estimator's, whose sampling error the verdict
 * carries.
 */
public final class StabilityAnalysis implements AutoCloseable {
  /** How far from 𝓔, relative to ‖A‖, a point may be to be judged. */
  static final double ON_EQUIVARIANT = 1e-10;

  /** How near a kink counts as on it. */
  private static final double ON_KINK = 1e-10;

  /** How small, relative to ‖H‖, an eigenvalue is that counts as 0. */
  static final double ZERO = 1e-8;

  private final AnalyseSpec wanted;
  private final ArchitectureGeometry geometry;
  private final RiskPair risks;
  private final RiskObjective nominal;
  private final RiskObjective augmented;
  private final SplitCoordinates coordinates;
  private final boolean compatible;
  private @Nullable IsotypicComponents components;

  /**
   * @param settings with {@code analyse}
   * @param geometry of their architecture and group
   * @param seed of the trial
   * @param deadline zero for none
   */
  public StabilityAnalysis(
      TrialSettings settings, ArchitectureGeometry geometry, long seed, Duration deadline) {
    this.geometry = geometry;
    this.wanted = settings.analyse();
    if (wanted == null) {
      throw new IllegalArgumentException("the trial's settings ask for no analysis");
    }
    PhaseSpec last = settings.phases().get(settings.phases().size() - 1);
    double gamma = last.penalty().orElse(0);
    risks = new RiskPair(settings, geometry, seed, gamma, deadline);
    nominal = risks.nominal();
    augmented = risks.augmented();
    coordinates = risks.coordinates();
    compatible = geometry.layers().stream().allMatch(layer -> layer.row().compatible());
  }

  /**
   * Judges a point.
   *
   * @param layers A₁ … A_L, in canonical order
   * @param phase of the spectra's rows, and {@code step} of theirs
   */
  public StabilityReport judge(List<double[]> layers, int phase, long step) {
    double[] x = coordinates.coordinates(layers);
    Double polishDistance = null;
    boolean leftBasin = false;
    if (wanted.polish().isPresent()) {
      Polish.Polished polished =
          new Polish(new NewtonConjugateGradient(), wanted.stationary())
              .withinPlane(nominal, coordinates.tangent(), x);
      x = polished.point();
      polishDistance = polished.distance();
      leftBasin = polished.leftBasin();
    }
    double distance = risks.distanceToEquivariant(x);
    double size = norm(coordinates.layers(x));
    if (distance > ON_EQUIVARIANT * size) {
      return StabilityReport.none(
          String.format(
              Locale.ROOT,
              "no verdict: the point must be in 𝓔 within 1e-10·‖A‖, but is %.3g from it at"
                  + " ‖A‖ = %.3g: polish it",
              distance,
              size));
    }
    Arrays.fill(x, coordinates.tangent(), x.length, 0);
    return new Judgement(x, phase, step, polishDistance, leftBasin).report();
  }

  private static double norm(List<double[]> layers) {
    double sum = 0;
    for (double[] layer : layers) {
      sum += Vectors.dot(layer, layer);
    }
    return Math.sqrt(sum);
  }

  /** One point. */
  private final class Judgement {
    private final double[] x;
    private final int phase;
    private final long step;
    private final @Nullable Double polishDistance;
    private final boolean leftBasin;
    private final Compression tangent;
    private final Compression normal;

    Judgement(
        double[] x, int phase, long step, @Nullable Double polishDistance, boolean leftBasin) {
      this.x = x;
      this.phase = phase;
      this.step = step;
      this.polishDistance = polishDistance;
      this.leftBasin = leftBasin;
      tangent = new Compression(nominal.hessian(x), 0, coordinates.tangent());
      normal = new Compression(augmented.hessian(x), coordinates.tangent(), coordinates.normal());
    }

    StabilityReport report() {
      double gradient = gradientNorm();
      if (!(gradient <= wanted.stationary())) {
        return notStationary(gradient);
      }
      ExplainedFlats flats =
          new ExplainedFlats(geometry, coordinates, coordinates.layers(x), augmented.dataSpan());
      double scale = Math.max(tangent.roughNorm(), normal.roughNorm());
      SpaceSpectrum onTangent = spectrum(tangent, 0, flats, scale);
      SpaceSpectrum onNormal = spectrum(normal, coordinates.tangent(), flats, scale);
      double threshold = ZERO * Math.max(onTangent.pairs().norm(), onNormal.pairs().norm());
      Verdict verdict = verdict(onTangent, onNormal, threshold);
      List<StabilityReport.SpectrumRow> rows = new ArrayList<>();
      addRows(rows, onTangent, false);
      addRows(rows, onNormal, true);
      addDensity(rows, tangent, false);
      addDensity(rows, normal, true);
      StabilityReport.EscapeRates escape =
          wanted.escape() && verdict == Verdict.UNSTABLE_NORMAL ? escape(onNormal) : null;
      int negativeTangent = onTangent.negative(threshold);
      int negativeNormal = onNormal.negative(threshold);
      return new StabilityReport(
          verdict,
          withBasin(reason(onTangent, onNormal, threshold)),
          negativeTangent + negativeNormal,
          negativeTangent,
          negativeNormal,
          Math.max(threshold, Math.max(onTangent.largestError(), onNormal.largestError())),
          onTangent.explained() + onNormal.explained(),
          polishDistance,
          kinkDistance(),
          onTangent.smallest(),
          onNormal.smallest(),
          negativeNormal > 0 ? components().name(normal.lift(onNormal.pairs().vectors()[0])) : null,
          escape,
          rows);
    }

    /** Along the flow, in the trial's own parametrisation. */
    private StabilityReport.EscapeRates escape(SpaceSpectrum onNormal) {
      // F9 decouples on compatible spaces; elsewhere H mixes T𝓔 and N𝓔, as a metric can
      SymmetricOperator metric = compatible && isUnitary() ? null : coordinates.metric();
      Escape test =
          metric == null
              ? Escape.of(augmented, coordinates.tangent())
              : Escape.of(augmented, coordinates.tangent(), metric);
      Escape.Rates rates =
          test.flow(
              x,
              normal.lift(onNormal.pairs().vectors()[0]),
              onNormal.pairs().values()[0],
              onNormal.pairs().norm());
      return new StabilityReport.EscapeRates(rates.predicted(), rates.observed(), rates.error());
    }

    /** With scale 1: then coefficients move as layers do. */
    private boolean isUnitary() {
      double[] random = new double[x.length];
      RandomStream stream = RandomStream.of(0, "metric", 0);
      for (int i = 0; i < random.length; i++) {
        random[i] = stream.nextNormal();
      }
      double[] image = new double[x.length];
      coordinates.metric().apply(random, image);
      return Vectors.distance(random, image) <= 1e-12 * Vectors.norm(random);
    }

    /** Of the risk of the last phase's kind that the Hessian belongs to, on T𝓛. */
    private double gradientNorm() {
      double[] gradient = new double[x.length];
      if (compatible) {
        nominal.gradient(x, gradient);
        Arrays.fill(gradient, coordinates.tangent(), gradient.length, 0);
      } else {
        augmented.gradient(x, gradient);
      }
      return Vectors.norm(gradient);
    }

    /** What is judged then is another point than training came to. */
    private @Nullable String withBasin(@Nullable String reason) {
      if (!leftBasin) {
        return reason;
      }
      String left = "polishing left the basin of the end point";
      return reason == null ? left : reason + "; " + left;
    }

    private StabilityReport notStationary(double gradient) {
      Double kink = kinkDistance();
      String reason =
          String.format(
              Locale.ROOT,
              "not stationary: the gradient's norm is %.3g, above %.3g%s",
              gradient,
              wanted.stationary(),
              kink != null && kink <= ON_KINK
                  ? "; a pre-activation lies on a kink of its non-linearity, where descent can end"
                      + " without a stationary point"
                  : "");
      return new StabilityReport(
          Verdict.NOT_STATIONARY,
          withBasin(reason),
          null,
          null,
          null,
          null,
          null,
          polishDistance,
          kink,
          null,
          null,
          null,
          null,
          List.of());
    }

    private @Nullable Double kinkDistance() {
      double distance = augmented.kinkDistance(x);
      return Double.isInfinite(distance) ? null : distance;
    }

    private SpaceSpectrum spectrum(
        Compression hessian, int from, ExplainedFlats flats, double scale) {
      EigenSolver solver = new EigenSolver(wanted.eigenvaluesOrDefault());
      Subspace excited = flats.excited(hessian, from, ZERO * scale);
      ComponentSolver parts = from > 0 ? risks.byComponent(components()) : null;
      Eigenpairs pairs = solver.lowest(hessian, excited, parts);
      int unexcited = hessian.dimension() - pairs.dimension();
      int listed = flats.count(hessian, from, ZERO * Math.max(scale, pairs.norm()));
      // on T𝓔 the risk as it is serves, and nothing is sampled
      double[] errors = from > 0 ? risks.errors(pairs, hessian, x) : pairs.residuals();
      return new SpaceSpectrum(pairs, errors, listed + unexcited, unexcited);
    }

    private void addDensity(
        List<StabilityReport.SpectrumRow> rows, Compression hessian, boolean isNormal) {
      if (wanted.density().isEmpty()) {
        return;
      }
      SpectralDensity density = SpectralDensity.of(hessian, wanted.density().getAsInt());
      for (int k = 0; k < density.values().length; k++) {
        double node = density.values()[k];
        double residual = density.residuals()[k];
        double weight = density.weights()[k];
        rows.add(
            new StabilityReport.SpectrumRow(
                phase, step, true, isNormal, k, node, residual, null, weight));
      }
    }

    private void addRows(
        List<StabilityReport.SpectrumRow> rows, SpaceSpectrum spectrum, boolean isNormal) {
      Eigenpairs pairs = spectrum.pairs();
      for (int k = 0; k < pairs.size(); k++) {
        Compression hessian = isNormal ? normal : tangent;
        String component =
            k < wanted.eigenvaluesOrDefault()
                ? components().name(hessian.lift(pairs.vectors()[k]))
                : null;
        rows.add(
            new StabilityReport.SpectrumRow(
                phase,
                step,
                true,
                isNormal,
                k,
                pairs.values()[k],
                spectrum.errors()[k],
                component));
      }
    }
  }

  /** Made at first need. */
  private IsotypicComponents components() {
    IsotypicComponents made = components;
    if (made == null) {
      made = new IsotypicComponents(geometry, coordinates);
      components = made;
    }
    return made;
  }

  private static Verdict verdict(SpaceSpectrum tangent, SpaceSpectrum normal, double threshold) {
    if (tangent.negative(threshold) > 0) {
      return Verdict.UNSTABLE_WITHIN;
    }
    if (normal.negative(threshold) > 0) {
      return Verdict.UNSTABLE_NORMAL;
    }
    boolean undecided =
        tangent.unexplained(threshold) > 0
            || normal.unexplained(threshold) > 0
            || !tangent.pairs().converged()
            || !normal.pairs().converged();
    return undecided ? Verdict.DEGENERATE : Verdict.STABLE;
  }

  private static @Nullable String reason(
      SpaceSpectrum tangent, SpaceSpectrum normal, double threshold) {
    if (!tangent.pairs().converged() || !normal.pairs().converged()) {
      return "eigenvalues did not converge within the products allowed";
    }
    int flat = tangent.unexplained(threshold) + normal.unexplained(threshold);
    return flat > 0 ? flat + " flat directions found have no explanation" : null;
  }

  @Override
  public void close() {
    risks.close();
  }
}
