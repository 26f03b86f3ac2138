package org.equisweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.equisweep.table.SweepFolder;
import org.equisweep.tensor.NdArray;
import org.equisweep.tensor.Npz;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands say of a sweep that was run, and what they refuse. */
class ResultsCommandsTest {
  /** With 17 seeds of two strategies, some two ids begin with the same hex digit. */
  private static final String SEEDS = "0..16";

  private static final int TRIALS = 34;

  @TempDir static Path folder;
  private static Path sweep;
  private static Path results;
  private static JsonNode summary;
  private static List<String> ids;

  @BeforeAll
  static void runSweep() throws IOException {
    sweep = SmallSweep.write(folder.resolve("small.yaml"), SEEDS);
    results = folder.resolve("results");
    summary = json(CommandRun.of("run", sweep, "-o", results, "--quiet", "--json").isDone());
    ids =
        new java.util.ArrayList<>(SweepFolder.open(results.toString()).ledger().trials().keySet());
  }

  @Test
  void run_says_what_it_did_what_it_found_and_where_to_look() {
    assertThat(summary.get("trained").asInt()).isEqualTo(TRIALS);
    assertThat(summary.get("statuses").get("budget").asInt()).isEqualTo(TRIALS);
    assertThat(summary.get("finding").asText()).isNotBlank();
    assertThat(Path.of(summary.get("report").asText())).exists();
    for (String table :
        List.of("trials", "trajectories", "geometry", "cells", "comparisons", "importance")) {
      assertThat(results.resolve(table)).isNotEmptyDirectory();
    }
  }

  @Test
  void a_finished_sweep_trains_nothing_and_says_so() {
    CommandRun run = CommandRun.of("run", sweep, "-o", results).isDone();
    assertThat(run.out())
        .contains("nothing to train: all 34 trials are there", "report  ")
        .contains(summary.get("finding").asText());
  }

  @Test
  void a_part_altered_after_the_sweep_had_finished_is_found_and_trained_again() throws IOException {
    Path damaged = folder.resolve("damaged");
    CommandRun.of("run", sweep, "-o", damaged, "--quiet").isDone();
    try (Stream<Path> parts = Files.list(damaged.resolve("_parts"))) {
      Path part = parts.sorted().findFirst().orElseThrow();
      byte[] content = Files.readAllBytes(part);
      content[content.length / 2] ^= 1;
      Files.write(part, content);
    }
    CommandRun run = CommandRun.of("run", sweep, "-o", damaged, "--json").isDone();
    assertThat(json(run).get("trained").asInt()).isPositive();
    assertThat(json(run).get("warnings").toString()).contains("does not agree with its checksum");
  }

  @Test
  void only_trains_the_cells_it_names() {
    Path part = folder.resolve("part");
    JsonNode run =
        json(
            CommandRun.of(
                    "run", sweep, "-o", part, "--only", "strategy=nominal", "--quiet", "--json")
                .isDone());
    assertThat(run.get("trained").asInt()).isEqualTo(TRIALS / 2);
    JsonNode rest = json(CommandRun.of("run", sweep, "-o", part, "--dry-run", "--json").isDone());
    assertThat(rest.get("trials").asInt()).as("left to train").isEqualTo(TRIALS / 2);
  }

  @Test
  void reuse_takes_what_another_sweep_has_trained() {
    JsonNode run =
        json(
            CommandRun.of(
                    "run",
                    sweep,
                    "-o",
                    folder.resolve("reusing"),
                    "--set",
                    "seeds=0..17",
                    "--reuse",
                    results,
                    "--quiet",
                    "--json")
                .isDone());
    assertThat(run.get("present").asInt()).isEqualTo(TRIALS);
    assertThat(run.get("trained").asInt()).isEqualTo(2);
  }

  @Test
  void a_dry_run_writes_nothing() {
    Path nowhere = folder.resolve("nowhere");
    CommandRun run = CommandRun.of("run", sweep, "-o", nowhere, "--dry-run").isDone();
    assertThat(run.out()).contains("34 trials to train");
    assertThat(nowhere).doesNotExist();
  }

  @Test
  void plan_counts_trials_rows_and_geometry() {
    JsonNode plan = json(CommandRun.of("plan", sweep, "--json").isDone());
    assertThat(plan.get("trials").asInt()).isEqualTo(TRIALS);
    assertThat(plan.get("rows").asInt()).as("start and two epochs").isEqualTo(3 * TRIALS);
    assertThat(plan.get("geometry")).hasSize(3);
    assertThat(plan.get("violations")).isEmpty();
  }

  @Test
  void status_counts_what_is_committed() {
    JsonNode status = json(CommandRun.of("status", results, "--json").isDone());
    assertThat(status.get("done").asInt()).isEqualTo(TRIALS);
    assertThat(status.get("failed").asInt()).isZero();
    assertThat(CommandRun.of("status", results).isDone().out()).contains("34 of 34 trials done");
  }

  @Test
  void publish_aggregate_and_report_can_be_repeated() {
    assertThat(CommandRun.of("publish", results).isDone().out())
        .contains("34 trials with 102 recorded states");
    CommandRun.of("aggregate", results).isDone();
    assertThat(CommandRun.of("report", results).isDone().out()).contains("report.html");
  }

  @Test
  void show_tells_a_trial_by_a_beginning_of_its_id() {
    CommandRun run = CommandRun.of("show", results, ids.get(0).substring(0, 12)).isDone();
    assertThat(run.out()).contains(ids.get(0), "s4 × dense × start × ", "distance_to_equivariant");
  }

  @Test
  void an_unknown_trial_is_refused() {
    CommandRun.of("show", results, "zz").isRefused(Exit.INVALID_INPUT).contains("'zz'");
    CommandRun.of("show", results, "").isRefused(Exit.INVALID_INPUT);
    CommandRun.of("reproduce", results, ids.get(0) + "0").isRefused(Exit.INVALID_INPUT);
  }

  @Test
  void a_beginning_of_several_ids_is_refused_with_their_names() {
    Map<Character, List<String>> byDigit =
        ids.stream().collect(Collectors.groupingBy(id -> id.charAt(0)));
    String digit =
        byDigit.entrySet().stream()
            .filter(entry -> entry.getValue().size() > 1)
            .map(entry -> entry.getKey().toString())
            .findFirst()
            .orElseThrow();
    CommandRun.of("show", results, digit)
        .isRefused(Exit.INVALID_INPUT)
        .contains("'" + digit + "' begins")
        .contains(new TreeSet<>(byDigit.get(digit.charAt(0))).first());
  }

  @Test
  void compare_names_what_differs() {
    JsonNode one = show(ids.get(0));
    String partner =
        ids.stream()
            .filter(id -> !id.equals(ids.get(0)))
            .filter(id -> show(id).at("/trial/seed").equals(one.at("/trial/seed")))
            .findFirst()
            .orElseThrow();
    JsonNode compared =
        json(CommandRun.of("compare", results, ids.get(0), partner, "--json").isDone());
    assertThat(compared.get("settings").has("phases.0.flow")).isTrue();
    assertThat(compared.get("settings").has("group")).isFalse();
    assertThat(compared.get("trajectories").asText()).contains("bit for bit up to step 0");
  }

  @Test
  void reproduce_finds_every_value_again() {
    JsonNode run = json(CommandRun.of("reproduce", results, ids.get(3), "--json").isDone());
    assertThat(run.get("reproduced").asBoolean()).isTrue();
    assertThat(run.get("values").asInt()).isGreaterThan(50);
  }

  @Test
  void weights_are_the_layers_that_the_trial_ended_with() throws IOException {
    Path file = folder.resolve("w.npz");
    CommandRun.of("weights", results, ids.get(3), "-o", file).isDone();
    Map<String, NdArray> layers = Npz.read(file.toString());
    assertThat(layers.keySet()).containsExactly("layer_1", "layer_2");
    assertThat(layers.get("layer_1").shape()).containsExactly(2, 1, 4, 16);
    assertThat(layers.get("layer_2").shape()).containsExactly(1, 2, 1, 4);
    // a run that starts there is measured to be there
    Path next = folder.resolve("next");
    CommandRun.of(
            "run",
            SmallSweep.write(folder.resolve("next.yaml"), "[0]"),
            "-o",
            next,
            "--set",
            "initializations.start={kind: file, path: '" + file + "'}",
            "--set",
            "phases.plain.epochs=0",
            "--only",
            "strategy=nominal",
            "--quiet")
        .isDone();
    String id = SweepFolder.open(next.toString()).ledger().trials().keySet().iterator().next();
    JsonNode there = json(CommandRun.of("show", next, id, "--json").isDone());
    assertThat(there.at("/trial/nominal_risk").asDouble())
        .isEqualTo(show(ids.get(3)).at("/trial/nominal_risk").asDouble());
  }

  @Test
  void a_folder_in_use_is_left_alone() throws IOException {
    Path used = folder.resolve("used");
    SweepFolder other = SweepFolder.prepare(used.toString());
    try (SweepFolder.Hold hold = other.hold()) {
      CommandRun.of("run", sweep, "-o", used).isRefused(Exit.OUTPUT_IN_USE).contains("in use");
      assertThat(used.resolve("sweep.yaml")).doesNotExist();
    }
  }

  @Test
  void trials_that_fail_are_said_and_end_with_3() throws IOException {
    Path failing = folder.resolve("failing");
    CommandRun run =
        CommandRun.of(
            "run",
            sweep,
            "-o",
            failing,
            "--set",
            "execution={deadline: 0.000001 s, stop_after_failures: 0}");
    assertThat(run.exit()).as(run.err()).isEqualTo(Exit.SOME_FAILED);
    assertThat(run.err()).contains("timeout", "more; see 'status");
    assertThat(CommandRun.of("status", failing).out()).contains("timeout");
    CommandRun again = CommandRun.of("run", sweep, "-o", failing).isDone();
    assertThat(again.out()).as("what failed is tried again").contains("34 trials trained");
  }

  @Test
  void schema_is_a_JSON_schema() throws IOException {
    JsonNode schema = new ObjectMapper().readTree(CommandRun.of("schema").isDone().out());
    assertThat(schema.get("$schema").asText()).contains("2020-12");
  }

  @Test
  void validate_counts_and_goes_on_after_a_problem() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.yaml"), "equisweep: 1\nswep: x\n");
    CommandRun run = CommandRun.of("validate", broken, sweep);
    assertThat(run.exit()).isEqualTo(Exit.INVALID_INPUT);
    assertThat(run.out()).contains("2 cells × 17 seeds, 34 trials");
    assertThat(run.err().lines()).hasSize(1);
  }

  private static JsonNode show(String id) {
    return json(CommandRun.of("show", results, id, "--json").isDone());
  }

  private static JsonNode json(CommandRun run) {
    try {
      return new ObjectMapper().readTree(run.out());
    } catch (IOException e) {
      throw new IllegalStateException(run.out(), e);
    }
  }
}
