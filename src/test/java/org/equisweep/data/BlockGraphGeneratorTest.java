package org.equisweep.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockGraphGeneratorTest {
  private static final int NODES = 10;

  @ParameterizedTest(name = "nodes {0}, within {1}, between {2}, seed {3}")
  @CsvSource({"10, 0.5, 0.05, 1", "7, 0.3, 0.3, 2", "1, 0.5, 0.5, 3", "2, 1, 1, 4", "5, 0, 0, 5"})
  void graphsAreSimpleAndLabelledByTrueConnectivity(
      int nodes, double within, double between, long seed) {
    RawExamples graphs = generate(200, nodes, within, between, seed);
    double[] adjacency = entries(graphs.inputs());
    for (int graph = 0; graph < graphs.count(); graph++) {
      for (int a = 0; a < nodes; a++) {
        assertThat(edge(adjacency, graph, nodes, a, a)).isZero();
        for (int b = 0; b < nodes; b++) {
          assertThat(edge(adjacency, graph, nodes, a, b))
              .isIn(0.0, 1.0)
              .isEqualTo(edge(adjacency, graph, nodes, b, a));
        }
      }
      assertThat(entries(graphs.targets())[graph])
          .isEqualTo(isConnectedByReachability(adjacency, graph, nodes) ? 1 : 0);
    }
  }

  @Test
  void edgesAppearWithTheGivenProbabilities() {
    int examples = 4000;
    double[] adjacency = entries(generate(examples, NODES, 0.5, 0.05, 7).inputs());
    double edges = 0;
    for (double entry : adjacency) {
      edges += entry / 2;
    }
    // 20 pairs within, 25 between; four standard deviations of the mean
    double variance = 20 * 0.5 * 0.5 + 25 * 0.05 * 0.95;
    assertThat(edges / examples)
        .isCloseTo(20 * 0.5 + 25 * 0.05, within(4 * Math.sqrt(variance / examples)));
  }

  @Test
  void nodesAreRelabelledUniformly() {
    int examples = 6000;
    double[] adjacency = entries(generate(examples, NODES, 1, 0, 3).inputs());
    double together = 0;
    for (int graph = 0; graph < examples; graph++) {
      together += edge(adjacency, graph, NODES, 0, 1);
    }
    // two given nodes share a block of 5 with probability 4/9
    double p = 4.0 / 9;
    assertThat(together / examples).isCloseTo(p, within(4 * Math.sqrt(p * (1 - p) / examples)));
  }

  @Test
  void aGraphDoesNotDependOnHowManyThereAre() {
    double[] few = entries(generate(3, NODES, 0.5, 0.05, 11).inputs());
    double[] many = entries(generate(50, NODES, 0.5, 0.05, 11).inputs());
    assertThat(many).startsWith(few);
    assertThat(entries(generate(3, NODES, 0.5, 0.05, 12).inputs())).isNotEqualTo(few);
  }

  private static RawExamples generate(
      int examples, int nodes, double within, double between, long seed) {
    return new BlockGraphGenerator(
            new DataSpec.Source.BlockGraphs(examples, nodes, within, between, seed))
        .generate();
  }

  private static double[] entries(Values values) {
    return ((ArrayValues) values).array().values();
  }

  private static double edge(double[] adjacency, int graph, int nodes, int a, int b) {
    return adjacency[(graph * nodes + a) * nodes + b];
  }

  /** Warshall's transitive closure. */
  private static boolean isConnectedByReachability(double[] adjacency, int graph, int nodes) {
    boolean[][] reach = new boolean[nodes][nodes];
    for (int a = 0; a < nodes; a++) {
      for (int b = 0; b < nodes; b++) {
        reach[a][b] = a == b || edge(adjacency, graph, nodes, a, b) == 1;
      }
    }
    for (int via = 0; via < nodes; via++) {
      for (int a = 0; a < nodes; a++) {
        for (int b = 0; b < nodes; b++) {
          reach[a][b] |= reach[a][via] && reach[via][b];
        }
      }
    }
    boolean connected = true;
    for (boolean[] row : reach) {
      for (boolean reached : row) {
        connected &= reached;
      }
    }
    return connected;
  }
}
