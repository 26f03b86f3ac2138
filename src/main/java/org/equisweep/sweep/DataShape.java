package org.equisweep.sweep;

import java.util.Arrays;
import java.util.OptionalInt;
import org.equisweep.data.DataSpec;
import org.equisweep.data.DataSpec.Test;
import org.equisweep.data.SourceHead;
import org.equisweep.problem.InvalidInput;

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
    int all = examples(spec, spec.source(), data.node(), inputs, outputs);
    int test = 0;
    if (spec.test() instanceof Test.From own) {
      test = examples(spec, own.source(), data.node().at("test"), inputs, outputs);
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

  private static int examples(
      DataSpec spec, DataSpec.Source source, Node node, int inputs, int outputs) {
    SourceHead head;
    try {
      head = SourceHead.of(source, spec.resize(), spec.oneHot());
    } catch (InvalidInput e) {
      throw e.at(node.place().location());
    }
    int examples = examples(head.inputs(), node, inputs, "input");
    int targets = examples(head.targets(), node, outputs, "output");
    if (examples != targets) {
      throw node.at(head.targets().key())
          .problem(
              "there must be as many targets as inputs",
              "there are " + targets + " targets and " + examples + " inputs",
              "check that the files belong together");
    }
    return examples;
  }

  private static int examples(SourceHead.Part part, Node node, int features, String side) {
    if (part.examples() < 1 || !part.mayHave(features)) {
      throw node.at(part.key())
          .problem(
              "the examples' shape must be (N, …) with %d features of each, as many as the"
                      .formatted(features)
                  + " architecture's %s has".formatted(side),
              "that of " + part.name() + " is " + Arrays.toString(part.shape()),
              "check the data and the architecture's " + side);
    }
    return part.examples();
  }
}
