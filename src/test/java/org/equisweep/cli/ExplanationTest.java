package org.equisweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code plan --explain}. */
class ExplanationTest {
  @TempDir Path folder;

  @Test
  void everyLayerHasOneChosenFormAndItIsTheCheapest() throws IOException {
    Path sweep = SmallSweep.write(folder.resolve("small.yaml"), "0..1");
    JsonNode execution =
        execution(
            "--set",
            "strategies.equivariant=[symmetric]",
            "--set",
            "phases.symmetric={flow: equivariant, epochs: 1, learning_rate: 0.1}",
            "--set",
            "grid.strategy=[equivariant, nominal]",
            sweep);
    assertThat(execution).hasSize(2);
    assertThat(execution.get(0).get("space").asText()).isEqualTo("equivariant");
    assertThat(execution.get(1).get("space").asText()).isEqualTo("admissible");
    for (JsonNode plan : execution) {
      assertThat(plan.get("inputs").asInt()).isPositive();
      for (int layer = 1; layer <= 2; layer++) {
        assertChosenIsCheapest(plan.get("layers"), layer);
      }
    }
  }

  private static void assertChosenIsCheapest(JsonNode forms, int layer) {
    double chosen = -1;
    double least = Double.POSITIVE_INFINITY;
    int count = 0;
    for (JsonNode form : forms) {
      if (form.get("layer").asInt() == layer) {
        least = Math.min(least, form.get("cost").asDouble());
        if (form.get("chosen").asBoolean()) {
          chosen = form.get("cost").asDouble();
          count++;
        }
      }
    }
    assertThat(count).isOne();
    assertThat(chosen).isEqualTo(least);
  }

  @Test
  void theTerminalShowsItOnlyWhenAsked() throws IOException {
    Path sweep = SmallSweep.write(folder.resolve("small.yaml"), "1");
    assertThat(CommandRun.of("plan", sweep).isDone().out()).doesNotContain("multiply-adds");
    assertThat(CommandRun.of("plan", sweep, "--explain").isDone().out())
        .contains("s4 dense, in 𝓛, first used by nominal", "multiply-adds", "dense", "alone");
  }

  private static JsonNode execution(Object... arguments) throws IOException {
    Object[] all = new Object[arguments.length + 3];
    all[0] = "plan";
    all[1] = "--explain";
    all[2] = "--json";
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    return new ObjectMapper().readTree(CommandRun.of(all).isDone().out()).get("execution");
  }
}
