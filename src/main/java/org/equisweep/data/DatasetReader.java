package org.equisweep.data;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import org.equisweep.problem.InvalidInput;
import org.equisweep.tensor.Precision;
import org.jspecify.annotations.Nullable;

/** Reads or generates the examples of a {@link DataSpec} and splits them. */
final class DatasetReader {
  private final DataSpec spec;
  private final int inputs;
  private final int outputs;

  DatasetReader(DataSpec spec, int inputs, int outputs) {
    this.spec = spec;
    this.inputs = inputs;
    this.outputs = outputs;
  }

  /** Training and held-out examples, handed to {@code then}; nothing stays open on failure. */
  <T> T read(Precision precision, BiFunction<Examples, @Nullable Examples, T> then) {
    RawExamples source = checked(spec.source());
    int available = source.count() - heldOut(source.count());
    int training = trainingCount(available);
    Scaling scaling = Scaling.of(spec, source.inputs(), training);
    Examples trainingExamples = Examples.of(source, 0, training, scaling, precision);
    try {
      return then.apply(trainingExamples, test(source, available, scaling, precision));
    } catch (RuntimeException | OutOfMemoryError e) {
      trainingExamples.close();
      throw e;
    }
  }

  private int heldOut(int examples) {
    if (!(spec.test() instanceof DataSpec.Test.Last last)) {
      return 0;
    }
    if (last.count() >= examples) {
      throw InvalidInput.of(
          "test.last must leave at least one training example",
          "got %d of %d examples".formatted(last.count(), examples),
          "hold fewer out");
    }
    return last.count();
  }

  private int trainingCount(int available) {
    OptionalInt subset = spec.subset();
    if (subset.isEmpty()) {
      return available;
    }
    if (subset.getAsInt() > available) {
      throw InvalidInput.of(
          "subset must be at most the number of training examples",
          "got subset %d of %d".formatted(subset.getAsInt(), available),
          "take a smaller subset");
    }
    return subset.getAsInt();
  }

  private @Nullable Examples test(
      RawExamples source, int available, Scaling scaling, Precision precision) {
    if (spec.test() instanceof DataSpec.Test.From own) {
      RawExamples held = checked(own.source());
      return Examples.of(held, 0, held.count(), scaling, precision);
    }
    if (spec.test() instanceof DataSpec.Test.Last last) {
      return Examples.of(source, available, last.count(), scaling, precision);
    }
    return null;
  }

  private RawExamples checked(DataSpec.Source source) {
    RawExamples raw = Sources.read(source).prepared(spec.resize(), spec.oneHot());
    require(raw.inputs(), inputs, "an input");
    require(raw.targets(), outputs, "a target");
    return raw;
  }

  private static void require(Values values, int features, String what) {
    if (values.count() == 0 || values.features() != features) {
      throw InvalidInput.of(
          "%s of the architecture must have %d features, and there must be at least one"
              .formatted(what, features),
          "%s has shape %s"
              .formatted(
                  values.name(), Arrays.toString(Resize.withCount(values.count(), values.shape()))),
          "give examples (N, …) whose other axes multiply to " + features);
    }
  }
}
