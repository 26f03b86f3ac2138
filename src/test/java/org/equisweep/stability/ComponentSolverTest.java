package org.equisweep.stability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.equisweep.network.ArchitectureGeometry;
import org.equisweep.tensor.RandomStream;
import org.equisweep.training.Case;
import org.equisweep.training.RiskColumns;
import org.equisweep.training.TrialSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** F7 as a method: N𝓔 component by component, against the dense spectrum of the whole. */
class ComponentSolverTest {
  private static final double TOLERANCE = 1e-9;
  private static final double GAMMA = 0.3;

  @TempDir Path folder;

  /** What a test needs of a case: a Hessian of R^aug on N𝓔 at a random point of 𝓔. */
  private final class Setting implements AutoCloseable {
    private final ArchitectureGeometry geometry;
    private final RiskObjective risk;
    private final SplitCoordinates coordinates;
    private final Compression normal;
    private final IsotypicComponents named;

    Setting(Case kind) {
      TrialSettings settings = kind.settings(folder);
      geometry = ArchitectureGeometry.of(settings.architecture(), settings.group());
      RiskColumns columns =
          RiskColumns.of(settings, geometry, 9, new RiskColumns.Average.Exact(), Duration.ZERO);
      risk = new RiskObjective(geometry, columns, GAMMA);
      coordinates = risk.coordinates();
      double[] x =
          SplitCoordinatesTest.normal(coordinates.dimension(), RandomStream.of(6, "test/x", 0));
      Arrays.fill(x, coordinates.tangent(), x.length, 0);
      normal = new Compression(risk.hessian(x), coordinates.tangent(), coordinates.normal());
      named = new IsotypicComponents(geometry, coordinates);
    }

    ComponentSolver solver() {
      return Objects.requireNonNull(ComponentSolver.of(geometry, coordinates, named));
    }

    @Override
    public void close() {
      risk.close();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Case.class,
      names = {
        "S4_EDGES",
        "Z10_NODES",
        "C4_POOLED",
        "D4_SEGMENTATION",
        "C4_CROSS",
        "D4_RESIDUAL",
        "TIED_CIRCULANT",
        "TIED_SYMMETRIC",
        "BAND_MASK"
      })
  void theSpectrumIsThatOfTheWhole(Case kind) {
    try (Setting setting = new Setting(kind)) {
      EigenSolver solver = new EigenSolver(6);
      Eigenpairs whole = solver.lowest(setting.normal);
      Eigenpairs parts = setting.solver().lowest(setting.normal, solver);
      assertThat(parts.complete()).isTrue();
      assertThat(parts.values()).containsExactly(whole.values(), within(TOLERANCE * whole.norm()));
      assertThat(parts.highest()).isCloseTo(whole.highest(), within(TOLERANCE * whole.norm()));
      int step = Math.max(1, parts.size() / 20);
      for (int k = 0; k < parts.size(); k += step) {
        double[] v = parts.vectors()[k];
        double[] product = new double[v.length];
        setting.normal.apply(v, product);
        Vectors.add(-parts.values()[k], v, product);
        assertThat(Vectors.norm(product)).isLessThan(TOLERANCE * whole.norm());
        for (int j = 0; j < parts.size(); j++) {
          assertThat(Vectors.dot(v, parts.vectors()[j]))
              .isCloseTo(j == k ? 1 : 0, within(TOLERANCE));
        }
      }
    }
  }

  /** The dimension of the irreducible representation says how often a value occurs. */
  @ParameterizedTest
  @EnumSource(
      value = Case.class,
      names = {"S4_EDGES", "Z10_NODES", "D4_SEGMENTATION"})
  void multiplicitiesAreKnownInAdvance(Case kind) {
    try (Setting setting = new Setting(kind)) {
      double[] all = new EigenSolver(6).lowest(setting.normal).values();
      double size = Math.max(Math.abs(all[0]), Math.abs(all[all.length - 1]));
      boolean several = false;
      for (ComponentBasis component : setting.solver().components()) {
        Eigenpairs pairs = new EigenSolver(6).lowest(component.compress(setting.normal));
        double lowest = pairs.values()[0];
        long times =
            Arrays.stream(all).filter(v -> Math.abs(v - lowest) <= TOLERANCE * size).count();
        assertThat(times).as(component.row().name()).isEqualTo(component.row().degree());
        String name = setting.named.name(lifted(setting, component.lift(pairs.vectors()[0])));
        assertThat(name).isEqualTo(component.row().name());
        several |= component.row().degree() > 1;
      }
      assertThat(several).isTrue();
    }
  }

  private static double[] lifted(Setting setting, double[] y) {
    return setting.normal.lift(y);
  }

  /** By Lanczos too a row has once what the whole has twice. */
  @Test
  void aDoubleLowestEigenvalueIsSimpleOnItsRow() {
    try (Setting setting = new Setting(Case.D4_SEGMENTATION)) {
      ComponentBasis plane =
          setting.solver().components().stream()
              .filter(component -> component.row().name().equals("E1"))
              .findFirst()
              .orElseThrow();
      double[] whole = new EigenSolver(1).lowest(setting.normal).values();
      SymmetricOperator row = plane.compress(setting.normal);
      double lowest = new BlockLanczos(row, null, new EigenSolver(2)).lowest().values()[0];
      double[] dense = new EigenSolver(1).lowest(row).values();
      assertThat(lowest).isCloseTo(dense[0], within(1e-7));
      assertThat(dense[1] - dense[0]).isGreaterThan(1e-6);
      assertThat(Arrays.stream(whole).filter(v -> Math.abs(v - lowest) < 1e-7).count())
          .isEqualTo(2);
    }
  }

  @Test
  void componentsFillTheNormalSpace() {
    try (Setting setting = new Setting(Case.S4_EDGES)) {
      List<ComponentBasis> components = setting.solver().components();
      assertThat(
              components.stream()
                  .map(c -> c.row().name() + ":" + c.row().degree())
                  .collect(Collectors.joining(" ")))
          .isEqualTo("(3,1):3 (2,2):2 (2,1,1):3 (1,1,1,1):1");
      int covered = components.stream().mapToInt(c -> c.row().copies() * c.dimension()).sum();
      assertThat(covered).isEqualTo(setting.coordinates.normal());
    }
  }

  /** Where components have no names, or the space is not invariant. */
  @ParameterizedTest
  @EnumSource(
      value = Case.class,
      names = {"TURNS_AND_SHIFTS", "C4_SKEW"})
  void elsewhereThereAreNone(Case kind) {
    try (Setting setting = new Setting(kind)) {
      assertThat(ComponentSolver.of(setting.geometry, setting.coordinates, setting.named)).isNull();
    }
  }

  @Test
  void degreesAreThoseOfTheHookFormula() {
    assertThat(Partitions.degree(List.of(3, 2))).isEqualTo(5);
    assertThat(Partitions.degree(List.of(3, 1, 1))).isEqualTo(6);
    assertThat(Partitions.degree(List.of(8, 2))).isEqualTo(35);
    for (int n = 1; n <= 7; n++) {
      int size = n;
      long squares =
          Partitions.of(n, n).stream()
              .mapToLong(p -> (long) Partitions.degree(p) * Partitions.degree(p))
              .sum();
      long factorial = 1;
      for (int k = 2; k <= size; k++) {
        factorial *= k;
      }
      assertThat(squares).isEqualTo(factorial);
    }
  }
}
