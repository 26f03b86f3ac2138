package org.equisweep.stability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.equisweep.geometry.AdmissibleSpaces;
import org.equisweep.geometry.LayerGeometry;
import org.equisweep.geometry.LayerShape;
import org.equisweep.geometry.LayerSpace;
import org.equisweep.group.Group;
import org.equisweep.group.GroupSpec;
import org.equisweep.group.SpaceSpec;
import org.equisweep.tensor.RandomStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** 𝓛 in coordinates of T𝓔 ⊕ N𝓔, over every kind of admissible space. */
class SplitCoordinatesTest {
  private static final double ROUNDING = 1e-12;

  /** Kinds of admissible spaces. */
  enum Kind {
    FULL,
    SHARED_MASK,
    CHANNEL_MASK,
    FACTORED,
    FACTORED_SCALED,
    BASIS,
    AFFINE;

    LayerGeometry geometry() {
      GroupSpec cyclic = new GroupSpec.Cyclic(4);
      SpaceSpec grid = new SpaceSpec.Grid(3, 3);
      Group group = Group.create(cyclic, List.of(grid));
      LayerSpace space =
          LayerSpace.hom(group, group.representation(grid), 2, group.representation(grid), 3);
      LayerShape shape = space.shape();
      RandomStream stream = RandomStream.of(7, "test/space", ordinal());
      return switch (this) {
        case FULL -> AdmissibleSpaces.full(space);
        case SHARED_MASK -> AdmissibleSpaces.mask(space, free(shape.spatial(), stream));
        case CHANNEL_MASK -> AdmissibleSpaces.mask(space, free(shape.size(), stream));
        case FACTORED -> AdmissibleSpaces.factored(space, taps(space, false, stream));
        case FACTORED_SCALED -> AdmissibleSpaces.factored(space, taps(space, true, stream));
        case BASIS -> AdmissibleSpaces.basis(space, vectors(space, stream), null);
        case AFFINE ->
            AdmissibleSpaces.basis(space, vectors(space, stream), invariant(space, stream));
      };
    }

    private static boolean[] free(int length, RandomStream stream) {
      boolean[] free = new boolean[length];
      for (int i = 0; i < length; i++) {
        free[i] = stream.nextDouble() < 0.6;
      }
      return free;
    }

    /** Orbit indicators, each beside one of its members. */
    private static List<double[]> taps(LayerSpace space, boolean skewed, RandomStream stream) {
      List<double[]> taps = new ArrayList<>();
      for (int orbit = 0; orbit < 5; orbit++) {
        double[] indicator = new double[space.shape().spatial()];
        double[] member = new double[indicator.length];
        for (int t = 0; t < indicator.length; t++) {
          if (space.orbits().orbitOf(t) == orbit) {
            indicator[t] = skewed ? 2 + orbit : 1;
            member[t] = stream.nextNormal();
          }
        }
        taps.add(indicator);
        taps.add(member);
      }
      return taps;
    }

    private static List<double[]> vectors(LayerSpace space, RandomStream stream) {
      List<double[]> vectors = new ArrayList<>();
      for (int k = 0; k < 4; k++) {
        vectors.add(normal(space.shape().size(), stream));
        vectors.add(invariant(space, stream));
      }
      return vectors;
    }

    private static double[] invariant(LayerSpace space, RandomStream stream) {
      double[] a = normal(space.shape().size(), stream);
      AdmissibleSpaces.full(space).projectInvariant(a);
      return a;
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void coordinatesAreOrthonormalAndSplitTheEquivariantPart(Kind kind) {
    LayerGeometry geometry = kind.geometry();
    SplitCoordinates split = SplitCoordinates.of(List.of(geometry));
    assertThat(split.tangent()).isEqualTo(geometry.equivariant().coefficients());
    assertThat(split.dimension()).isEqualTo(geometry.admissible().coefficients());
    assertThat(split.normal()).isPositive();
    RandomStream stream = RandomStream.of(1, "test/x", 0);
    double[] x = normal(split.dimension(), stream);
    double[] z = normal(split.dimension(), stream);
    double[] a = split.layer(x, 0);
    double[] b = split.layer(z, 0);
    assertThat(distance(a, b)).isCloseTo(distance(x, z), within(ROUNDING * distance(x, z)));
    assertThat(split.coordinates(List.of(a))).containsExactly(x, within(ROUNDING * 10));
    double[] admissible = a.clone();
    geometry.projectAdmissible(admissible);
    assertThat(distance(admissible, a)).isLessThan(ROUNDING * 10);
    double[] projected = a.clone();
    geometry.projectEquivariant(projected);
    double[] y = x.clone();
    Arrays.fill(y, 0, split.tangent(), 0);
    assertThat(distance(a, projected)).isCloseTo(norm(y), within(ROUNDING * 10));
    double[] onEquivariant = split.coordinates(List.of(projected));
    for (int i = 0; i < x.length; i++) {
      double expected = i < split.tangent() ? x[i] : 0;
      assertThat(onEquivariant[i]).isCloseTo(expected, within(ROUNDING * 10));
    }
    double[] c = new double[split.tangent()];
    geometry.equivariant().coefficientsOf(projected, c);
    assertThat(c).containsExactly(Arrays.copyOf(x, c.length), within(ROUNDING * 10));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void theMetricIsThatOfTheParametrisation(Kind kind) {
    LayerGeometry geometry = kind.geometry();
    SplitCoordinates split = SplitCoordinates.of(List.of(geometry));
    double[] x = normal(split.dimension(), RandomStream.of(2, "test/x", 0));
    double[] a = split.layer(x, 0);
    double[] origin = split.layer(new double[x.length], 0);
    double[] direction = a.clone();
    for (int i = 0; i < a.length; i++) {
      direction[i] -= origin[i];
    }
    double[] g = new double[geometry.admissible().coefficients()];
    geometry.admissible().adjoint(direction, g);
    double[] y = new double[x.length];
    split.metric().apply(x, y);
    assertThat(dot(x, y)).isCloseTo(dot(g, g), within(ROUNDING * dot(g, g)));
    if (kind != Kind.FACTORED_SCALED && kind != Kind.FACTORED) {
      assertThat(y).containsExactly(x, within(ROUNDING * 10));
    }
  }

  static double[] normal(int length, RandomStream stream) {
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      values[i] = stream.nextNormal();
    }
    return values;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double norm(double[] a) {
    return Math.sqrt(dot(a, a));
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.sqrt(sum);
  }
}
