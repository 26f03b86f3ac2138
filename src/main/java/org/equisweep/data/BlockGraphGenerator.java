package org.equisweep.data;

import org.equisweep.problem.InvalidInput;
import org.equisweep.tensor.NdArray;
import org.equisweep.tensor.RandomStream;

/**
 * Stochastic block graphs with their true connectivity. Graph i is drawn from stream (seed, {@value
 * #PURPOSE}, i): first the pairs a &lt; b row by row, then the relabelling; so it does not depend
 * on how many graphs there are.
 */
final class BlockGraphGenerator {
  static final String PURPOSE = "data/block_graphs";
  private static final String NAME = "block_graphs";

  private final DataSpec.Source.BlockGraphs spec;
  private final int nodes;

  BlockGraphGenerator(DataSpec.Source.BlockGraphs spec) {
    this.spec = spec;
    this.nodes = spec.nodes();
  }

  RawExamples generate() {
    int inputs = nodes * nodes;
    requireAddressable((long) spec.examples() * inputs);
    double[] adjacency = new double[spec.examples() * inputs];
    double[] connected = new double[spec.examples()];
    for (int graph = 0; graph < spec.examples(); graph++) {
      draw(RandomStream.of(spec.seed(), PURPOSE, graph), adjacency, graph * inputs);
      connected[graph] = isConnected(adjacency, graph * inputs) ? 1 : 0;
    }
    return new RawExamples(
        new ArrayValues(NAME, new NdArray(new int[] {spec.examples(), nodes, nodes}, adjacency)),
        new ArrayValues(NAME, new NdArray(new int[] {spec.examples()}, connected)));
  }

  private static void requireAddressable(long entries) {
    if (entries > Integer.MAX_VALUE - 8) {
      throw InvalidInput.of(
          "block_graphs must hold fewer than 2^31 adjacency entries",
          "got " + entries,
          "take fewer examples or nodes");
    }
  }

  private void draw(RandomStream stream, double[] adjacency, int offset) {
    int firstBlock = (nodes + 1) / 2;
    boolean[] edge = new boolean[nodes * nodes];
    for (int a = 0; a < nodes; a++) {
      for (int b = a + 1; b < nodes; b++) {
        boolean within = (a < firstBlock) == (b < firstBlock);
        edge[a * nodes + b] = stream.nextDouble() < (within ? spec.within() : spec.between());
      }
    }
    int[] label = stream.nextPermutation(nodes);
    for (int a = 0; a < nodes; a++) {
      for (int b = a + 1; b < nodes; b++) {
        if (edge[a * nodes + b]) {
          adjacency[offset + label[a] * nodes + label[b]] = 1;
          adjacency[offset + label[b] * nodes + label[a]] = 1;
        }
      }
    }
  }

  private boolean isConnected(double[] adjacency, int offset) {
    boolean[] reached = new boolean[nodes];
    int[] queue = new int[nodes];
    reached[0] = true;
    int end = 1;
    for (int next = 0; next < end; next++) {
      for (int b = 0; b < nodes; b++) {
        if (!reached[b] && adjacency[offset + queue[next] * nodes + b] != 0) {
          reached[b] = true;
          queue[end++] = b;
        }
      }
    }
    return end == nodes;
  }
}
