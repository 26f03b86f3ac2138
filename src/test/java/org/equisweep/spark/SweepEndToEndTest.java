package org.equisweep.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.equisweep.sweep.Sweep;
import org.equisweep.table.Column;
import org.equisweep.table.Design;
import org.equisweep.table.Ledger;
import org.equisweep.table.OutputInUse;
import org.equisweep.table.Row;
import org.equisweep.table.SweepFolder;
import org.equisweep.table.Table;
import org.equisweep.table.TableReader;
import org.equisweep.table.Tables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepEndToEndTest {
  private static final long PATIENCE_SECONDS = 240;
  private static final int TRIALS = 5 * 12;

  private static final String SWEEP =
      """
      equisweep: 1
      sweep: tiny
      about: Three arms on small block graphs
      data: {kind: block_graphs, examples: 60, nodes: 3, within: 0.7, between: 0.3, seed: 1, shift: -0.5, batch: 20}
      seeds: 0..11
      grid:
        group: [s3]
        architecture: [dense]
        initialization: [gaussian]
        strategy: [equivariant, augmented, nominal, warmed, loosened]
      groups:
        s3: {kind: symmetric, degree: 3}
      architectures:
        dense:
          input: {space: edges, channels: 1}
          layers:
            - linear: {to: nodes, channels: 2}
            - tanh
            - linear: {to: scalar, channels: 1}
          loss: binary_cross_entropy
      initializations:
        gaussian: {kind: gaussian, project: equivariant}
      phases:
        symmetric: {flow: equivariant, epochs: EPOCHS, learning_rate: 0.01}
        random: {flow: augmented, orbit: {samples: 2, per: example}, epochs: EPOCHS, learning_rate: 0.01}
        plain: {flow: nominal, epochs: EPOCHS, learning_rate: 0.01}
        short: {flow: nominal, epochs: 20, learning_rate: 0.01, optimiser: adam}
      strategies:
        equivariant: [symmetric]
        augmented: [random]
        nominal: [plain]
        warmed: [symmetric, short]
        loosened: [symmetric, {flow: nominal, epochs: 20, learning_rate: 0.01, penalty: 0.5}]
      record: {every: 20 epoch, augmented_risk: {samples: 4}, probe: 8}
      analyse: {stability: true, polish: 1e-6, every: 20 epoch, eigenvalues: 3}
      """;

  @TempDir Path directory;

  @Test
  void killed_and_resumed_on_one_core_agrees_with_uninterrupted_on_two() throws Exception {
    Path file = directory.resolve("tiny.yaml");
    Files.writeString(file, SWEEP.replace("EPOCHS", "200"));
    Sweep sweep = Sweep.load(file.toString(), List.of());
    Path out = directory.resolve("killed");

    Process first = fork(file, out, "local[1]");
    try {
      awaitCommit(out, first);
      assertThatThrownBy(() -> SweepFolder.prepare(out.toString()).hold())
          .isInstanceOf(OutputInUse.class)
          .hasMessageContaining("process " + first.pid());
    } finally {
      first.destroyForcibly().waitFor();
    }
    SweepFolder killed = SweepFolder.open(out.toString());
    int committed = killed.ledger().trials().size();
    assertThat(committed).as("killed in the middle").isBetween(1, TRIALS - 1);

    Process second = fork(file, out, "local[1]");
    assertThat(second.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(second.exitValue()).as(log(out)).isZero();
    assertThat(unnamedParts(killed, out)).as("what the killed run left").isEmpty();

    SweepFolder whole = SweepFolder.prepare(directory.resolve("whole").toString());
    whole.hold().close();
    RunResult result = RunOneSweep.run(sweep, whole, LocalSpark.session());
    assertThat(result.trained()).isEqualTo(TRIALS);
    assertThat(result.isComplete()).isTrue();

    Design design = Design.of(sweep);
    List<String> expected = stable(whole, design.trials());
    assertThat(expected).hasSize(TRIALS);
    assertThat(stable(killed, design.trials())).isEqualTo(expected);
    assertThat(stable(killed, Tables.TRAJECTORIES))
        .isEqualTo(stable(whole, Tables.TRAJECTORIES))
        .hasSizeGreaterThan(TRIALS * 10);
    assertThat(stable(killed, Tables.SPECTRA))
        .isEqualTo(stable(whole, Tables.SPECTRA))
        .hasSizeGreaterThan(TRIALS * 10 * 2 * 3);
    assertThat(RunOneSweep.run(sweep, killed, LocalSpark.session()).trained()).isZero();
  }

  @Test
  void more_epochs_train_only_the_rest_and_give_what_one_go_gives() throws Exception {
    Path file = directory.resolve("tiny.yaml");
    SweepFolder extended = SweepFolder.prepare(directory.resolve("extended").toString());
    extended.hold().close();
    Files.writeString(file, SWEEP.replace("EPOCHS", "10").replace("0..11", "0..2"));
    RunOneSweep.run(Sweep.load(file.toString(), List.of()), extended, LocalSpark.session());

    Files.writeString(file, SWEEP.replace("EPOCHS", "25").replace("0..11", "0..2"));
    Sweep longer = Sweep.load(file.toString(), List.of());
    List<Ledger.Work> works = extended.ledger().missing(longer.cohorts(), true);
    assertThat(works.stream().flatMap(work -> work.continuations().stream()))
        .as("the three arms, and two strategies that begin like the first")
        .hasSize(15)
        .allMatch(each -> each.phase() == 0 && each.epochs() == 10);
    assertThat(RunOneSweep.run(longer, extended, LocalSpark.session()).trained()).isEqualTo(15);

    SweepFolder whole = SweepFolder.prepare(directory.resolve("whole").toString());
    whole.hold().close();
    RunOneSweep.run(longer, whole, LocalSpark.session());
    Table trials = Design.of(longer).trials();
    assertThat(stable(extended, trials)).isEqualTo(stable(whole, trials)).hasSize(15);
    assertThat(stable(extended, Tables.TRAJECTORIES)).isEqualTo(stable(whole, Tables.TRAJECTORIES));
    assertThat(stable(extended, Tables.SPECTRA))
        .isEqualTo(stable(whole, Tables.SPECTRA))
        .anyMatch(row -> row.contains("point=passed"))
        .anyMatch(row -> row.contains("point=judged"));
    assertThat(RunOneSweep.run(longer, extended, LocalSpark.session()).trained()).isZero();
  }

  @Test
  void executors_in_processes_of_their_own_give_the_same_rows() throws Exception {
    Path file = directory.resolve("tiny.yaml");
    Files.writeString(file, SWEEP.replace("EPOCHS", "4").replace("0..11", "0..3"));
    Path home = sparkHome();
    Path out = directory.resolve("cluster");
    String classPath = classPath();
    Process cluster =
        fork(
            file,
            out,
            "local-cluster[2,1,1024]",
            Map.of(
                "SPARK_HOME",
                home.toString(),
                "SPARK_SCALA_VERSION",
                "2.13",
                "SPARK_LOCAL_IP",
                "127.0.0.1"),
            List.of(
                "-Dspark.executor.memory=1g",
                "-Dspark.executor.extraClassPath=" + classPath,
                "-Dspark.executor.extraJavaOptions=--add-modules=jdk.incubator.vector"));
    assertThat(cluster.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("in time").isTrue();
    assertThat(cluster.exitValue()).as(log(out)).isZero();

    Sweep sweep = Sweep.load(file.toString(), List.of());
    SweepFolder here = SweepFolder.prepare(directory.resolve("here").toString());
    here.hold().close();
    RunOneSweep.run(sweep, here, LocalSpark.session());
    Table trials = Design.of(sweep).trials();
    SweepFolder there = SweepFolder.open(out.toString());
    assertThat(stable(there, trials)).isEqualTo(stable(here, trials)).hasSize(20);
    assertThat(stable(there, Tables.TRAJECTORIES)).isEqualTo(stable(here, Tables.TRAJECTORIES));
    assertThat(stable(there, Tables.SPECTRA)).isEqualTo(stable(here, Tables.SPECTRA)).isNotEmpty();
  }

  /** An installation as far as executors need one: the jars of Spark. */
  private static Path sparkHome() throws IOException {
    Path jars = Files.createDirectories(Path.of("target/spark-home/jars").toAbsolutePath());
    for (String entry : classPath().split(File.pathSeparator)) {
      Path link = jars.resolve(Path.of(entry).getFileName());
      if (entry.endsWith(".jar") && !Files.exists(link)) {
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, Path.of(entry));
      }
    }
    return jars.getParent();
  }

  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  /** The rows, in order, with every column but the volatile ones; doubles by their bits. */
  private static List<String> stable(SweepFolder folder, Table table) {
    List<String> rows = new ArrayList<>();
    TableReader.forEach(folder, table, row -> rows.add(stable(row)));
    return rows;
  }

  private static String stable(Row row) {
    StringBuilder text = new StringBuilder();
    for (Column column : row.table().columns()) {
      if (!column.isVolatile()) {
        Object value = row.get(column.name());
        text.append(column.name()).append('=');
        text.append(value instanceof double[] list ? Arrays.toString(list) : value).append(' ');
      }
    }
    return text.toString();
  }

  private static void awaitCommit(Path out, Process process) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (System.nanoTime() < deadline && process.isAlive()) {
      if (!records(out).isEmpty()) {
        return;
      }
      Thread.sleep(20);
    }
    throw new AssertionError("nothing was committed: " + log(out));
  }

  private static TreeSet<String> unnamedParts(SweepFolder folder, Path out) throws IOException {
    TreeSet<String> names = new TreeSet<>();
    try (Stream<Path> files = Files.list(out.resolve("_parts"))) {
      files.forEach(file -> names.add(file.getFileName().toString()));
    }
    folder
        .ledger()
        .records()
        .forEach(record -> record.parts().forEach(part -> names.remove(part.file())));
    return names;
  }

  private static TreeSet<String> records(Path out) throws IOException {
    TreeSet<String> names = new TreeSet<>();
    Path commits = out.resolve("_commits");
    if (Files.isDirectory(commits)) {
      try (Stream<Path> files = Files.list(commits)) {
        files
            .map(file -> file.getFileName().toString())
            .filter(name -> !name.startsWith(".") && name.endsWith(".json"))
            .forEach(names::add);
      }
    }
    return names;
  }

  private static Process fork(Path sweep, Path out, String master) throws IOException {
    return fork(sweep, out, master, Map.of(), List.of());
  }

  private static Process fork(
      Path sweep, Path out, String master, Map<String, String> environment, List<String> options)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (!flag.startsWith("-javaagent") && !flag.startsWith("-Xmx")) {
        command.add(flag);
      }
    }
    command.addAll(options);
    command.addAll(
        List.of(
            "-Xmx1g",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            RunOneSweep.class.getName(),
            sweep.toString(),
            out.toString(),
            master));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    return builder
        .redirectErrorStream(true)
        .redirectOutput(out.resolveSibling(out.getFileName() + ".log").toFile())
        .start();
  }

  private static String log(Path out) throws IOException {
    return Files.readString(out.resolveSibling(out.getFileName() + ".log"));
  }
}
