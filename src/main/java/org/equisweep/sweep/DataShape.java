package org.equisweep.sweep;

import java.util.Arrays;
import java.util.OptionalInt;
import org.equisweep.data.DataSpec;
import org.equisweep.data.DataSpec.Source;
import org.equisweep.data.DataSpec.Test;
import org.equisweep.problem.InvalidInput;
import org.equisweep.tensor.Npy;

/**
 * How many examples there are, known from the heads of files: their content is looked at when it is
 * read.
 *
 * @param training N, after {@code test} and {@code subset} have taken theirs
 */
record DataShape(int training, int test) {

  /**
   * @param inputs features an example must have
   * @param outputs features a target must have
   */
  static DataShape of(Bound<DataSpec> data, int inputs, int outputs) {
    DataSpec spec = data.value();
    int all =
        spec.source() instanceof Source.Npy npy
            ? examples(npy.inputs().path(), npy.targets().path(), data.node(), inputs, outputs)
            : graphs((Source.BlockGraphs) spec.source(), data.node(), inputs, outputs);
    int test = 0;
    if (spec.test() instanceof Test.Npy npy) {
      test =
          examples(
              npy.inputs().path(), npy.targets().path(), data.node().at("test"), inputs, outputs);
    }
    int last = spec.test() instanceof Test.Last held ? held.count() : 0;
    if (last >= all) {
      throw data.node()
          .at("test")
          .problem(
              "test must leave examples to train on",
              "it takes " + last + " of " + all,
              "hold fewer out");
    }
    return new DataShape(training(all - last, spec.subset(), data.node()), Math.max(test, last));
  }

  private static int training(int available, OptionalInt subset, Node data) {
    int wanted = subset.orElse(available);
    if (wanted > available) {
      throw data.at("subset")
          .problem(
              "subset must be at most the number of training examples",
              "got " + wanted + " of " + available,
              "take a smaller subset");
    }
    return wanted;
  }

  private static int graphs(Source.BlockGraphs graphs, Node data, int inputs, int outputs) {
    long features = (long) graphs.nodes() * graphs.nodes();
    if (features != inputs || outputs != 1) {
      throw data.at("nodes")
          .problem(
              "the architecture must take the n² entries of the graphs' matrices and give one output",
              "the graphs have %d entries, and it takes %d and gives %d"
                  .formatted(features, inputs, outputs),
              "let nodes be the degree of the group, the input one channel of edges, the last layer"
                  + " one scalar");
    }
    return graphs.examples();
  }

  private static int examples(
      String inputs, String targets, Node node, int inputFeatures, int targetFeatures) {
    int examples = examples(inputs, node.at("inputs"), inputFeatures);
    int labels = examples(targets, node.at("targets"), targetFeatures);
    if (examples != labels) {
      throw node.at("targets")
          .problem(
              "there must be as many targets as inputs",
              "there are " + labels + " targets and " + examples + " inputs",
              "check that the files belong together");
    }
    return examples;
  }

  private static int examples(String path, Node key, int features) {
    try {
      int[] shape = Npy.shape(path);
      long each = Arrays.stream(shape).skip(1).asLongStream().reduce(1, (a, b) -> a * b);
      if (shape.length == 0 || shape[0] < 1 || each != features) {
        throw key.problem(
            "the file's shape must be (N, …) with %d features of each example".formatted(features),
            "that of " + path + " is " + Arrays.toString(shape),
            "check the file and the architecture's " + SchemaTypes.name(key));
      }
      return shape[0];
    } catch (InvalidInput e) {
      throw e.at(key.place().location());
    }
  }
}
