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
    String text = Values.text(every);
    int spacing =
        Values.isText(every)
            ? Integer.parseInt(text.replaceAll("[^0-9]", ""))
            : Values.integer(every);
    return new RecordSpec(
        spacing,
        text.contains("step") ? RecordSpec.Unit.STEP : RecordSpec.Unit.EPOCH,
        augmentedRisk(node.at("augmented_risk")),
        Values.integer(node.at("probe")),
        distances(node.at("distances")));
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

  /** Empty where nothing is to be judged, whatever else is said about it. */
  static Optional<AnalyseSpec> analyse(Node node) {
    if (!Values.flag(node.at("stability"))) {
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
                    Values.flag(node.at("escape")))));
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
