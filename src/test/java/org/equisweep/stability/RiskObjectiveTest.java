package org.equisweep.stability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.equisweep.data.DataSpec;
import org.equisweep.group.Element;
import org.equisweep.group.GroupSpec;
import org.equisweep.group.SpaceSpec;
import org.equisweep.network.ArchitectureGeometry;
import org.equisweep.network.ArchitectureSpec;
import org.equisweep.network.ArchitectureSpec.Admissible;
import org.equisweep.network.ArchitectureSpec.Features;
import org.equisweep.network.ArchitectureSpec.LeakyRelu;
import org.equisweep.network.ArchitectureSpec.Linear;
import org.equisweep.network.ArchitectureSpec.Loss;
import org.equisweep.network.Reductions;
import org.equisweep.tensor.RandomStream;
import org.equisweep.training.Case;
import org.equisweep.training.RiskColumns;
import org.equisweep.training.TrialSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Derivatives of the risks, and F2, F7, F8 of them, over groups × spaces × architectures. */
class RiskObjectiveTest {
  private static final double DIFFERENCE_TOLERANCE = 1e-6;
  private static final double STEP = 1e-4;
  private static final double ROUNDING = 1e-11;
  private static final double GAMMA = 0.3;

  @TempDir Path folder;

  static List<Case> compatible() {
    return Case.compatibleCases();
  }

  @ParameterizedTest
  @EnumSource(Case.class)
  void gradientAndHessianAreDerivatives(Case kind) {
    List<RiskColumns.Average> averages =
        List.of(
            new RiskColumns.Average.None(),
            new RiskColumns.Average.Exact(),
            new RiskColumns.Average.Samples(3));
    for (RiskColumns.Average average : averages) {
      try (RiskObjective f = objective(kind, average, GAMMA)) {
        double[] x = point(f, 1);
        double[] v = direction(f, 2);
        double[] g = new double[x.length];
        double value = f.gradient(x, g);
        assertThat(value).isCloseTo(f.value(x), within(ROUNDING * Math.abs(value)));
        double slope = (f.value(moved(x, STEP, v)) - f.value(moved(x, -STEP, v))) / (2 * STEP);
        double scale = Math.max(Vectors.norm(g), 1e-2);
        assertThat(Vectors.dot(g, v)).isCloseTo(slope, within(DIFFERENCE_TOLERANCE * scale));
        double[] hv = new double[x.length];
        f.hessian(x).apply(v, hv);
        double[] difference = difference(f, x, v);
        assertThat(Vectors.distance(hv, difference))
            .isLessThan(DIFFERENCE_TOLERANCE * Math.max(Vectors.norm(hv), 1));
        double mean = Arrays.stream(f.curvatureByPass(x, v)).average().orElseThrow();
        assertThat(mean).isCloseTo(Vectors.dot(v, hv), within(ROUNDING * (1 + Vectors.norm(hv))));
      }
    }
  }

  private static double[] difference(RiskObjective f, double[] x, double[] v) {
    double[] wide = plainDifference(f, x, v, STEP);
    double[] narrow = plainDifference(f, x, v, STEP / 2);
    for (int i = 0; i < wide.length; i++) {
      narrow[i] = (4 * narrow[i] - wide[i]) / 3;
    }
    return narrow;
  }

  private static double[] plainDifference(RiskObjective f, double[] x, double[] v, double step) {
    double[] above = new double[x.length];
    double[] below = new double[x.length];
    f.gradient(moved(x, step, v), above);
    f.gradient(moved(x, -step, v), below);
    for (int i = 0; i < x.length; i++) {
      above[i] = (above[i] - below[i]) / (2 * step);
    }
    return above;
  }

  @ParameterizedTest
  @EnumSource(Case.class)
  void productsOfSeveralVectorsAreThoseOfEach(Case kind) {
    try (RiskObjective f = objective(kind, new RiskColumns.Average.Exact(), GAMMA)) {
      double[] x = point(f, 1);
      SymmetricOperator hessian = f.hessian(x);
      double[][] v = new double[11][];
      for (int k = 0; k < v.length; k++) {
        v[k] = direction(f, 10 + k);
      }
      double[][] together = new double[v.length][x.length];
      hessian.applyAll(v, together);
      double[] alone = new double[x.length];
      for (int k = 0; k < v.length; k++) {
        hessian.apply(v[k], alone);
        assertThat(together[k]).isEqualTo(alone);
        f.value(moved(x, 1, v[k]));
      }
    }
  }

  /** Dense T𝓛, so that it is G-invariant. */
  static List<Case> invariant() {
    List<Case> cases = new ArrayList<>(Case.compatibleCases());
    cases.remove(Case.AFFINE_SPAN);
    return cases;
  }

  @ParameterizedTest
  @MethodSource("invariant")
  void f7TheAugmentedHessianAtAnEquivariantPointCommutesWithTheGroup(Case kind) {
    ArchitectureGeometry geometry = geometry(kind);
    try (RiskObjective f = objective(kind, new RiskColumns.Average.Exact(), GAMMA)) {
      double[] x = equivariant(f);
      SymmetricOperator hessian = f.hessian(x);
      double[] v = direction(f, 3);
      double[] hv = new double[x.length];
      hessian.apply(v, hv);
      for (Element g : geometry.group().generators()) {
        InducedAction action = new InducedAction(geometry, f.coordinates(), g);
        double[] moved = new double[x.length];
        action.apply(v, moved);
        assertThat(Vectors.norm(moved)).isCloseTo(1, within(ROUNDING));
        double[] first = new double[x.length];
        hessian.apply(moved, first);
        double[] last = new double[x.length];
        action.apply(hv, last);
        assertThat(Vectors.distance(first, last)).isLessThan(ROUNDING * (1 + Vectors.norm(hv)));
      }
    }
  }

  /** ∇²R^aug(A) = ∫ρ̄(g)⁻¹ ∇²R(A) ρ̄(g)dμ. */
  @ParameterizedTest
  @MethodSource("invariant")
  void f7TheAugmentedHessianIsTheMeanOfTheMovedNominalOnes(Case kind) {
    ArchitectureGeometry geometry = geometry(kind);
    try (RiskObjective augmented = objective(kind, new RiskColumns.Average.Exact(), 0);
        RiskObjective nominal = objective(kind, new RiskColumns.Average.None(), 0)) {
      double[] x = equivariant(augmented);
      double[] v = direction(augmented, 3);
      double[] expected = new double[x.length];
      augmented.hessian(x).apply(v, expected);
      double mean = 0;
      double[] moved = new double[x.length];
      double[] product = new double[x.length];
      SymmetricOperator hessian = nominal.hessian(x);
      List<Element> elements = geometry.group().elements();
      for (Element g : elements) {
        new InducedAction(geometry, augmented.coordinates(), g).apply(v, moved);
        hessian.apply(moved, product);
        mean += Vectors.dot(moved, product) / elements.size();
      }
      assertThat(Vectors.dot(v, expected))
          .isCloseTo(mean, within(ROUNDING * (1 + Vectors.norm(expected))));
    }
  }

  @ParameterizedTest
  @MethodSource("compatible")
  void f7TangentAndNormalDirectionsDoNotMix(Case kind) {
    try (RiskObjective f = objective(kind, new RiskColumns.Average.Exact(), GAMMA)) {
      double[] x = equivariant(f);
      double[] v = direction(f, 4);
      Arrays.fill(v, f.coordinates().tangent(), v.length, 0);
      double[] hv = new double[v.length];
      f.hessian(x).apply(v, hv);
      double[] normal = hv.clone();
      Arrays.fill(normal, 0, f.coordinates().tangent(), 0);
      assertThat(Vectors.norm(normal)).isLessThan(ROUNDING * (1 + Vectors.norm(hv)));
      double[] g = new double[v.length];
      f.gradient(x, g);
      double[] normalGradient = g.clone();
      Arrays.fill(normalGradient, 0, f.coordinates().tangent(), 0);
      assertThat(Vectors.norm(normalGradient)).isLessThan(ROUNDING * (1 + Vectors.norm(g)));
    }
  }

  @ParameterizedTest
  @EnumSource(Case.class)
  void f8OnTangentDirectionsTheNominalAndAugmentedFormsAgree(Case kind) {
    try (RiskObjective augmented = objective(kind, new RiskColumns.Average.Exact(), GAMMA);
        RiskObjective nominal = objective(kind, new RiskColumns.Average.None(), 0)) {
      double[] x = equivariant(augmented);
      double[] v = direction(augmented, 5);
      Arrays.fill(v, augmented.coordinates().tangent(), v.length, 0);
      double[] first = new double[v.length];
      double[] second = new double[v.length];
      augmented.hessian(x).apply(v, first);
      nominal.hessian(x).apply(v, second);
      assertThat(Vectors.dot(v, first))
          .isCloseTo(Vectors.dot(v, second), within(ROUNDING * (1 + Vectors.norm(second))));
    }
  }

  /** Rescaling a unit rescales its bias; the Hessian at a stationary point is flat along it. */
  @Test
  void biasesTakePartInTheGroupAndInRescalings() {
    SpaceSpec nodes = new SpaceSpec.Nodes();
    ArchitectureSpec architecture =
        new ArchitectureSpec(
            new Features(nodes, 1),
            List.of(
                new Linear(nodes, 2, new Admissible.Full()),
                new ArchitectureSpec.Bias(false),
                new LeakyRelu(0.1),
                new Linear(new SpaceSpec.Scalar(), 1, new Admissible.Full())),
            new Loss(Loss.Kind.MEAN_SQUARED_ERROR, false, 1));
    ArchitectureGeometry geometry = ArchitectureGeometry.of(architecture, new GroupSpec.Cyclic(3));
    SplitCoordinates coordinates = SplitCoordinates.of(geometry.layers());
    double[] x = SplitCoordinatesTest.normal(coordinates.dimension(), RandomStream.of(1, "x", 0));
    double[] image = new double[x.length];
    for (Element g : geometry.group().generators()) {
      new InducedAction(geometry, coordinates, g).apply(x, image);
      assertThat(Vectors.norm(image)).isCloseTo(Vectors.norm(x), within(ROUNDING));
    }
    List<double[]> point = coordinates.layers(x);
    List<double[][]> flats = new FlatCandidates(architecture, geometry.layers(), point).all(1000);
    assertThat(flats).hasSize(2);
    for (double[][] flat : flats) {
      assertThat(Arrays.stream(flat).allMatch(Objects::nonNull)).isTrue();
      assertThat(Arrays.stream(flat[1]).filter(v -> v != 0)).hasSize(1);
      assertThat(Arrays.stream(flat[0]).filter(v -> v != 0)).hasSize(9);
    }
  }

  /** Graphs are symmetric with a constant diagonal: 7 of 16 dimensions. */
  @Test
  void coordinatesOfTheDataSpanChangeNothing() {
    TrialSettings random = Case.S4_EDGES.settings(folder);
    TrialSettings settings =
        new TrialSettings(
            random.group(),
            random.architecture(),
            new DataSpec(
                new DataSpec.Source.BlockGraphs(20, 4, 0.5, 0.05, 1),
                -0.5,
                OptionalInt.empty(),
                false,
                OptionalInt.empty(),
                null),
            random.initialization(),
            random.phases(),
            random.record(),
            random.stop(),
            random.precision(),
            false);
    for (RiskColumns.Average average :
        List.of(new RiskColumns.Average.None(), new RiskColumns.Average.Samples(3))) {
      try (RiskObjective spanned = objective(settings, average, GAMMA, Reductions.all());
          RiskObjective plain = objective(settings, average, GAMMA, Reductions.none())) {
        assertThat(spanned.readsFeatures()).isTrue();
        assertThat(plain.readsFeatures()).isFalse();
        double[] x = point(plain, 1);
        double[] v = direction(plain, 2);
        double[] expected = new double[x.length];
        double[] actual = new double[x.length];
        assertThat(spanned.gradient(x, actual))
            .isCloseTo(plain.gradient(x, expected), within(ROUNDING));
        assertThat(Vectors.distance(actual, expected)).isLessThan(ROUNDING);
        spanned.hessian(x).apply(v, actual);
        plain.hessian(x).apply(v, expected);
        assertThat(Vectors.distance(actual, expected)).isLessThan(ROUNDING);
        assertThat(spanned.curvatureByPass(x, v))
            .containsExactly(plain.curvatureByPass(x, v), within(ROUNDING));
        assertThat(Objects.requireNonNull(spanned.dataSpan()).missing()).isEqualTo(9);
        assertThat(Objects.requireNonNull(plain.dataSpan()).missing()).isEqualTo(9);
      }
    }
  }

  private ArchitectureGeometry geometry(Case kind) {
    return ArchitectureGeometry.of(kind.architecture(folder), kind.group());
  }

  private RiskObjective objective(Case kind, RiskColumns.Average average, double gamma) {
    return objective(kind.settings(folder), average, gamma, Reductions.all());
  }

  private static RiskObjective objective(
      TrialSettings settings, RiskColumns.Average average, double gamma, Reductions reductions) {
    ArchitectureGeometry geometry =
        ArchitectureGeometry.of(settings.architecture(), settings.group());
    return new RiskObjective(
        geometry, RiskColumns.of(settings, geometry, 9, average, Duration.ZERO, reductions), gamma);
  }

  private static double[] point(RiskObjective f, long seed) {
    double[] x = SplitCoordinatesTest.normal(f.dimension(), RandomStream.of(seed, "test/x", 0));
    for (int i = 0; i < x.length; i++) {
      x[i] *= 0.3;
    }
    return x;
  }

  private static double[] equivariant(RiskObjective f) {
    double[] x = point(f, 6);
    Arrays.fill(x, f.coordinates().tangent(), x.length, 0);
    return x;
  }

  /** Of norm 1. */
  private static double[] direction(RiskObjective f, long seed) {
    double[] v = SplitCoordinatesTest.normal(f.dimension(), RandomStream.of(seed, "test/v", 0));
    Vectors.scale(1 / Vectors.norm(v), v, v);
    return v;
  }

  private static double[] moved(double[] x, double step, double[] v) {
    double[] moved = x.clone();
    Vectors.add(step, v, moved);
    return moved;
  }
}
