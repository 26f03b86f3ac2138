package org.equisweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Arguments that cannot be used are refused in one line, and nothing is written. */
class HostileArgumentsTest {
  @TempDir Path folder;

  @BeforeEach
  void writeSweep() throws IOException {
    SmallSweep.write(folder.resolve("small.yaml"), "0..1");
    Files.writeString(folder.resolve("a file"), "not a folder");
    Files.writeString(Files.createDirectory(folder.resolve("foreign")).resolve("thesis.tex"), "…");
    Files.createDirectory(folder.resolve("empty"));
  }

  static Stream<Arguments> hostile() {
    return Stream.of(
        refused("a command must be given"),
        refused("did you mean run", "rnu", "small.yaml"),
        refused("got 'optimise'", "optimise"),
        refused("did you mean --dry-run", "run", "small.yaml", "--dryrun"),
        refused("got --verbose", "plan", "small.yaml", "--verbose"),
        refused("SWEEP.yaml", "run"),
        refused("SWEEP.yaml", "validate"),
        refused("got also 'b.yaml'", "run", "small.yaml", "b.yaml"),
        refused("--set", "run", "small.yaml", "--set"),
        refused("path=value", "run", "small.yaml", "--set", "seeds"),
        refused("path=value", "plan", "small.yaml", "--set", "=3"),
        refused("phases.plain.epochs", "plan", "small.yaml", "--set", "phases.plain.epochs=many"),
        refused("learning_rate", "plan", "small.yaml", "--set", "phases.plain.learningrate=1"),
        refused("lain", "plan", "small.yaml", "--set", "phases.plane.epochs=3"),
        refused("seeds", "plan", "small.yaml", "--set", "seeds=9..1"),
        refused("{", "plan", "small.yaml", "--set", "data={kind: npy"),
        refused("nowhere.yaml", "plan", "nowhere.yaml"),
        refused("nowhere.yaml", "run", "nowhere.yaml", "-o", "out"),
        refused("empty", "validate", "empty"),
        refused("a file is a file", "run", "small.yaml", "-o", "a file"),
        refused("a file/below", "run", "small.yaml", "-o", "a file/below"),
        refused("thesis.tex", "run", "small.yaml", "-o", "foreign"),
        refused("a file", "geometry", "small.yaml", "-o", "a file"),
        refused("thesis.tex", "geometry", "small.yaml", "-o", "foreign"),
        refused("'cell=", "run", "small.yaml", "-o", "out", "--only", "cell=3"),
        refused("ffffffff", "run", "small.yaml", "-o", "out", "--only", "ffffffff"),
        refused("nowhere", "run", "small.yaml", "-o", "out", "--reuse", "nowhere"),
        refused("foreign", "run", "small.yaml", "-o", "out", "--reuse", "foreign"),
        refused("mesos://head", "run", "small.yaml", "-o", "out", "--master", "mesos://head"),
        refused("DIR", "status"),
        refused("nowhere does not exist", "status", "nowhere"),
        refused("foreign does not", "status", "foreign"),
        refused("a file", "publish", "a file"),
        refused("empty does not", "aggregate", "empty"),
        refused("nowhere", "report", "nowhere"),
        refused("nowhere", "show", "nowhere", "ab"),
        refused("TRIAL", "show", "foreign"),
        refused("B", "compare", "foreign", "ab"),
        refused("nowhere", "reproduce", "nowhere", "ab"),
        refused("W.npz", "weights", "foreign", "ab"),
        refused("named *.npz", "weights", "foreign", "ab", "-o", "w.txt"),
        refused("got also 'more'", "schema", "more"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("hostile")
  void a_hostile_argument_is_refused(String expected, List<String> arguments) throws IOException {
    List<Path> before = tree();
    CommandRun.of(arguments.stream().map(this::inFolder).toArray())
        .isRefused(Exit.INVALID_INPUT)
        .contains(expected.replace("nowhere", inFolder("nowhere")));
    assertThat(tree()).as("nothing is written").isEqualTo(before);
  }

  @Test
  void debug_adds_the_stack_trace_and_changes_nothing_else() {
    CommandRun run = CommandRun.of("status", folder.resolve("nowhere"), "--debug");
    assertThat(run.exit()).isEqualTo(Exit.INVALID_INPUT);
    assertThat(run.err().lines().findFirst().orElseThrow())
        .startsWith("equisweep: a results folder");
    assertThat(run.err()).contains("\tat org.equisweep");
  }

  private static Arguments refused(String expected, String... arguments) {
    return Arguments.of(expected, List.of(arguments));
  }

  /** File names become paths in the temporary folder. */
  private String inFolder(String argument) {
    return argument.matches("small.yaml|nowhere.*|a file.*|foreign|empty|out|w.txt")
        ? folder.resolve(argument).toString()
        : argument;
  }

  private List<Path> tree() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.sorted().toList();
    }
  }
}
