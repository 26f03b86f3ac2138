package org.equisweep.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.equisweep.group.Element;
import org.equisweep.group.Group;
import org.equisweep.group.Representation;
import org.equisweep.group.SpaceSpec;
import org.equisweep.network.ArchitectureGeometry;
import org.equisweep.network.ArchitectureSpec;
import org.equisweep.network.ArchitectureSpec.Admissible;
import org.equisweep.network.ArchitectureSpec.AveragePool;
import org.equisweep.network.ArchitectureSpec.Conv;
import org.equisweep.network.ArchitectureSpec.Linear;
import org.equisweep.network.ArchitectureSpec.Stage;
import org.equisweep.network.ArchitectureSpec.Tap;
import org.equisweep.sweep.Cell;
import org.equisweep.sweep.Sweep;
import org.equisweep.tensor.NdArray;
import org.equisweep.tensor.Npz;
import org.equisweep.tensor.SymmetricEigen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The geometry of every architecture under {@code jobs/}, on small grids and few nodes, against the
 * definitions: dense operators of the taps and their means over every group element, and dim H_G as
 * the mean of the characters (Burnside).
 */
class StudiesGeometryTest {
  private static final double EIGENVALUE = 1e-9;

  /** Smaller inputs where those of the file would make dense operators large. */
  private static final Map<String, List<String>> SMALLER =
      Map.of(
          "permutations",
          List.of("groups.s10.degree=5", "data.nodes=5"),
          "rotations",
          List.of(
              "architectures.cross.input.space.grid=[12, 12]",
              "architectures.skew.input.space.grid=[12, 12]",
              "data.resize=[12, 12]"),
          "end-points",
          List.of(
              "groups.s10.degree=5",
              "grids.0.data.0.nodes=5",
              "architectures.digits.input.space.grid=[12, 12]",
              "grids.1.data=[{kind: digits, resize: [12, 12]}]"),
          "regularisation",
          List.of("architectures.cnn.input.space.grid=[12, 12]", "data.resize=[12, 12]"));

  static List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(Path.of("jobs"))) {
      return all.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyArchitectureHasTheGeometryOfItsDefinition(Path file) {
    String name = file.getFileName().toString().replace(".yaml", "");
    Sweep sweep = Sweep.load(file.toString(), SMALLER.getOrDefault(name, List.of()));
    List<Object> seen = new ArrayList<>();
    for (Cell cell : sweep.cells()) {
      ArchitectureSpec architecture = cell.settings().architecture();
      List<Object> pair = List.of(cell.settings().group(), architecture);
      if (!seen.contains(pair)) {
        seen.add(pair);
        check(architecture, ArchitectureGeometry.of(architecture, cell.settings().group()));
      }
    }
  }

  private static void check(ArchitectureSpec architecture, ArchitectureGeometry geometry) {
    Group group = geometry.group();
    SpaceSpec space = architecture.input().space();
    int channels = architecture.input().channels();
    int layer = 0;
    for (Stage stage : architecture.stages()) {
      if (stage instanceof Linear linear) {
        GeometryRow row = geometry.layers().get(layer++).row();
        if (linear.admissible() instanceof Admissible.Basis basis) {
          String name = "basis_" + layer;
          NdArray span = Npz.read(basis.file().path()).get(name);
          checkSpan(row, group, space, linear.to(), span);
        } else {
          assertThat(linear.admissible()).isInstanceOf(Admissible.Full.class);
          checkFull(row, group, space, linear.to(), (long) channels * linear.channels());
        }
        space = linear.to();
        channels = linear.channels();
      } else if (stage instanceof Conv conv) {
        GeometryRow row = geometry.layers().get(layer++).row();
        checkTaps(row, group, (SpaceSpec.Grid) space, conv, (long) channels * conv.channels());
        channels = conv.channels();
      } else if (stage instanceof AveragePool pool) {
        SpaceSpec.Grid grid = (SpaceSpec.Grid) space;
        space = new SpaceSpec.Grid(grid.height() / pool.size(), grid.width() / pool.size());
      }
    }
    assertThat(layer).isEqualTo(geometry.layers().size());
  }

  private static void checkFull(
      GeometryRow row, Group group, SpaceSpec from, SpaceSpec to, long pairs) {
    Representation in = group.representation(from);
    Representation out = group.representation(to);
    double characters = 0;
    List<Element> elements = group.elements();
    for (Element g : elements) {
      characters += (double) fixed(in.permutation(g)) * fixed(out.permutation(g));
    }
    long invariant = Math.round(characters / elements.size());
    assertThat(row.dimension()).isEqualTo(pairs * in.dimension() * out.dimension());
    assertThat(row.admissibleDimension()).isEqualTo(row.dimension());
    assertThat(row.invariantDimension()).isEqualTo(pairs * invariant);
    assertThat(row.equivariantDimension()).isEqualTo(pairs * invariant);
    assertThat(row.commutatorNorm()).isZero();
    assertThat(row.compatible()).isTrue();
  }

  /** A span given by a file, (K, c_out, c_in, n_out, n_in): M_kl = ⟨B_k, Π_G B_l⟩ of all of it. */
  private static void checkSpan(
      GeometryRow row, Group group, SpaceSpec from, SpaceSpec to, NdArray span) {
    int size = span.shape()[0];
    int entries = span.values().length / size;
    List<double[]> basis = new ArrayList<>();
    for (int k = 0; k < size; k++) {
      double[] vector = Arrays.copyOfRange(span.values(), k * entries, (k + 1) * entries);
      for (double[] earlier : basis) {
        double along = BlockedSum.dot(earlier, vector);
        for (int i = 0; i < entries; i++) {
          vector[i] -= along * earlier[i];
        }
      }
      double norm = Math.sqrt(BlockedSum.dot(vector, vector));
      for (int i = 0; i < entries; i++) {
        vector[i] /= norm;
      }
      basis.add(vector);
    }
    double[] m = new double[size * size];
    for (int l = 0; l < size; l++) {
      double[] mean = mean(group, from, to, basis.get(l));
      for (int k = 0; k < size; k++) {
        m[k * size + l] = BlockedSum.dot(basis.get(k), mean);
      }
    }
    SymmetricEigen eigen = SymmetricEigen.of(m, size);
    double commutator = 0;
    for (int k = 0; k < size; k++) {
      double lambda = Math.max(0, Math.min(1, eigen.value(k)));
      commutator = Math.max(commutator, Math.sqrt(lambda * (1 - lambda)));
    }
    assertThat(row.admissibleDimension()).isEqualTo(size);
    assertThat(row.equivariantDimension()).isEqualTo(ones(eigen, size));
    assertThat(row.commutatorNorm()).isCloseTo(commutator, within(1e-7));
  }

  /** The mean of ρ(g)Aρ(g)⁻¹ over the group, channels left alone. */
  private static double[] mean(Group group, SpaceSpec from, SpaceSpec to, double[] a) {
    double[] mean = new double[a.length];
    List<Element> elements = group.elements();
    for (Element g : elements) {
      int[] in = group.representation(from).permutation(g);
      int[] out = group.representation(to).permutation(g);
      int spatial = in.length * out.length;
      for (int i = 0; i < a.length; i++) {
        int q = i % in.length;
        int p = i % spatial / in.length;
        mean[i / spatial * spatial + out[p] * in.length + in[q]] += a[i] / elements.size();
      }
    }
    return mean;
  }

  private static int fixed(int[] permutation) {
    int fixed = 0;
    for (int i = 0; i < permutation.length; i++) {
      fixed += permutation[i] == i ? 1 : 0;
    }
    return fixed;
  }

  /** M_kl = ⟨S_k, Π_G S_l⟩ of the normalised dense operators of the taps. */
  private static void checkTaps(
      GeometryRow row, Group group, SpaceSpec.Grid grid, Conv conv, long pairs) {
    List<double[]> all = new ArrayList<>();
    List<double[]> support = new ArrayList<>();
    List<Tap> taps = conv.support();
    for (int r = 0; r < conv.kernel(); r++) {
      for (int c = 0; c < conv.kernel(); c++) {
        double[] operator = operator(grid, r - conv.kernel() / 2, c - conv.kernel() / 2);
        all.add(operator);
        Tap tap = new Tap(r, c);
        if (taps == null || taps.contains(tap)) {
          support.add(operator);
        }
      }
    }
    double commutator = 0;
    double squares = 0;
    int equivariant = 0;
    SymmetricEigen eigen = eigen(group, grid, support);
    for (int k = 0; k < support.size(); k++) {
      double lambda = Math.max(0, Math.min(1, eigen.value(k)));
      commutator = Math.max(commutator, Math.sqrt(lambda * (1 - lambda)));
      squares += 2 * lambda * (1 - lambda);
      equivariant += lambda > 1 - EIGENVALUE ? 1 : 0;
    }
    assertThat(row.dimension()).isEqualTo(pairs * all.size());
    assertThat(row.admissibleDimension()).isEqualTo(pairs * support.size());
    assertThat(row.invariantDimension())
        .isEqualTo(pairs * ones(eigen(group, grid, all), all.size()));
    assertThat(row.equivariantDimension()).isEqualTo(pairs * equivariant);
    assertThat(row.commutatorNorm()).isCloseTo(commutator, within(1e-7));
    double perPair = Math.pow(row.commutatorNormFrobenius(), 2) / pairs;
    assertThat(perPair).isCloseTo(squares, within(1e-9));
    assertThat(row.compatible()).isEqualTo(commutator < 1e-7);
  }

  private static int ones(SymmetricEigen eigen, int size) {
    int ones = 0;
    for (int k = 0; k < size; k++) {
      ones += eigen.value(k) > 1 - EIGENVALUE ? 1 : 0;
    }
    return ones;
  }

  private static SymmetricEigen eigen(Group group, SpaceSpec.Grid grid, List<double[]> operators) {
    int size = operators.size();
    double[] m = new double[size * size];
    for (int l = 0; l < size; l++) {
      double[] mean = mean(group, grid, grid, operators.get(l));
      for (int k = 0; k < size; k++) {
        m[k * size + l] = BlockedSum.dot(operators.get(k), mean);
      }
    }
    return SymmetricEigen.of(m, size);
  }

  /** A[i, j] = 1 where output i reads input j through this tap, zeros outside; normalised. */
  private static double[] operator(SpaceSpec.Grid grid, int down, int right) {
    int points = grid.height() * grid.width();
    double[] a = new double[points * points];
    for (int row = 0; row < grid.height(); row++) {
      for (int column = 0; column < grid.width(); column++) {
        int y = row + down;
        int x = column + right;
        if (y >= 0 && y < grid.height() && x >= 0 && x < grid.width()) {
          a[(row * grid.width() + column) * points + y * grid.width() + x] = 1;
        }
      }
    }
    double norm = Math.sqrt(Arrays.stream(a).sum());
    for (int i = 0; i < a.length; i++) {
      a[i] /= norm;
    }
    return a;
  }

  @Test
  void theSkewSupportUnderQuarterTurnsHasTheGoldenGeometry() {
    Sweep sweep = Sweep.load("jobs/paper/rotations.yaml", List.of());
    Cell skew =
        sweep.cells().stream()
            .filter(c -> c.architecture().equals("skew"))
            .findFirst()
            .orElseThrow();
    ArchitectureGeometry geometry =
        ArchitectureGeometry.of(skew.settings().architecture(), skew.settings().group());
    GeometryRow first = geometry.layers().get(0).row();
    // λ = {1, ¼, 0, 0, 0}
    assertThat(first.commutatorNorm()).isCloseTo(Math.sqrt(3) / 4, within(1e-12));
    assertThat(first.equivariantDimension()).isEqualTo(32);
    assertThat(first.admissibleDimension()).isEqualTo(5 * 32);
  }
}
