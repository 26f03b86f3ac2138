package org.equisweep.data;

import java.util.OptionalInt;
import org.equisweep.problem.InvalidInput;
import org.jspecify.annotations.Nullable;

/** Examples as read or generated, on the heap, before they are shifted and normalised. */
record RawExamples(Values inputs, Values targets) {
  RawExamples {
    if (inputs.count() != targets.count()) {
      throw InvalidInput.of(
          "inputs and targets must hold equally many examples",
          "%s holds %d and %s holds %d"
              .formatted(inputs.name(), inputs.count(), targets.name(), targets.count()),
          "give files whose first axes agree");
    }
  }

  int count() {
    return inputs.count();
  }

  /** Images brought to a size, classes to indicator vectors, where asked for. */
  RawExamples prepared(DataSpec.@Nullable ImageSize size, OptionalInt classes) {
    return new RawExamples(
        size == null ? inputs : inputs.resized(size),
        classes.isEmpty() ? targets : new OneHotValues(targets, classes.getAsInt()));
  }
}
