package org.equisweep.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.equisweep.group.Element;
import org.equisweep.group.Group;
import org.equisweep.group.GroupSpec;
import org.equisweep.group.Representation;
import org.equisweep.group.SpaceSpec.Grid;
import org.equisweep.tensor.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Convolutions on small grids against dense matrices that share no code with them. */
class ConvolutionGeometryTest {
  private static final double ROUNDING = 1e-12;
  private static final int CHANNELS_OUT = 2;
  private static final int CHANNELS_IN = 3;
  private static final int PAIRS = CHANNELS_OUT * CHANNELS_IN;

  static final GroupSpec C4 = new GroupSpec.Cyclic(4);
  static final GroupSpec D4 = new GroupSpec.Dihedral(4);
  static final GroupSpec SHIFTS = new GroupSpec.Shifts(List.of(0, 1));

  static List<Arguments> permuting() {
    return List.of(
        Arguments.of(C4, new Convolution(5, 5, 3, 1, false)),
        Arguments.of(D4, new Convolution(4, 4, 3, 1, false)),
        Arguments.of(C4, new Convolution(5, 5, 3, 2, false)),
        Arguments.of(new GroupSpec.Flips(List.of(1)), new Convolution(4, 5, 3, 1, false)),
        Arguments.of(SHIFTS, new Convolution(4, 5, 3, 1, true)),
        Arguments.of(new GroupSpec.Product(List.of(C4, SHIFTS)), new Convolution(5, 5, 5, 1, true)),
        Arguments.of(C4, new Convolution(4, 4, 1, 1, false)));
  }

  static List<Arguments> notPermuting() {
    return List.of(
        Arguments.of(C4, new Convolution(8, 8, 3, 2, false)),
        Arguments.of(D4, new Convolution(4, 4, 1, 2, false)),
        Arguments.of(SHIFTS, new Convolution(4, 5, 3, 1, false)),
        Arguments.of(new GroupSpec.Shifts(List.of(1)), new Convolution(3, 4, 3, 1, false)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("permuting")
  void whereTheTapsArePermutedTheyAreUnitVectors(GroupSpec spec, Convolution convolution) {
    ConvolutionGeometry geometry = geometry(spec, convolution);
    assertThat(geometry.permutesTaps()).isTrue();
    LayerGeometry layer = geometry.support(all(convolution));
    GeometryRow row = layer.row();
    assertThat(row.dimension()).isEqualTo((long) PAIRS * convolution.taps());
    assertThat(row.compatible()).isTrue();
    assertThat(row.unitary()).isTrue();
    assertThat(row.keepsEquivariant()).isTrue();
    // Π_G of the definition: the mean over the group of dense layers, read off at the taps
    double[] a = random(layer.shape().size(), 1);
    double[] mean = new double[a.length];
    for (int pair = 0; pair < PAIRS; pair++) {
      double[] kernel =
          Arrays.copyOfRange(a, pair * convolution.taps(), (pair + 1) * convolution.taps());
      double[] dense = groupMean(spec, convolution, dense(convolution, kernel));
      double[] taps = tapsOf(convolution, dense);
      assertThat(dense(convolution, taps)).containsExactly(dense, within(ROUNDING));
      System.arraycopy(taps, 0, mean, pair * taps.length, taps.length);
    }
    layer.projectInvariant(a);
    assertThat(a).containsExactly(mean, within(ROUNDING));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("notPermuting")
  void whereTheyAreNotTheAnglesAreThoseOfHom(GroupSpec spec, Convolution convolution) {
    ConvolutionGeometry geometry = geometry(spec, convolution);
    assertThat(geometry.permutesTaps()).isFalse();
    boolean[] support = all(convolution);
    assertAnglesOfDense(spec, convolution, geometry.support(support), units(convolution, support));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("notPermuting")
  void norAreTheirRandomCombinations(GroupSpec spec, Convolution convolution) {
    List<double[]> kernels = new ArrayList<>();
    for (int k = 0; k < Math.min(4, convolution.taps()); k++) {
      kernels.add(random(convolution.taps(), k));
    }
    LayerGeometry layer = geometry(spec, convolution).span(kernels);
    assertAnglesOfDense(spec, convolution, layer, kernels);
    double[] c = random(layer.admissible().coefficients(), 7);
    double[] a = new double[layer.shape().size()];
    layer.admissible().layer(c, a);
    double[] again = new double[c.length];
    layer.admissible().coefficientsOf(a, again);
    assertThat(again).containsExactly(c, within(1e-10));
  }

  /** By the K×K matrix of the dense operators, and Π_𝓔 by its eigenvectors to 1. */
  private static void assertAnglesOfDense(
      GroupSpec spec, Convolution convolution, LayerGeometry layer, List<double[]> kernels) {
    List<double[]> basis = orthonormal(kernels.stream().map(k -> dense(convolution, k)).toList());
    double commutator = 0;
    double[][] m = new double[basis.size()][basis.size()];
    for (int k = 0; k < basis.size(); k++) {
      double[] mean = groupMean(spec, convolution, basis.get(k));
      for (int l = 0; l < basis.size(); l++) {
        m[l][k] = BlockedSum.dot(basis.get(l), mean);
      }
    }
    double[] flat = Arrays.stream(m).flatMapToDouble(Arrays::stream).toArray();
    org.equisweep.tensor.SymmetricEigen eigen =
        org.equisweep.tensor.SymmetricEigen.of(flat, basis.size());
    List<double[]> fixed = new ArrayList<>();
    for (int j = 0; j < basis.size(); j++) {
      double lambda = eigen.value(j);
      commutator = Math.max(commutator, Math.sqrt(Math.max(0, lambda * (1 - lambda))));
      if (lambda > 1 - 1e-9) {
        fixed.add(OperatorNorm.combine(eigen.vector(j), basis.toArray(double[][]::new)));
      }
    }
    GeometryRow row = layer.row();
    long hom = (long) convolution.outputs() * convolution.height() * convolution.width();
    assertThat(row.dimension()).isEqualTo(PAIRS * hom);
    assertThat(row.admissibleDimension()).isEqualTo((long) PAIRS * kernels.size());
    assertThat(row.equivariantDimension()).isEqualTo((long) PAIRS * fixed.size());
    assertThat(row.commutatorNorm()).isCloseTo(commutator, within(1e-7));
    double[] a = random(layer.shape().size(), 3);
    layer.projectAdmissible(a);
    double[] projected = a.clone();
    layer.projectEquivariant(projected);
    double squared = 0;
    double distance = 0;
    for (int pair = 0; pair < PAIRS; pair++) {
      int from = pair * convolution.taps();
      double[] kernel = Arrays.copyOfRange(a, from, from + convolution.taps());
      double[] dense = dense(convolution, kernel);
      squared += BlockedSum.dot(dense, dense);
      double[] rest = dense.clone();
      for (double[] direction : fixed) {
        double component = BlockedSum.dot(direction, dense);
        Arrays.setAll(rest, i -> rest[i] - component * direction[i]);
      }
      distance += BlockedSum.dot(rest, rest);
    }
    assertThat(layer.squaredNorm(a)).isCloseTo(squared, within(ROUNDING * squared));
    assertThat(layer.squaredDistance(a, projected)).isCloseTo(distance, within(1e-10 * squared));
  }

  @Test
  void strideTwoOnEvenSidesIsIncompatible() {
    Convolution convolution = new Convolution(8, 8, 3, 2, false);
    ConvolutionGeometry geometry = geometry(C4, convolution);
    LayerGeometry layer = geometry.support(all(convolution));
    assertThat(layer.row().compatible()).isFalse();
    assertThat(layer.row().equivariantDimension()).isEqualTo(PAIRS);
    assertThat(layer.row().commutatorNorm()).isCloseTo(0.5, within(ROUNDING));
    LayerSpace space = layer.space();
    Columns taps =
        Orthonormalised.of(convolution.operators(units(convolution, all(convolution))), "taps")
            .basis();
    assertThat(
            new SpanAnalysis(space.orbits(), taps)
                .directions().stream()
                    .mapToDouble(d -> d.angle().cosine() * d.angle().cosine())
                    .toArray())
        .containsExactly(new double[] {1, 0.5, 0.5, 0.25, 0, 0, 0, 0, 0}, within(ROUNDING));
  }

  @Test
  void strideTwoOnOddSidesIsCompatible() {
    Convolution convolution = new Convolution(7, 7, 3, 2, false);
    assertThat(geometry(C4, convolution).support(all(convolution)).row().compatible()).isTrue();
  }

  @Test
  void cyclicShiftsNeedCircularPadding() {
    for (boolean circular : new boolean[] {false, true}) {
      Convolution convolution = new Convolution(6, 6, 3, 1, circular);
      GeometryRow row = geometry(SHIFTS, convolution).support(all(convolution)).row();
      assertThat(row.compatible()).isEqualTo(circular);
      assertThat(row.equivariantDimension()).isEqualTo(circular ? 9 * PAIRS : PAIRS);
    }
  }

  private static ConvolutionGeometry geometry(GroupSpec spec, Convolution convolution) {
    Grid in = new Grid(convolution.height(), convolution.width());
    Grid out = new Grid(convolution.outputHeight(), convolution.outputWidth());
    Group group = Group.create(spec, List.of(in, out));
    return new ConvolutionGeometry(
        group,
        convolution,
        group.representation(in),
        CHANNELS_IN,
        group.representation(out),
        CHANNELS_OUT);
  }

  /** The matrix of a kernel, row-major n_out × n_in, from the definition of cross-correlation. */
  private static double[] dense(Convolution convolution, double[] kernel) {
    int width = convolution.width();
    int k = convolution.kernel();
    int columns = (width - 1) / convolution.stride() + 1;
    int rows = (convolution.height() - 1) / convolution.stride() + 1;
    double[] dense = new double[rows * columns * convolution.height() * width];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        for (int r = -(k / 2); r <= k / 2; r++) {
          for (int c = -(k / 2); c <= k / 2; c++) {
            int y = i * convolution.stride() + r;
            int x = j * convolution.stride() + c;
            if (convolution.circular()) {
              y = (y + convolution.height()) % convolution.height();
              x = (x + width) % width;
            }
            if (y >= 0 && y < convolution.height() && x >= 0 && x < width) {
              dense[((i * columns + j) * convolution.height() + y) * width + x] +=
                  kernel[(r + k / 2) * k + c + k / 2];
            }
          }
        }
      }
    }
    return dense;
  }

  /** The entries of a dense convolution, each tap where it first reads the grid. */
  private static double[] tapsOf(Convolution convolution, double[] dense) {
    double[] taps = new double[convolution.taps()];
    for (int tap = 0; tap < taps.length; tap++) {
      double[] unit = new double[taps.length];
      unit[tap] = 1;
      double[] operator = dense(convolution, unit);
      for (int i = operator.length - 1; i >= 0; i--) {
        taps[tap] = operator[i] != 0 ? dense[i] : taps[tap];
      }
    }
    return taps;
  }

  private static double[] groupMean(GroupSpec spec, Convolution convolution, double[] dense) {
    Grid in = new Grid(convolution.height(), convolution.width());
    Grid out = new Grid(convolution.outputHeight(), convolution.outputWidth());
    Group group = Group.create(spec, List.of(in, out));
    Representation from = group.representation(in);
    Representation to = group.representation(out);
    double[] mean = new double[dense.length];
    for (Element g : group.elements()) {
      int[] columns = from.permutation(g);
      int[] rows = to.permutation(g);
      for (int i = 0; i < dense.length; i++) {
        int image = rows[i / columns.length] * columns.length + columns[i % columns.length];
        mean[image] += dense[i] / group.elements().size();
      }
    }
    return mean;
  }

  private static List<double[]> orthonormal(List<double[]> vectors) {
    List<double[]> basis = new ArrayList<>();
    for (double[] vector : vectors) {
      double[] rest = vector.clone();
      for (int pass = 0; pass < 2; pass++) {
        for (double[] b : basis) {
          double component = BlockedSum.dot(b, rest);
          Arrays.setAll(rest, i -> rest[i] - component * b[i]);
        }
      }
      double norm = BlockedSum.norm(rest);
      Arrays.setAll(rest, i -> rest[i] / norm);
      basis.add(rest);
    }
    return basis;
  }

  private static boolean[] all(Convolution convolution) {
    boolean[] all = new boolean[convolution.taps()];
    Arrays.fill(all, true);
    return all;
  }

  private static List<double[]> units(Convolution convolution, boolean[] support) {
    List<double[]> units = new ArrayList<>();
    for (int tap = 0; tap < convolution.taps(); tap++) {
      if (support[tap]) {
        double[] unit = new double[convolution.taps()];
        unit[tap] = 1;
        units.add(unit);
      }
    }
    return units;
  }

  private static double[] random(int length, long seed) {
    RandomStream stream = RandomStream.of(seed, "test/convolutions", 0);
    double[] values = new double[length];
    Arrays.setAll(values, i -> stream.nextNormal());
    return values;
  }
}
