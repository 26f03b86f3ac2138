package org.equisweep.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.equisweep.data.DataSpec;
import org.equisweep.data.DataSpec.ImageSize;
import org.equisweep.data.DataSpec.Normalisation;
import org.equisweep.data.DataSpec.Source;
import org.equisweep.data.DataSpec.Test;
import org.equisweep.storage.FileRef;
import org.jspecify.annotations.Nullable;

/** {@code data}. */
final class DataBinding {
  /** The kinds of data; a new one is one more of these. */
  private final Map<String, SourceBinding> sources =
      Map.of(
          "npy", this::npy,
          "idx", this::idx,
          "parquet", this::parquet,
          "digits", node -> new Source.Digits(),
          "shapes", DataBinding::shapes,
          "block_graphs", DataBinding::blockGraphs);

  private final InputFiles files;

  DataBinding(InputFiles files) {
    this.files = files;
  }

  private interface SourceBinding {
    Source bind(Node node);
  }

  DataSpec bind(Node node) {
    Source source = source(Values.text(node.at("kind")), node);
    return Values.located(
        node,
        () ->
            new DataSpec(
                source,
                Values.number(node.at("shift")),
                examples(node.at("batch")),
                Values.text(node.at("batches")).equals("shuffled"),
                examples(node.at("subset")),
                test(node.at("test"), source),
                oneHot(node.get("one_hot")),
                resize(node.get("resize")),
                normalise(node.at("normalise"))));
  }

  private Source source(String kind, Node node) {
    SourceBinding source = sources.get(kind);
    if (source == null) {
      throw new IllegalStateException("the schema has data of kind " + kind);
    }
    return Values.located(node, () -> source.bind(node));
  }

  private Source npy(Node node) {
    return new Source.Npy(files.reference(node.at("inputs")), files.reference(node.at("targets")));
  }

  private Source idx(Node node) {
    return new Source.Idx(files.reference(node.at("inputs")), files.reference(node.at("targets")));
  }

  private Source parquet(Node node) {
    return new Source.Parquet(
        parquetFiles(node.at("path")),
        Values.text(node.at("input_column")),
        Values.text(node.at("target_column")));
  }

  private List<FileRef> parquetFiles(Node path) {
    if (path instanceof Node.Sequence list) {
      List<FileRef> all = new ArrayList<>();
      list.items().forEach(item -> all.addAll(files.parquet(item)));
      return all;
    }
    return files.parquet(path);
  }

  private static Source shapes(Node node) {
    return new Source.Shapes(
        Values.integer(node.at("examples")),
        Values.integer(node.at("side")),
        Values.whole(node.at("seed")));
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

  private @Nullable Test test(Node node, Source source) {
    Node last = node.get("last");
    if (last != null) {
      return Values.located(last, () -> new Test.Last(Values.integer(last)));
    }
    if (node instanceof Node.Scalar) {
      return null;
    }
    if (source instanceof Source.Parquet training) {
      return new Test.From(
          new Source.Parquet(
              parquetFiles(node.at("path")), training.inputColumn(), training.targetColumn()));
    }
    boolean images = source instanceof Source.Idx || source instanceof Source.Digits;
    return new Test.From(images ? idx(node) : npy(node));
  }

  private static OptionalInt oneHot(@Nullable Node node) {
    return node == null || Values.isText(node)
        ? OptionalInt.empty()
        : OptionalInt.of(Values.integer(node));
  }

  private static @Nullable ImageSize resize(@Nullable Node node) {
    return node instanceof Node.Sequence size
        ? new ImageSize(Values.integer(size.items().get(0)), Values.integer(size.items().get(1)))
        : null;
  }

  private static @Nullable Normalisation normalise(Node node) {
    return Values.text(node).equals("none") ? null : Values.choice(node, Normalisation.class);
  }
}
