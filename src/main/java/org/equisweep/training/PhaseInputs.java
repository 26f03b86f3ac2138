package org.equisweep.training;

import java.util.function.Supplier;
import org.equisweep.data.Dataset;
import org.equisweep.data.ElementImages;
import org.equisweep.data.ExampleAction;
import org.jspecify.annotations.Nullable;

/**
 * What a phase's network reads: the examples, or features of them, and how the group permutes those.
 */
final class PhaseInputs {
  private final Dataset data;
  private final int features;
  private final Supplier<ExampleAction> actions;
  private @Nullable ElementImages elements;

  /**
   * @param features of an input
   * @param actions the group on these examples
   */
  PhaseInputs(Dataset data, int features, Supplier<ExampleAction> actions) {
    this.data = data;
    this.features = features;
    this.actions = actions;
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
