package org.equisweep.sweep;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.equisweep.training.OptimiserSpec;
import org.equisweep.training.PhaseSpec;
import org.equisweep.training.PhaseSpec.Orbit;
import org.jspecify.annotations.Nullable;

/** {@code phases}. */
final class PhaseBinding {
  private PhaseBinding() {}

  static PhaseSpec bind(Node node, String name, InputFiles files) {
    return new PhaseSpec(
        name,
        Values.choice(node.at("flow"), PhaseSpec.Flow.class),
        orbit(node.get("orbit")),
        Values.integer(node.at("epochs")),
        Values.number(node.at("learning_rate")),
        Values.choice(node.at("update"), PhaseSpec.Update.class),
        optimiser(node.at("optimiser")),
        OptionalDouble.of(Values.number(node.at("penalty"))),
        OptionalDouble.of(Values.number(node.at("weight_decay"))),
        ArchitectureBinding.kernelBasis(node.get("parametrisation"), files),
        batch(node.get("batch")));
  }

  private static OptionalInt batch(@Nullable Node node) {
    return node == null ? OptionalInt.empty() : OptionalInt.of(Values.integer(node));
  }

  private static OptimiserSpec optimiser(Node node) {
    if (node instanceof Node.Scalar) {
      Node keyed = new Node.Mapping(Map.of("kind", node), node.place());
      return optimiser(SchemaCheck.complete(keyed, Schema.definition("optimiser")));
    }
    return Values.located(
        node,
        () ->
            switch (Values.text(node.at("kind"))) {
              case "sgd" -> new OptimiserSpec.Sgd();
              case "momentum" ->
                  new OptimiserSpec.Momentum(Values.number(node.at("momentum")), false);
              case "nesterov" ->
                  new OptimiserSpec.Momentum(Values.number(node.at("momentum")), true);
              case "adam" -> adam(node, ((Node.Sequence) node.at("betas")).items());
              default -> throw new IllegalStateException("the schema has another optimiser");
            });
  }

  private static OptimiserSpec adam(Node node, List<Node> betas) {
    return new OptimiserSpec.Adam(
        Values.number(betas.get(0)),
        Values.number(betas.get(1)),
        Values.number(node.at("epsilon")));
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
