package org.equisweep.sweep;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A small valid sweep to vary. */
final class Sweeps {
  static final String SMALL =
      """
      equisweep: 1
      sweep: small
      data: {kind: block_graphs, examples: 20, nodes: 4, batch: 10}
      seeds: 0..2
      grid: {strategy: [plain]}
      groups: {s4: {kind: symmetric, degree: 4}}
      architectures:
        small:
          input: {space: edges, channels: 1}
          layers:
            - linear: {to: scalar, channels: 2}
            - tanh
            - linear: {to: scalar, channels: 1}
          loss: binary_cross_entropy
      initializations: {start: {kind: gaussian, std: {layer_1: 0.1, layer_2: 0.2}}}
      phases:
        descent: {flow: nominal, epochs: 1, learning_rate: 1e-5}
        turned: {flow: augmented, orbit: {samples: 2}, epochs: 1, learning_rate: 0.1}
      strategies: {plain: [descent], both: [descent, turned]}
      """;

  private Sweeps() {}

  static Sweep load(String text, String... sets) {
    return SweepLoader.load(
        text.getBytes(StandardCharsets.UTF_8),
        new Place.Source("small.yaml", "/sweeps", true),
        List.of(sets));
  }

  /** The small sweep with another grid and, after it, other keys. */
  static Sweep withGrid(String grid, String... sets) {
    return load(SMALL.replace("grid: {strategy: [plain]}", "grid: " + grid), sets);
  }

  static List<String> trialIds(Sweep sweep) {
    return sweep.cells().stream()
        .flatMap(cell -> sweep.seeds().stream().map(seed -> sweep.trialId(cell, seed)))
        .sorted()
        .toList();
  }

  static List<Map<String, Object>> axes(Sweep sweep) {
    return sweep.cells().stream().map(cell -> Map.copyOf(cell.axes())).toList();
  }
}
