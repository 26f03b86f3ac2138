package org.equisweep.training;

import java.util.function.Supplier;
import org.equisweep.data.Dataset;
import org.equisweep.data.ElementImages;
import org.equisweep.data.ExampleAction;
import org.jspecify.annotations.Nullable;

/**
 * What a phase's network reads: the examples, or features of them, and how the group permutes
 * those.
 */
final class PhaseInputs {
  private final Dataset data;
  private final int features;
  private final Supplier<ExampleAction> actions;
  private final NominalBatches whole;
  private final @Nullable NominalBatches wholeTest;
  private @Nullable ElementImages elements;
  private @Nullable OrbitBatches orbits;

  /**
   * @param features of an input
   * @param actions the group on these examples
   */
  PhaseInputs(Dataset data, int features, Supplier<ExampleAction> actions) {
    this.data = data;
    this.features = features;
    this.actions = actions;
    this.whole = NominalBatches.whole(data);
    Dataset test = data.test();
    this.wholeTest = test == null ? null : NominalBatches.whole(test);
  }

  /** The examples; their inputs are what the network reads. */
  Dataset data() {
    return data;
  }

  /** Features of an input. */
  int features() {
    return features;
  }

  /** The group on examples; one for each user, since it stands at one element at a time. */
  ExampleAction newAction() {
    return actions.get();
  }

  /** All examples in one batch. */
  NominalBatches whole() {
    return whole;
  }

  /** All held-out examples in one batch; null if there are none. */
  @Nullable NominalBatches wholeTest() {
    return wholeTest;
  }

  /** The orbits of all examples in one batch. */
  OrbitBatches orbits() {
    OrbitBatches known = orbits;
    if (known == null) {
      known = OrbitBatches.whole(data, elements());
      orbits = known;
    }
    return known;
  }

  /** All elements as maps of features. */
  ElementImages elements() {
    ElementImages images = elements;
    if (images == null) {
      ExampleAction action = newAction();
      images = new ElementImages(action.group().elements(), action);
      elements = images;
    }
    return images;
  }
}
