package org.equisweep.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Sweeps of a moment's training. */
final class SmallSweep {
  private static final String REST =
      """
      grid: {strategy: [nominal, augmented]}
      groups: {s4: {kind: symmetric, degree: 4}}
      architectures:
        dense:
          input: {space: edges, channels: 1}
          layers:
            - linear: {to: nodes, channels: 2}
            - tanh
            - linear: {to: scalar, channels: 1}
          loss: binary_cross_entropy
      initializations: {start: {kind: gaussian, project: equivariant}}
      phases:
        plain: {flow: nominal, epochs: 2, learning_rate: 0.1}
        orbit: {flow: augmented, orbit: exact, epochs: 2, learning_rate: 0.1}
      strategies: {nominal: [plain], augmented: [orbit]}
      """;

  private SmallSweep() {}

  /** On generated graphs of four nodes. */
  static Path write(Path file, String seeds) throws IOException {
    return write(
        file, seeds, "{kind: block_graphs, examples: 20, nodes: 4, within: 0.5, between: 0.1}");
  }

  /** On data as the sweep file says it. */
  static Path write(Path file, String seeds, String data) throws IOException {
    return Files.writeString(
        file, "equisweep: 1\nsweep: small\ndata: %s\nseeds: %s\n%s".formatted(data, seeds, REST));
  }
}
