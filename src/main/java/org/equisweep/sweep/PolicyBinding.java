package org.equisweep.sweep;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.equisweep.training.AnalyseSpec;
import org.equisweep.training.RecordSpec;
import org.equisweep.training.RecordSpec.AugmentedRisk;
import org.equisweep.training.StopSpec;
import org.jspecify.annotations.Nullable;

/** {@code record}, {@code stop}, {@code analyse} and {@code execution}. */
final class PolicyBinding {
  private static final Map<String, Double> SECONDS =
      Map.of("s", 1.0, "min", 60.0, "h", 3600.0, "d", 86400.0);

  private PolicyBinding() {}

  static RecordSpec record(Node node) {
    Node every = node.at("every");
    return new RecordSpec(
        spacing(every),
        unit(every),
        augmentedRisk(node.at("augmented_risk")),
        Values.integer(node.at("probe")),
        distances(node.at("distances")));
  }

  /** The n of n epoch, n step, or a number of epochs. */
  private static int spacing(Node every) {
    return Values.isText(every)
        ? Integer.parseInt(Values.text(every).replaceAll("[^0-9]", ""))
        : Values.integer(every);
  }

  private static RecordSpec.Unit unit(Node every) {
    return Values.text(every).contains("step") ? RecordSpec.Unit.STEP : RecordSpec.Unit.EPOCH;
  }

  private static OptionalInt distances(Node node) {
    String text = Values.text(node);
    return text.equals("none")
        ? OptionalInt.empty()
        : OptionalInt.of(Integer.parseInt(text.replaceAll("[^0-9]", "")));
  }

  private static AugmentedRisk augmentedRisk(Node node) {
    if (node instanceof Node.Scalar) {
      return Values.text(node).equals("exact")
          ? new AugmentedRisk.Exact()
          : new AugmentedRisk.None();
    }
    return Values.located(
        node, () -> new AugmentedRisk.Samples(Values.integer(node.at("samples"))));
  }

  static StopSpec stop(Node node) {
    Node gradient = node.at("converged").get("gradient");
    Node plateau = node.at("plateau");
    return new StopSpec(
        gradient == null ? OptionalDouble.empty() : OptionalDouble.of(Values.number(gradient)),
        plateau(plateau));
  }

  /**
   * Empty where nothing is to be judged. {@code stability: false} switches off whatever else is
   * said; where it is not said at all, other keys would do nothing without a word.
   */
  static Optional<AnalyseSpec> analyse(Node node) {
    Node stability = node.get("stability");
    if (stability == null) {
      requireDefaults((Node.Mapping) node);
    }
    if (stability == null || !Values.flag(stability)) {
      return Optional.empty();
    }
    Node polish = node.at("polish");
    return Optional.of(
        Values.located(
            node,
            () ->
                new AnalyseSpec(
                    Values.isText(polish)
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(Values.number(polish)),
                    givenInteger(node, "eigenvalues", AnalyseSpec.EIGENVALUES),
                    givenInteger(node, "samples", AnalyseSpec.SAMPLES),
                    Values.flag(node.at("escape")),
                    every(node.at("every")),
                    density(node.at("density")))));
  }

  private static OptionalInt density(Node node) {
    return Values.isText(node) ? OptionalInt.empty() : OptionalInt.of(Values.integer(node));
  }

  private static AnalyseSpec.@Nullable Every every(Node node) {
    return Values.text(node).equals("none")
        ? null
        : new AnalyseSpec.Every(spacing(node), unit(node));
  }

  /** Defaults have the place of the mapping that they complete, and say what is done without. */
  private static void requireDefaults(Node.Mapping analyse) {
    Node.Mapping usual =
        (Node.Mapping)
            SchemaCheck.complete(
                new Node.Mapping(Map.of(), analyse.place()), Schema.definition("analyse"));
    analyse
        .entries()
        .forEach(
            (key, value) -> {
              if (!value.says(usual.at(key))) {
                throw value.problem(
                    key + " is about judging end points, which stability: true asks for",
                    "stability is not there",
                    "add stability: true, or leave " + key + " out");
              }
            });
  }

  /** Empty for the default, so that it and leaving it out are the same trial. */
  private static OptionalInt givenInteger(Node node, String key, int usual) {
    int value = Values.integer(node.at(key));
    return value == usual ? OptionalInt.empty() : OptionalInt.of(value);
  }

  private static StopSpec.@Nullable Plateau plateau(Node node) {
    return node instanceof Node.Scalar
        ? null
        : Values.located(
            node,
            () ->
                new StopSpec.Plateau(
                    Values.number(node.at("relative")), Values.integer(node.at("epochs"))));
  }

  static Execution execution(Node node) {
    return new Execution(
        duration(Values.text(node.at("deadline"))),
        Values.flag(node.at("retry")),
        Values.integer(node.at("stop_after_failures")),
        Values.choice(node.at("order"), Execution.Order.class),
        Values.choice(node.at("keep_states"), Execution.KeepStates.class));
  }

  private static Duration duration(String text) {
    if (text.equals("none")) {
      return Duration.ZERO;
    }
    String unit = text.replaceAll("[0-9. ]", "");
    double number = Double.parseDouble(text.replaceAll("[a-z ]", ""));
    return Duration.ofNanos(Math.round(number * SECONDS.get(unit) * 1e9));
  }
}
