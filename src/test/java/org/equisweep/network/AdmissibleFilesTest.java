package org.equisweep.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.equisweep.group.GroupSpec;
import org.equisweep.group.SpaceSpec;
import org.equisweep.network.ArchitectureSpec.Admissible;
import org.equisweep.network.ArchitectureSpec.Features;
import org.equisweep.network.ArchitectureSpec.Linear;
import org.equisweep.network.ArchitectureSpec.Loss;
import org.equisweep.network.ArchitectureSpec.Tanh;
import org.equisweep.network.Network.Space;
import org.equisweep.problem.InvalidInput;
import org.equisweep.storage.FileRef;
import org.equisweep.tensor.NdArray;
import org.equisweep.tensor.Npy;
import org.equisweep.tensor.Npz;
import org.equisweep.tensor.Precision;
import org.equisweep.tensor.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Masks and bases from files: read, refused, and run. Two channels of 4 nodes to three of 4. */
class AdmissibleFilesTest {
  private static final int[] SPATIAL = {4, 4};
  private static final int[] FULL = {3, 2, 4, 4};
  private static final int EXAMPLES = 3;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Space.class)
  void aSharedMaskRuns(Space space) {
    // neighbours on a cycle of 4: shifts keep it, so that 𝓔 is two values per channel pair
    double[] mask = {1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 1, 1, 1, 0, 0, 1};
    ArchitectureGeometry geometry = geometry(new Admissible.Mask(npy(SPATIAL, mask)));
    assertThat(geometry.layers().get(0).admissible().coefficients()).isEqualTo(6 * 8);
    assertThat(geometry.layers().get(0).equivariant().coefficients()).isEqualTo(6 * 2);
    assertRuns(geometry, space);
  }

  @ParameterizedTest
  @EnumSource(Space.class)
  void aMaskThatDiffersByChannelPairRuns(Space space) {
    double[] mask = new double[96];
    RandomStream stream = RandomStream.of(1, "test/mask", 0);
    for (int i = 0; i < mask.length; i++) {
      // the first channel pair stays whole, so that 𝓔 is not 0
      mask[i] = i < 16 ? 1 : stream.nextInt(2);
    }
    int free = (int) Arrays.stream(mask).sum();
    ArchitectureGeometry geometry = geometry(new Admissible.Mask(npy(FULL, mask)));
    assertThat(geometry.layers().get(0).admissible().coefficients()).isEqualTo(free);
    assertRuns(geometry, space);
  }

  @ParameterizedTest
  @EnumSource(Space.class)
  void aBasisRuns(Space space) {
    assertRuns(geometry(new Admissible.Basis(npz(Map.of("basis_1", basis())))), space);
  }

  @ParameterizedTest
  @EnumSource(Space.class)
  void anAffineSpaceRuns(Space space) {
    double[] ones = new double[96];
    Arrays.fill(ones, 0.25);
    FileRef file = npz(Map.of("basis_1", basis(), "offset_1", new NdArray(FULL, ones)));
    assertRuns(geometry(new Admissible.Basis(file)), space);
  }

  /** Ties within a channel pair, and across channels. */
  @ParameterizedTest
  @EnumSource(Space.class)
  void tiedEntriesRun(Space space) {
    ArchitectureGeometry circulant = geometry(new Admissible.Circulant());
    assertThat(circulant.layers().get(0).admissible().coefficients()).isEqualTo(6 * 4);
    assertRuns(circulant, space);
    ArchitectureSpec architecture =
        new ArchitectureSpec(
            new Features(new SpaceSpec.Nodes(), 2),
            List.of(
                new Tanh(),
                new Linear(new SpaceSpec.Nodes(), 2, new Admissible.Symmetric()),
                new Tanh(),
                Cases.linear(new SpaceSpec.Scalar(), 1)),
            new Loss(Loss.Kind.MEAN_SQUARED_ERROR, false, 1));
    ArchitectureGeometry symmetric = ArchitectureGeometry.of(architecture, new GroupSpec.Cyclic(4));
    // symmetric matrices of 2 · 4 rows
    assertThat(symmetric.layers().get(0).admissible().coefficients()).isEqualTo(36);
    assertRuns(symmetric, space);
  }

  @Test
  void stepsStayInsideTheMask() {
    double[] mask = {1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 1, 1, 1, 0, 0, 1};
    ArchitectureGeometry geometry = geometry(new Admissible.Mask(npy(SPATIAL, mask)));
    try (Probe probe = new Probe(geometry, Space.ADMISSIBLE, Precision.DOUBLE, EXAMPLES, null, 3)) {
      probe.lossAndGradient();
      double squares = 0;
      for (double g : Probe.read(probe.gradient, 0)) {
        squares += g * g;
      }
      assertThat(probe.gradient.sumOfSquares(0)).isCloseTo(squares, within(1e-14 * squares));
    }
  }

  @Test
  void whatDoesNotFitIsRefusedByName() {
    assertRefused(new Admissible.Mask(npy(new int[] {4, 3}, new double[12])), "(4, 3)");
    assertRefused(new Admissible.Mask(npy(SPATIAL, new double[16])), "0 everywhere");
    double[] half = new double[16];
    half[5] = 0.5;
    assertRefused(new Admissible.Mask(npy(SPATIAL, half)), "entry 5");
    assertRefused(new Admissible.Basis(npz(Map.of("basis_2", basis()))), "named basis_1");
    assertRefused(
        new Admissible.Basis(npz(Map.of("basis_1", basis(), "ofset_1", basis()))),
        "named basis_i and offset_i");
    assertRefused(
        new Admissible.Basis(
            npz(Map.of("basis_1", new NdArray(new int[] {2, 3, 2, 4, 3}, new double[144])))),
        "(2, 3, 2, 4, 3)");
    assertRefused(
        new Admissible.Basis(
            npz(Map.of("basis_1", new NdArray(new int[] {0, 3, 2, 4, 4}, new double[0])))),
        "K ≥ 1");
    double[] infinite = new double[96];
    infinite[7] = Double.POSITIVE_INFINITY;
    assertRefused(
        new Admissible.Basis(
            npz(Map.of("basis_1", new NdArray(new int[] {1, 3, 2, 4, 4}, infinite)))),
        "finite");
    assertRefused(
        new Admissible.Basis(
            npz(Map.of("basis_1", basis(), "offset_1", new NdArray(SPATIAL, new double[16])))),
        "offset_1 must have shape");
    assertRefused(
        new Admissible.Basis(
            npz(Map.of("basis_1", new NdArray(new int[] {1, 3, 2, 4, 4}, new double[96])))),
        "dependent");
  }

  private void assertRefused(Admissible admissible, String part) {
    assertThatThrownBy(() -> geometry(admissible))
        .isInstanceOfSatisfying(
            InvalidInput.class, e -> assertThat(e.location().key()).isEqualTo("layers.0"))
        .hasMessageContaining(part);
  }

  private static void assertRuns(ArchitectureGeometry geometry, Space space) {
    try (Probe probe = new Probe(geometry, space, Precision.DOUBLE, EXAMPLES, null, 3)) {
      NetworkForwardTest.assertForward(probe);
      probe.gradient.zero();
      NetworkGradientTest.assertGradient(probe);
    }
  }

  /** Three layers: all entries of a channel pair alike, and two random ones. */
  private static NdArray basis() {
    double[] values = new double[3 * 96];
    RandomStream stream = RandomStream.of(2, "test/basis", 0);
    for (int i = 0; i < values.length; i++) {
      values[i] = i < 16 ? 1 : i < 96 ? 0 : stream.nextNormal();
    }
    return new NdArray(new int[] {3, 3, 2, 4, 4}, values);
  }

  private static ArchitectureGeometry geometry(Admissible admissible) {
    ArchitectureSpec architecture =
        new ArchitectureSpec(
            new Features(new SpaceSpec.Nodes(), 2),
            List.of(
                new Linear(new SpaceSpec.Nodes(), 3, admissible),
                new Tanh(),
                Cases.linear(new SpaceSpec.Scalar(), 1)),
            new Loss(Loss.Kind.MEAN_SQUARED_ERROR, false, 1));
    return ArchitectureGeometry.of(architecture, new GroupSpec.Cyclic(4));
  }

  private FileRef npy(int[] shape, double[] values) {
    Path file = folder.resolve("mask.npy");
    Npy.write(file.toString(), new NdArray(shape, values));
    return new FileRef(file.toString(), "");
  }

  private FileRef npz(Map<String, NdArray> arrays) {
    Path file = folder.resolve("basis.npz");
    Npz.write(file.toString(), arrays);
    return new FileRef(file.toString(), "");
  }
}
