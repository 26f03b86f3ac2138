package org.equisweep.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.equisweep.training.PhaseSpec.Update.EVERY_BATCH;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.equisweep.geometry.LayerGeometry;
import org.equisweep.geometry.LayerShape;
import org.equisweep.network.ArchitectureGeometry;
import org.equisweep.problem.InvalidInput;
import org.equisweep.storage.FileRef;
import org.equisweep.storage.Storage;
import org.equisweep.tensor.NdArray;
import org.equisweep.tensor.Npz;
import org.equisweep.tensor.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstPointTest {
  private static final double ROUNDING = 1e-14;

  @TempDir Path folder;

  @Test
  void entriesAreDrawnInCanonicalOrderFromTheLayersOwnStream() {
    ArchitectureGeometry geometry = geometry(Case.Z10_NODES);
    double[][] layers = draw(geometry, gaussian(Map.of("layer_2", 3.0)), 5);
    for (int layer = 0; layer < layers.length; layer++) {
      LayerShape shape = geometry.layers().get(layer).shape();
      double std =
          layer == 1 ? 3 : 1 / Math.sqrt((double) shape.channelsIn() * shape.positionsIn());
      RandomStream stream = RandomStream.of(5, "initialization/layer_" + (layer + 1), 0);
      for (double entry : layers[layer]) {
        assertThat(entry).isEqualTo(std * stream.nextNormal());
      }
    }
  }

  @Test
  void aConstantLayerHasOneDrawForEachChannelPair() {
    ArchitectureGeometry geometry = geometry(Case.Z10_NODES);
    double[][] layers =
        draw(
            geometry,
            initialization(new InitializationSpec.Gaussian(Map.of(), List.of("layer_2"))),
            5);
    RandomStream stream = RandomStream.of(5, "initialization/layer_2", 0);
    for (int pair = 0; pair < 6; pair++) {
      double value = 1 / Math.sqrt(30) * stream.nextNormal();
      for (int entry = 0; entry < 100; entry++) {
        assertThat(layers[1][pair * 100 + entry]).isEqualTo(value);
      }
    }
  }

  @Test
  void aDrawIsProjectedOnAnAdmissibleSpaceThatIsNotFull() {
    ArchitectureGeometry geometry = geometry(Case.RAGGED_MASK);
    double[][] layers = draw(geometry, gaussian(Map.of()), 2);
    double[][] again =
        Layers.projected(geometry.layers(), layers, LayerGeometry::projectAdmissible);
    assertThat(Layers.distance(layers, again)).isZero();
    assertThat(Layers.norm(layers)).isGreaterThan(0.1);
  }

  @Test
  void allStrategiesOfASeedStartAlike() {
    TrialSettings settings = Settings.offEquivariant(Case.S4_EDGES.settings(folder));
    PhaseSpec.Orbit samples = new PhaseSpec.Orbit.Samples(2, PhaseSpec.Per.BATCH);
    List<double[]> nominal = start(settings, Settings.nominal(0, 1, EVERY_BATCH));
    List<double[]> augmented = start(settings, Settings.augmented(samples, 0, 9, EVERY_BATCH));
    List<double[]> equivariant = start(settings, Settings.equivariant(0, 1, EVERY_BATCH));
    double[][] projected =
        Layers.projected(
            geometry(Case.S4_EDGES).layers(),
            nominal.toArray(double[][]::new),
            LayerGeometry::projectEquivariant);
    for (int layer = 0; layer < nominal.size(); layer++) {
      assertThat(augmented.get(layer)).isEqualTo(nominal.get(layer));
    }
    assertThat(Layers.distance(equivariant.toArray(double[][]::new), projected))
        .isLessThan(ROUNDING * Layers.norm(projected));
  }

  @Test
  void uniformEntriesStayWithinTheirBound() {
    double[][] layers =
        draw(
            geometry(Case.Z10_NODES),
            initialization(
                new InitializationSpec.Uniform(
                    Map.of("layer_1", new InitializationSpec.Bound.Entries(0.25)))),
            3);
    assertThat(max(layers[0])).isBetween(0.24, 0.25);
    assertThat(max(layers[1])).isBetween(0.98 / Math.sqrt(30), 1 / Math.sqrt(30));
  }

  @Test
  void uniformCoefficientsAreBoundedByTheSizeOfTheirOrbit() {
    ArchitectureGeometry geometry = geometry(Case.S4_EDGES);
    LayerGeometry first = geometry.layers().get(0);
    Map<Integer, Double> bounds = new LinkedHashMap<>();
    for (int size : first.orbitSizes()) {
      bounds.put(size, 1.0 / size);
    }
    assertThat(bounds).hasSizeGreaterThan(1);
    double[][] layers =
        draw(
            geometry,
            initialization(
                new InitializationSpec.Uniform(
                    Map.of("layer_1", new InitializationSpec.Bound.ByOrbitSize(bounds)))),
            3);
    double[] c = new double[first.equivariant().coefficients()];
    first.equivariant().coefficientsOf(layers[0], c);
    RandomStream stream = RandomStream.of(3, "initialization/layer_1", 0);
    for (int i = 0; i < c.length; i++) {
      double expected = (2 * stream.nextDouble() - 1) / first.orbitSizes()[i];
      assertThat(c[i]).isCloseTo(expected, within(ROUNDING));
    }
    bounds.remove(first.orbitSizes()[0]);
    assertThatThrownBy(
            () ->
                draw(
                    geometry,
                    initialization(
                        new InitializationSpec.Uniform(
                            Map.of("layer_1", new InitializationSpec.Bound.ByOrbitSize(bounds)))),
                    3))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("orbit size");
  }

  @Test
  void aPerturbationHasItsNormAlongNormalDirections() {
    for (Case c : List.of(Case.S4_EDGES, Case.RAGGED_MASK, Case.AFFINE_SPAN)) {
      ArchitectureGeometry geometry = geometry(c);
      InitializationSpec plain = gaussian(Map.of(), true, new InitializationSpec.Perturb.None());
      double[][] base = draw(geometry, plain, 4);
      double[][] moved =
          draw(
              geometry,
              gaussian(Map.of(), true, new InitializationSpec.Perturb.NormalNorm(1e-3)),
              4);
      assertThat(Layers.distance(base, moved)).isCloseTo(1e-3, within(ROUNDING));
      assertThat(
              Layers.distance(
                  base,
                  Layers.projected(geometry.layers(), moved, LayerGeometry::projectEquivariant)))
          .isLessThan(1e-13);
      assertThat(
              Layers.distance(
                  moved,
                  Layers.projected(geometry.layers(), moved, LayerGeometry::projectAdmissible)))
          .isLessThan(1e-13);
      double[][] perEntry =
          draw(
              geometry,
              gaussian(Map.of(), true, new InitializationSpec.Perturb.NormalPerEntry(1e-3)),
              4);
      double normal = 0;
      for (LayerGeometry layer : geometry.layers()) {
        normal += layer.row().admissibleDimension() - layer.row().equivariantDimension();
      }
      assertThat(Layers.distance(base, perEntry) / Math.sqrt(normal))
          .isCloseTo(1e-3, within(1e-3 * 4 / Math.sqrt(2 * normal)));
    }
  }

  @Test
  void layersThatAreNotThereAreNamed() {
    assertThatThrownBy(() -> draw(geometry(Case.Z10_NODES), gaussian(Map.of("layer_4", 1.0)), 1))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContainingAll("layer_3", "layer_4");
  }

  @Test
  void aWeightsFileGivesTheLayersThemselves() {
    ArchitectureGeometry geometry = geometry(Case.BAND_MASK);
    double[][] layers =
        Layers.projected(
            geometry.layers(),
            Layers.random(geometry.layers(), 3),
            LayerGeometry::projectAdmissible);
    double[][] read = draw(geometry, file(arrays(geometry, layers)), 77);
    for (int layer = 0; layer < layers.length; layer++) {
      assertThat(read[layer]).isEqualTo(layers[layer]);
    }
  }

  @Test
  void coefficientsBesideALayerMustGiveIt() {
    ArchitectureGeometry geometry = geometry(Case.AFFINE_SPAN);
    double[][] layers =
        Layers.projected(
            geometry.layers(),
            Layers.random(geometry.layers(), 3),
            LayerGeometry::projectAdmissible);
    double[] c = new double[geometry.layers().get(0).admissible().coefficients()];
    geometry.layers().get(0).admissible().coefficientsOf(layers[0], c);
    Map<String, NdArray> arrays = arrays(geometry, layers);
    arrays.put("coefficients_1", new NdArray(new int[] {c.length}, c.clone()));
    assertThat(Layers.distance(draw(geometry, file(arrays), 1), layers)).isLessThan(1e-13);
    c[0] += 0.1;
    arrays.put("coefficients_1", new NdArray(new int[] {c.length}, c));
    assertRefused(geometry, arrays, "coefficients_1");
    arrays.put("coefficients_1", new NdArray(new int[] {1}, new double[1]));
    assertRefused(geometry, arrays, "coefficients_1 must hold");
  }

  @Test
  void aWeightsFileThatDoesNotFitIsRefused() {
    ArchitectureGeometry geometry = geometry(Case.BAND_MASK);
    double[][] random = Layers.random(geometry.layers(), 3);
    assertRefused(geometry, arrays(geometry, random), "layer_1 must lie in the admissible space");
    double[][] layers =
        Layers.projected(geometry.layers(), random, LayerGeometry::projectAdmissible);
    Map<String, NdArray> missing = arrays(geometry, layers);
    missing.remove("layer_2");
    assertRefused(geometry, missing, "lacks layer_2");
    Map<String, NdArray> flat = arrays(geometry, layers);
    flat.put("layer_1", new NdArray(new int[] {3, 6, 6}, layers[0]));
    assertRefused(geometry, flat, "layer_1 must have shape [3, 1, 6, 6]");
    Map<String, NdArray> more = arrays(geometry, layers);
    more.put("layer_4", new NdArray(new int[] {1}, new double[1]));
    assertRefused(geometry, more, "layer_4");
    double[] broken = layers[2].clone();
    broken[1] = Double.POSITIVE_INFINITY;
    Map<String, NdArray> infinite = arrays(geometry, layers);
    infinite.put("layer_3", new NdArray(infinite.get("layer_3").shape(), broken));
    assertRefused(geometry, infinite, "layer_3");
  }

  private void assertRefused(
      ArchitectureGeometry geometry, Map<String, NdArray> arrays, String message) {
    assertThatThrownBy(() -> draw(geometry, file(arrays), 1))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining(message);
  }

  private static Map<String, NdArray> arrays(ArchitectureGeometry geometry, double[][] layers) {
    Map<String, NdArray> arrays = new LinkedHashMap<>();
    for (int layer = 0; layer < layers.length; layer++) {
      LayerShape s = geometry.layers().get(layer).shape();
      int[] shape = {s.channelsOut(), s.channelsIn(), s.positionsOut(), s.positionsIn()};
      arrays.put("layer_" + (layer + 1), new NdArray(shape, layers[layer]));
    }
    return arrays;
  }

  private InitializationSpec file(Map<String, NdArray> arrays) {
    String path = folder.resolve("weights.npz").toString();
    Npz.write(path, arrays);
    FileRef file = Storage.reference(path);
    return initialization(new InitializationSpec.File(file));
  }

  private static InitializationSpec gaussian(Map<String, Double> std) {
    return gaussian(std, false, new InitializationSpec.Perturb.None());
  }

  private static InitializationSpec gaussian(
      Map<String, Double> std, boolean project, InitializationSpec.Perturb perturb) {
    return new InitializationSpec(
        new InitializationSpec.Gaussian(std, List.of()), project, perturb);
  }

  private static InitializationSpec initialization(InitializationSpec.Draw draw) {
    return new InitializationSpec(draw, false, new InitializationSpec.Perturb.None());
  }

  private static double[][] draw(
      ArchitectureGeometry geometry, InitializationSpec spec, long seed) {
    return new FirstPoint(spec, geometry).layers(seed);
  }

  private ArchitectureGeometry geometry(Case c) {
    return ArchitectureGeometry.of(c.architecture(folder), c.group());
  }

  private static List<double[]> start(TrialSettings settings, PhaseSpec phase) {
    return Settings.train(Settings.with(settings, phase), 8).layers();
  }

  private static double max(double[] values) {
    double max = 0;
    for (double value : values) {
      max = Math.max(max, Math.abs(value));
    }
    return max;
  }
}
