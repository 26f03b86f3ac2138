package org.equisweep.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.equisweep.group.Element;
import org.equisweep.group.Group;
import org.equisweep.group.GroupSpec.Cyclic;
import org.equisweep.group.SpaceSpec.Grid;
import org.equisweep.tensor.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The paper's filter supports: a 3×3 kernel whose nine taps C_4 permutes. */
class KernelTapsTest {
  private static final int NW = 0;
  private static final int N = 1;
  private static final int W = 3;
  private static final int CENTRE = 4;
  private static final int E = 5;
  private static final int S = 7;
  private static final int CHANNELS_OUT = 3;
  private static final int CHANNELS_IN = 2;

  @Test
  void crossHasTwoInvariantDirectionsAndIsCompatible() {
    for (LayerGeometry cross : bothWays(CENTRE, N, W, E, S)) {
      GeometryRow row = cross.row();
      assertThat(row.admissibleDimension()).isEqualTo(6 * 5);
      assertThat(row.equivariantDimension()).isEqualTo(6 * 2);
      assertThat(row.invariantDimension()).isEqualTo(6 * 3);
      assertThat(row.commutatorNorm()).isCloseTo(0, within(1e-15));
      assertThat(row.largestMixedAngle()).isZero();
      assertThat(row.compatible()).isTrue();
      assertThat(row.unitary()).isTrue();
      assertThat(row.keepsEquivariant()).isTrue();
      assertThat(cross.orbitSizes()).containsOnly(1, 4);
    }
  }

  @Test
  void crossEigenvaluesAreOneOneZeroZeroZero() {
    assertThat(eigenvalues(CENTRE, N, W, E, S))
        .containsExactly(new double[] {1, 1, 0, 0, 0}, within(1e-15));
  }

  @Test
  void skewEigenvaluesAreOneAQuarterZeroZeroZero() {
    assertThat(eigenvalues(NW, N, W, E, S))
        .containsExactly(new double[] {1, 0.25, 0, 0, 0}, within(1e-15));
  }

  @Test
  void skewDoesNotCommuteAndItsEquivariantPartIsTheSides() {
    for (LayerGeometry skew : bothWays(NW, N, W, E, S)) {
      GeometryRow row = skew.row();
      assertThat(row.equivariantDimension()).isEqualTo(6);
      assertThat(row.commutatorNorm()).isCloseTo(Math.sqrt(3) / 4, within(1e-15));
      assertThat(row.commutatorNormFrobenius())
          .isCloseTo(Math.sqrt(2 * 6 * 3 / 16.0), within(1e-14));
      assertThat(row.largestMixedAngle()).isCloseTo(Math.PI / 3, within(1e-15));
      assertThat(row.compatible()).isFalse();
      assertThat(row.unitary()).isTrue();
      assertThat(row.keepsEquivariant()).isFalse();
      // ‖(Id − Π_TE) Π_TL Π_G‖ = cos θ of the corner
      assertThat(row.parametrisationLeak()).isCloseTo(0.5, within(1e-15));
      Factored equivariant = (Factored) skew.equivariant();
      assertThat(equivariant.operators()).isEqualTo(1);
      assertThat(equivariant.support(0)).containsExactly(N, W, E, S);
      assertThat(equivariant.values(0)).containsOnly(0.5);
      assertThat(skew.orbitSizes()).containsOnly(4);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void randomCombinationsOfTheCrossSpanItButLeak(long seed) {
    List<double[]> taps = indicators(CENTRE, N, W, E, S);
    LayerGeometry cross = AdmissibleSpaces.factored(space(), combinations(taps, seed));
    GeometryRow row = cross.row();
    assertThat(row.compatible()).isTrue();
    assertThat(row.equivariantDimension()).isEqualTo(6 * 2);
    assertThat(row.unitary()).isFalse();
    assertThat(row.conditionNumber()).isGreaterThan(1.5);
    assertThat(row.keepsEquivariant()).isFalse();
    assertThat(row.parametrisationLeak()).isGreaterThan(1e-3);
    assertThat(((Factored) cross.equivariant()).support(0)).containsExactly(N, W, E, S);
  }

  @Test
  void oneScalePerOrbitIsNotUnitaryYetKeepsEquivariant() {
    List<double[]> taps = indicators(CENTRE, N, W, E, S);
    taps.get(0)[CENTRE] = 7;
    for (int k = 1; k < 5; k++) {
      double[] tap = taps.get(k);
      for (int t = 0; t < tap.length; t++) {
        tap[t] *= 0.3;
      }
    }
    GeometryRow row = AdmissibleSpaces.factored(space(), taps).row();
    assertThat(row.unitary()).isFalse();
    assertThat(row.conditionNumber()).isCloseTo(7 / 0.3, within(1e-13));
    assertThat(row.parametrisationLeak()).isLessThan(1e-15);
    assertThat(row.keepsEquivariant()).isTrue();
  }

  @Test
  void oneScaleForAllIsUnitary() {
    List<double[]> taps = indicators(CENTRE, N, W, E, S);
    taps.forEach(tap -> Arrays.setAll(tap, t -> 3 * tap[t]));
    GeometryRow row = AdmissibleSpaces.factored(space(), taps).row();
    assertThat(row.unitary()).isTrue();
    assertThat(row.keepsEquivariant()).isTrue();
  }

  /** As masks of taps and as spans of their indicators. */
  private static List<LayerGeometry> bothWays(int... support) {
    boolean[] free = new boolean[9];
    for (int tap : support) {
      free[tap] = true;
    }
    return List.of(
        AdmissibleSpaces.mask(space(), free),
        AdmissibleSpaces.factored(space(), indicators(support)));
  }

  private static double[] eigenvalues(int... support) {
    SpanAnalysis span = new SpanAnalysis(space().orbits(), Columns.of(9, indicators(support)));
    return span.directions().stream()
        .mapToDouble(direction -> direction.angle().cosine() * direction.angle().cosine())
        .toArray();
  }

  private static LayerSpace space() {
    Grid grid = new Grid(3, 3);
    Group c4 = Group.create(new Cyclic(4), List.of(grid));
    List<int[]> taps = new ArrayList<>();
    for (Element g : c4.generators()) {
      taps.add(c4.representation(grid).permutation(g));
    }
    return LayerSpace.kernel(new LayerShape(CHANNELS_OUT, CHANNELS_IN, 3, 3), taps);
  }

  private static List<double[]> indicators(int... support) {
    List<double[]> indicators = new ArrayList<>();
    for (int tap : support) {
      double[] indicator = new double[9];
      indicator[tap] = 1;
      indicators.add(indicator);
    }
    return indicators;
  }

  /** As many Gaussian combinations, each of length 1: the paper's non-unitary arm. */
  private static List<double[]> combinations(List<double[]> taps, long seed) {
    RandomStream stream = RandomStream.of(seed, "combinations", 0);
    List<double[]> combinations = new ArrayList<>();
    for (int k = 0; k < taps.size(); k++) {
      double[] sum =
          OperatorNorm.combine(
              GeometryCases.normal(stream, taps.size()), taps.toArray(double[][]::new));
      double norm = BlockedSum.norm(sum);
      Arrays.setAll(sum, t -> sum[t] / norm);
      combinations.add(sum);
    }
    return combinations;
  }
}
