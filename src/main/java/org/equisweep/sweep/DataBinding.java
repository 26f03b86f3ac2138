package org.equisweep.sweep;

import java.util.Map;
import java.util.OptionalInt;
import org.equisweep.data.DataSpec;
import org.equisweep.data.DataSpec.Source;
import org.equisweep.data.DataSpec.Test;
import org.jspecify.annotations.Nullable;

/** {@code data}. */
final class DataBinding {
  /** The kinds of data; a new one is one more of these. */
  private final Map<String, SourceBinding> sources =
      Map.of("npy", this::npy, "block_graphs", DataBinding::blockGraphs);

  private final InputFiles files;

  DataBinding(InputFiles files) {
    this.files = files;
  }

  private interface SourceBinding {
    Source bind(Node node);
  }

  DataSpec bind(Node node) {
    String kind = Values.text(node.at("kind"));
    SourceBinding source = sources.get(kind);
    if (source == null) {
      throw new IllegalStateException("the schema has data of kind " + kind);
    }
    return new DataSpec(
        source.bind(node),
        Values.number(node.at("shift")),
        examples(node.at("batch")),
        Values.text(node.at("batches")).equals("shuffled"),
        examples(node.at("subset")),
        test(node.at("test")));
  }

  private Source npy(Node node) {
    return new Source.Npy(files.reference(node.at("inputs")), files.reference(node.at("targets")));
  }

  private static Source blockGraphs(Node node) {
    return new Source.BlockGraphs(
        Values.integer(node.at("examples")),
        Values.integer(node.at("nodes")),
        Values.number(node.at("within")),
        Values.number(node.at("between")),
        Values.whole(node.at("seed")));
  }

  /** A number of examples; empty for all. */
  private static OptionalInt examples(Node node) {
    return Values.isText(node) ? OptionalInt.empty() : OptionalInt.of(Values.integer(node));
  }

  private @Nullable Test test(Node node) {
    Node last = node.get("last");
    if (last != null) {
      return Values.located(last, () -> new Test.Last(Values.integer(last)));
    }
    return node instanceof Node.Scalar
        ? null
        : new Test.Npy(files.reference(node.at("inputs")), files.reference(node.at("targets")));
  }
}
