package org.equisweep.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.Stream;
import org.equisweep.problem.InvalidInput;
import org.equisweep.tensor.RandomStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MaskGeometryTest {
  static Stream<GeometryCases.Case> cases() {
    return GeometryCases.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void fullLayersAreCompatible(GeometryCases.Case each) {
    LayerGeometry geometry = AdmissibleSpaces.full(each.space());
    assertThat(((Coordinates) geometry.admissible()).indices()).isNull();
    assertThat(geometry.row().compatible()).isTrue();
    assertMatchesDense(geometry, each);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void sharedMasksMatchTheDefinitions(GeometryCases.Case each) {
    LayerSpace space = each.space();
    LayerGeometry geometry =
        AdmissibleSpaces.mask(space, random(each.stream("mask"), space.shape().spatial()));
    assertThat(geometry.equivariant()).isInstanceOf(Factored.class);
    assertMatchesDense(geometry, each);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void masksPerChannelPairMatchTheDefinitions(GeometryCases.Case each) {
    LayerSpace space = each.space();
    boolean[] free = random(each.stream("mask"), space.shape().size());
    assertMatchesDense(AdmissibleSpaces.mask(space, free), each);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void masksOfWholeOrbitsAreCompatible(GeometryCases.Case each) {
    LayerSpace space = each.space();
    Orbits orbits = space.orbits();
    boolean[] chosen = random(each.stream("orbits"), orbits.count());
    boolean[] free = new boolean[orbits.coordinates()];
    for (int t = 0; t < free.length; t++) {
      free[t] = chosen[orbits.orbitOf(t)];
    }
    LayerGeometry geometry = AdmissibleSpaces.mask(space, free);
    assertThat(geometry.row().compatible()).isTrue();
    assertThat(geometry.row().commutatorNorm()).isZero();
    assertThat(geometry.row().largestMixedAngle()).isZero();
    assertThat(geometry.row().parametrisationLeak()).isZero();
    assertMatchesDense(geometry, each);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aMaskRepeatedOverChannelPairsIsASharedMask(GeometryCases.Case each) {
    LayerSpace space = each.space();
    boolean[] shared = random(each.stream("mask"), space.shape().spatial());
    boolean[] repeated = new boolean[space.shape().size()];
    for (int i = 0; i < repeated.length; i++) {
      repeated[i] = shared[i % shared.length];
    }
    LayerGeometry geometry = AdmissibleSpaces.mask(space, repeated);
    assertThat(geometry.equivariant()).isInstanceOf(Factored.class);
    assertThat(geometry.row()).isEqualTo(AdmissibleSpaces.mask(space, shared).row());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aMaskOfNothingIsRefused(GeometryCases.Case each) {
    LayerSpace space = each.space();
    assertThatThrownBy(() -> AdmissibleSpaces.mask(space, new boolean[space.shape().spatial()]))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("at least one entry free");
  }

  private static void assertMatchesDense(LayerGeometry geometry, GeometryCases.Case each) {
    int size = geometry.shape().size();
    double[] parametrisation = GeometryAssert.matrix(geometry.admissible(), size);
    DenseGeometry dense =
        new DenseGeometry(
            each.invariantProjector(), parametrisation, size, geometry.admissible().coefficients());
    RandomStream stream = each.stream("layers");
    GeometryAssert.assertRow(geometry, dense);
    GeometryAssert.assertProjections(geometry, dense, stream);
    GeometryAssert.assertParametrises(geometry.admissible(), dense.admissible, size, stream);
    GeometryAssert.assertParametrises(geometry.equivariant(), dense.equivariant, size, stream);
    GeometryAssert.assertOrthonormal(geometry.equivariant(), size);
    assertOrbitSizes(geometry, size);
  }

  /** A unit coefficient spreads over as many equal entries as orbitSizes says. */
  private static void assertOrbitSizes(LayerGeometry geometry, int size) {
    Parametrisation equivariant = geometry.equivariant();
    int[] sizes = geometry.orbitSizes();
    assertThat(sizes).hasSize(equivariant.coefficients());
    double[] a = new double[size];
    for (int k = 0; k < sizes.length; k++) {
      double[] c = new double[sizes.length];
      c[k] = 1;
      equivariant.layer(c, a);
      double entry = 1 / Math.sqrt(sizes[k]);
      long entries = Arrays.stream(a).filter(x -> x == entry).count();
      assertThat(entries).isEqualTo(sizes[k]);
    }
  }

  private static boolean[] random(RandomStream stream, int length) {
    boolean[] free = new boolean[length];
    for (int i = 0; i < length; i++) {
      free[i] = stream.nextInt(4) > 0;
    }
    free[stream.nextInt(length)] = true;
    return free;
  }
}
