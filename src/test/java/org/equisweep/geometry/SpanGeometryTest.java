package org.equisweep.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.equisweep.group.GroupSpec.Symmetric;
import org.equisweep.problem.InvalidInput;
import org.equisweep.tensor.RandomStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Factored non-unitary parametrisations, bases of full-size layers and affine spaces. */
class SpanGeometryTest {
  static Stream<GeometryCases.Case> cases() {
    return GeometryCases.all();
  }

  /** Those where some layer is not invariant. */
  static Stream<GeometryCases.Case> nonTrivialCases() {
    return GeometryCases.all().filter(each -> !each.spec().equals(new Symmetric(1)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void factoredParametrisationsMatchTheDefinitions(GeometryCases.Case each) {
    LayerSpace space = each.space();
    int spatial = space.shape().spatial();
    List<double[]> operators =
        mixed(each.stream("operators"), space.orbits(), 1 + Math.min(6, spatial - 1));
    LayerGeometry geometry = AdmissibleSpaces.factored(space, operators);
    DenseGeometry dense = dense(geometry, each);
    assertMatches(geometry, dense, each);
    assertThat(geometry.row().unitary()).isEqualTo(operators.size() == 1);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void basesMatchTheDefinitions(GeometryCases.Case each) {
    LayerSpace space = each.space();
    Orbits orbits = space.orbits().repeated(space.shape().channelPairs());
    List<double[]> vectors = mixed(each.stream("basis"), orbits, Math.min(8, space.shape().size()));
    LayerGeometry geometry = AdmissibleSpaces.basis(space, vectors, null);
    GeometryAssert.assertOrthonormal(geometry.admissible(), space.shape().size());
    assertThat(geometry.row().unitary()).isTrue();
    assertMatches(geometry, dense(geometry, each), each);
    assertThat(
            DenseGeometry.projectorOnRange(
                transposed(vectors), space.shape().size(), vectors.size()))
        .as("the span is the one given")
        .containsExactly(dense(geometry, each).admissible, within(1e-9));
  }

  /** T𝓛 = some of H_G plus some of its complement commutes with Π_G, whatever its basis. */
  @ParameterizedTest
  @MethodSource("cases")
  void sumsOfInvariantAndVariantDirectionsAreCompatible(GeometryCases.Case each) {
    LayerSpace space = each.space();
    int spatial = space.shape().spatial();
    RandomStream stream = each.stream("compatible");
    List<double[]> vectors = new ArrayList<>();
    int count = Math.min(spatial, 4);
    for (int k = 0; k < count; k++) {
      double[] x = GeometryCases.normal(stream, spatial);
      double[] mean = x.clone();
      space.orbits().average(mean, 0);
      boolean invariant = k < Math.min(2, space.orbits().count());
      vectors.add(invariant ? mean : DenseGeometry.subtract(x, mean));
    }
    vectors.removeIf(x -> BlockedSum.norm(x) < 1e-9);
    int most = Math.min(2, space.orbits().count()) + spatial - space.orbits().count();
    List<double[]> used = vectors.subList(0, Math.min(vectors.size(), most));
    LayerGeometry geometry = AdmissibleSpaces.factored(space, combined(stream, used));
    assertThat(geometry.row().compatible()).isTrue();
    assertThat(geometry.row().commutatorNorm()).isLessThan(1e-12);
    assertThat(geometry.row().largestMixedAngle()).isZero();
    assertMatches(geometry, dense(geometry, each), each);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void whereOrbitIndicatorsSpanTheyAreTheBasis(GeometryCases.Case each) {
    LayerSpace space = each.space();
    RandomStream stream = each.stream("coordinates");
    // the span of all coordinates of the first orbit, in a random basis
    List<double[]> coordinates = new ArrayList<>();
    for (int j = 0; j < space.orbits().size(0); j++) {
      double[] unit = new double[space.shape().spatial()];
      unit[space.orbits().member(0, j)] = 1;
      coordinates.add(unit);
    }
    LayerGeometry geometry = AdmissibleSpaces.factored(space, combined(stream, coordinates));
    Factored equivariant = (Factored) geometry.equivariant();
    assertThat(equivariant.operators()).isEqualTo(1);
    assertThat(equivariant.support(0)).hasSize(space.orbits().size(0));
    assertThat(equivariant.values(0)).containsOnly(1 / Math.sqrt(space.orbits().size(0)));
    assertThat(geometry.orbitSizes()).containsOnly(space.orbits().size(0));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void affineSpacesMatchTheDefinitions(GeometryCases.Case each) {
    LayerSpace space = each.space();
    int size = space.shape().size();
    RandomStream stream = each.stream("affine");
    Orbits orbits = space.orbits().repeated(space.shape().channelPairs());
    List<double[]> vectors = mixed(stream, orbits, Math.min(5, size));
    double[] offset = GeometryCases.normal(stream, size);
    LayerGeometry geometry = AdmissibleSpaces.basis(space, vectors, offset);
    DenseGeometry dense =
        new DenseGeometry(each.invariantProjector(), transposed(vectors), size, vectors.size());
    assertThat(geometry.row().offsetViolation())
        .isCloseTo(dense.offsetViolation(offset), within(1e-9));
    double[] a = GeometryCases.normal(stream, size);
    double[] nearest = a.clone();
    geometry.projectAdmissible(nearest);
    double[] expected = dense.apply(dense.admissible, DenseGeometry.subtract(a, offset));
    Arrays.setAll(expected, i -> expected[i] + offset[i]);
    assertThat(nearest).containsExactly(expected, within(1e-9));
  }

  /** With A₀ = (a point of H_G) + (a point of T𝓛), 𝓔 is not empty, compatible or not. */
  @ParameterizedTest
  @MethodSource("cases")
  void projectionOnAnAffineEquivariantSpaceIsItsNearestPoint(GeometryCases.Case each) {
    LayerSpace space = each.space();
    int size = space.shape().size();
    RandomStream stream = each.stream("affine equivariant");
    Orbits orbits = space.orbits().repeated(space.shape().channelPairs());
    List<double[]> vectors = mixed(stream, orbits, Math.min(5, size));
    double[] offset = GeometryCases.normal(stream, size);
    orbits.average(offset, 0);
    for (double[] vector : vectors) {
      double factor = stream.nextNormal();
      Arrays.setAll(offset, i -> offset[i] + factor * vector[i]);
    }
    LayerGeometry geometry = AdmissibleSpaces.basis(space, vectors, offset);
    assertThat(geometry.row().violations()).isEmpty();
    double[] a = GeometryCases.normal(stream, size);
    double[] nearest = a.clone();
    geometry.projectEquivariant(nearest);
    assertInBoth(geometry, nearest);
    // a − Π_𝓔a ⊥ T𝓔
    double[] difference = DenseGeometry.subtract(a, nearest);
    geometry.projectTangent(difference);
    assertThat(BlockedSum.norm(difference)).isLessThan(1e-9);
  }

  @ParameterizedTest
  @MethodSource("nonTrivialCases")
  void anEmptyEquivariantSpaceIsReported(GeometryCases.Case each) {
    LayerSpace space = each.space();
    double[] offset = new double[space.shape().size()];
    double[] vector = new double[offset.length];
    int orbit = largestOrbit(space.orbits());
    offset[space.orbits().member(orbit, 0)] = 1;
    Arrays.fill(vector, 1);
    LayerGeometry geometry = AdmissibleSpaces.basis(space, List.of(vector), offset);
    assertThat(geometry.row().compatible()).isFalse();
    assertThat(geometry.row().violations()).singleElement().asString().contains("equivariant");
    assertThatThrownBy(geometry::equivariant).isInstanceOf(InvalidInput.class);
    assertThatThrownBy(() -> geometry.projectEquivariant(new double[offset.length]))
        .isInstanceOf(InvalidInput.class);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void dependentVectorsAreRefused(GeometryCases.Case each) {
    LayerSpace space = each.space();
    RandomStream stream = each.stream("dependent");
    double[] x = GeometryCases.normal(stream, space.shape().size());
    double[] y = GeometryCases.normal(stream, space.shape().size());
    double[] sum = new double[x.length];
    Arrays.setAll(sum, i -> 2 * x[i] - y[i]);
    assertThatThrownBy(() -> AdmissibleSpaces.basis(space, List.of(x, y, sum), null))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("linearly independent");
    assertThatThrownBy(() -> AdmissibleSpaces.basis(space, List.of(x, new double[x.length]), null))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("element 1 is zero");
  }

  private static void assertInBoth(LayerGeometry geometry, double[] a) {
    double[] admissible = a.clone();
    geometry.projectAdmissible(admissible);
    assertThat(admissible).containsExactly(a, within(1e-8));
    double[] invariant = a.clone();
    geometry.projectInvariant(invariant);
    assertThat(invariant).containsExactly(a, within(1e-8));
  }

  private static void assertMatches(
      LayerGeometry geometry, DenseGeometry dense, GeometryCases.Case each) {
    RandomStream stream = each.stream("layers");
    GeometryAssert.assertRow(geometry, dense);
    GeometryAssert.assertProjections(geometry, dense, stream);
    GeometryAssert.assertParametrises(geometry.admissible(), dense.admissible, dense.size, stream);
    GeometryAssert.assertParametrises(
        geometry.equivariant(), dense.equivariant, dense.size, stream);
    GeometryAssert.assertOrthonormal(geometry.equivariant(), dense.size);
  }

  private static DenseGeometry dense(LayerGeometry geometry, GeometryCases.Case each) {
    int size = geometry.shape().size();
    return new DenseGeometry(
        each.invariantProjector(),
        GeometryAssert.matrix(geometry.admissible(), size),
        size,
        geometry.admissible().coefficients());
  }

  /** Random vectors, every third of them invariant, so that T𝓔 is not always 0. */
  private static List<double[]> mixed(RandomStream stream, Orbits orbits, int count) {
    List<double[]> vectors = new ArrayList<>();
    int invariant = 0;
    for (int k = 0; k < count; k++) {
      double[] x = GeometryCases.normal(stream, orbits.coordinates());
      if (k % 3 == 0 && invariant < orbits.count()) {
        orbits.average(x, 0);
        invariant++;
      }
      vectors.add(x);
    }
    return vectors;
  }

  private static List<double[]> combined(RandomStream stream, List<double[]> vectors) {
    double[][] rows = vectors.toArray(double[][]::new);
    List<double[]> combined = new ArrayList<>();
    for (int k = 0; k < rows.length; k++) {
      combined.add(OperatorNorm.combine(GeometryCases.normal(stream, rows.length), rows));
    }
    return combined;
  }

  private static int largestOrbit(Orbits orbits) {
    int largest = 0;
    for (int o = 1; o < orbits.count(); o++) {
      largest = orbits.size(o) > orbits.size(largest) ? o : largest;
    }
    return largest;
  }

  private static double[] transposed(List<double[]> vectors) {
    int size = vectors.get(0).length;
    double[] matrix = new double[size * vectors.size()];
    for (int k = 0; k < vectors.size(); k++) {
      for (int i = 0; i < size; i++) {
        matrix[i * vectors.size() + k] = vectors.get(k)[i];
      }
    }
    return matrix;
  }
}
