package org.equisweep.sweep;

import org.equisweep.training.PhaseSpec;
import org.equisweep.training.PhaseSpec.Orbit;
import org.jspecify.annotations.Nullable;

/** {@code phases}. */
final class PhaseBinding {
  private PhaseBinding() {}

  static PhaseSpec bind(Node node, String name) {
    return new PhaseSpec(
        name,
        Values.choice(node.at("flow"), PhaseSpec.Flow.class),
        orbit(node.get("orbit")),
        Values.integer(node.at("epochs")),
        Values.number(node.at("learning_rate")),
        Values.choice(node.at("update"), PhaseSpec.Update.class));
  }

  private static @Nullable Orbit orbit(@Nullable Node node) {
    if (node == null) {
      return null;
    }
    if (node instanceof Node.Scalar) {
      return Values.text(node).equals("exact") ? new Orbit.Exact() : new Orbit.Expanded();
    }
    return Values.located(
        node,
        () ->
            new Orbit.Samples(
                Values.integer(node.at("samples")),
                Values.choice(node.at("per"), PhaseSpec.Per.class)));
  }
}
