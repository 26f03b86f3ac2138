package org.equisweep.sweep;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.equisweep.network.ArchitectureSpec.KernelBasis;
import org.equisweep.training.IntegrationSpec;
import org.equisweep.training.OptimiserSpec;
import org.equisweep.training.PhaseSpec;
import org.equisweep.training.PhaseSpec.Orbit;
import org.jspecify.annotations.Nullable;

/** {@code phases}. */
final class PhaseBinding {
  private PhaseBinding() {}

  private static final List<String> OF_DESCENT = List.of("epochs", "learning_rate", "batch");

  static PhaseSpec bind(Node node, String name, InputFiles files) {
    PhaseSpec.Flow flow = Values.choice(node.at("flow"), PhaseSpec.Flow.class);
    OptionalDouble penalty = OptionalDouble.of(Values.number(node.at("penalty")));
    KernelBasis basis = ArchitectureBinding.kernelBasis(node.get("parametrisation"), files);
    Node integrate = node.get("integrate");
    if (integrate != null) {
      OF_DESCENT.forEach(key -> requireAbsent(node, key));
      requireNoOptimiser(node);
      return PhaseSpec.integrated(
          name,
          flow,
          orbit(node.get("orbit")),
          penalty,
          basis,
          Values.located(integrate, () -> integration(integrate)));
    }
    OF_DESCENT.subList(0, 2).forEach(key -> requirePresent(node, key));
    return new PhaseSpec(
        name,
        flow,
        orbit(node.get("orbit")),
        Values.integer(node.at("epochs")),
        Values.number(node.at("learning_rate")),
        Values.choice(node.at("update"), PhaseSpec.Update.class),
        optimiser(node.at("optimiser")),
        penalty,
        OptionalDouble.of(Values.number(node.at("weight_decay"))),
        basis,
        batch(node.get("batch")),
        null);
  }

  private static OptionalInt batch(@Nullable Node node) {
    return node == null ? OptionalInt.empty() : OptionalInt.of(Values.integer(node));
  }

  private static IntegrationSpec integration(Node node) {
    Node untilDistance = node.get("until_distance");
    return new IntegrationSpec(
        Values.number(node.at("time")),
        Values.number(node.at("tolerance")),
        Values.choice(node.at("method"), IntegrationSpec.Method.class),
        Values.integer(node.at("rows")),
        untilDistance == null
            ? OptionalDouble.empty()
            : OptionalDouble.of(Values.number(untilDistance)));
  }

  private static void requirePresent(Node node, String key) {
    if (node.get(key) == null) {
      throw node.problem(
          key + " must be given",
          "it is missing",
          "add " + key + ", or integrate: {time: 10} for the flow itself");
    }
  }

  private static void requireAbsent(Node node, String key) {
    Node given = node.get(key);
    if (given != null) {
      throw given.problem(
          "an integrated phase must have no " + key, "got " + given.shown(), "remove it");
    }
  }

  private static void requireNoOptimiser(Node node) {
    if (!(optimiser(node.at("optimiser")) instanceof OptimiserSpec.Sgd)
        || Values.number(node.at("weight_decay")) != 0) {
      throw node.problem(
          "an integrated phase must have neither optimiser nor weight_decay",
          "it has one",
          "remove it, or descend with epochs and learning_rate");
    }
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
