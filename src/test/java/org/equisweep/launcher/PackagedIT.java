package org.equisweep.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.equisweep.table.Column;
import org.equisweep.table.Ledger;
import org.equisweep.table.Row;
import org.equisweep.table.SweepFolder;
import org.equisweep.table.TrialStore;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code mvn package} made, run as users run it: by the launcher and by spark-submit. */
class PackagedIT {
  /** What the cluster jar must bring itself. */
  private static final Pattern OURS =
      Pattern.compile(".*/(org/nd4j|org/bytedeco|info/picocli|com/networknt|com/ethlo)/.*");

  private static final Path PROJECT = Path.of("").toAbsolutePath();
  private static final Path JAR = PROJECT.resolve("target/equisweep.jar");

  @TempDir static Path folder;
  private static List<String> spark;

  @BeforeAll
  static void findSpark() throws IOException {
    String classPath = Files.readString(PROJECT.resolve("target/classpath.txt"));
    spark =
        Arrays.stream(classPath.split(File.pathSeparator))
            .filter(entry -> !OURS.matcher(entry).matches())
            .toList();
    assertThat(spark).hasSizeGreaterThan(100);
  }

  @Test
  void the_jar_holds_the_engine_and_nothing_that_Spark_brings() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
          .isEqualTo("org.equisweep.cli.Equisweep");
      assertThat(jar.getManifest().getMainAttributes().getValue("Implementation-Version"))
          .isNotBlank();
      List<String> names = jar.stream().map(entry -> entry.getName()).toList();
      assertThat(names)
          .contains(
              "META-INF/LICENSE",
              "META-INF/services/org.nd4j.linalg.factory.Nd4jBackend",
              "org/equisweep/sweep/sweep.schema.json")
          .anyMatch(name -> name.matches("org/nd4j/.*libnd4jcpu\\.(so|dylib)"))
          .anyMatch(name -> name.matches("org/bytedeco/openblas/.*openblas.*\\.(so|dylib).*"))
          .noneMatch(
              name ->
                  name.matches(
                      "(org/apache/spark|org/slf4j|org/apache/logging|scala|com/fasterxml"
                          + "|org/apache/commons/(lang3|math3))/.*"));
    }
  }

  @Test
  void the_launcher_runs_a_sweep_from_any_folder() throws Exception {
    Path sweep = sweep("launched.yaml", 5, "[0.001, 0.002, 0.004, 0.008]");
    Program run =
        Program.start(folder, Map.of(), List.of(launcher(), "run", sweep.toString(), "--json"));
    assertThat(run.await()).as(run::toString).isZero();
    JsonNode summary = new ObjectMapper().readTree(run.out());
    assertThat(summary.get("trained").asInt()).isEqualTo(4);
    assertThat(folder.resolve("results/small/report.html")).exists();
  }

  @Test
  void interrupted_it_ends_with_130_and_the_same_command_goes_on() throws Exception {
    Path sweep = sweep("long.yaml", 300, "{linear: [0.001, 0.01], count: 60}");
    Path output = folder.resolve("interrupted");
    List<String> command =
        List.of(
            "env",
            "--default-signal=INT",
            launcher(),
            "run",
            sweep.toString(),
            "-o",
            output.toString());
    Program run = Program.start(folder, Map.of(), command);
    awaitCommit(run, output);
    run.interrupt();
    assertThat(run.await()).as(run::toString).isEqualTo(130);
    assertThat(run.err()).contains("equisweep: interrupted").doesNotContain("internal error");
    int kept = SweepFolder.open(output.toString()).ledger().trials().size();
    assertThat(kept).isBetween(1, 59);

    List<String> shorter = new ArrayList<>(command);
    shorter.addAll(List.of("--quiet", "--json", "--dry-run"));
    Program rest = Program.start(folder, Map.of(), shorter);
    assertThat(rest.await()).as(rest::toString).isZero();
    assertThat(new ObjectMapper().readTree(rest.out()).get("trials").asInt()).isEqualTo(60 - kept);
  }

  @Test
  void spark_submit_runs_the_jar_locally_and_on_executors_of_their_own_to_the_same_bits()
      throws Exception {
    Path sweep = sweep("submitted.yaml", 5, "[0.001, 0.002, 0.004, 0.008]");
    Path local = submit("local[2]", sweep);
    Path cluster = submit("local-cluster[2,1,1024]", sweep);
    assertThat(rows(cluster)).hasSize(4).isEqualTo(rows(local));
  }

  private static void awaitCommit(Program run, Path output) throws Exception {
    Path commits = output.resolve("_commits");
    while (run.isAlive()) {
      if (Files.isDirectory(commits)) {
        try (Stream<Path> records = Files.list(commits)) {
          if (records.anyMatch(record -> record.toString().endsWith(".json"))) {
            return;
          }
        }
      }
      Thread.sleep(50);
    }
    throw new AssertionError("the run ended before it could be interrupted: " + run);
  }

  private static String launcher() {
    return PROJECT.resolve("jobs/equisweep").toString();
  }

  /** As bin/spark-submit does, with a SPARK_HOME of the local repository's jars. */
  private static Path submit(String master, Path sweep) throws Exception {
    Path output = folder.resolve(master.replaceAll("\\W", "-"));
    Path home = sparkHome();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + PROJECT.resolve("conf/jvm.options"));
    command.addAll(
        List.of("-cp", home.resolve("jars") + "/*", "org.apache.spark.deploy.SparkSubmit"));
    command.addAll(List.of("--master", master));
    command.addAll(
        List.of("--properties-file", PROJECT.resolve("conf/spark-defaults.conf").toString()));
    command.addAll(List.of(JAR.toString(), "run", sweep.toString(), "-o", output.toString()));
    Program run =
        Program.start(
            folder,
            Map.of(
                "SPARK_HOME",
                home.toString(),
                "SPARK_SCALA_VERSION",
                "2.13",
                "SPARK_LOCAL_IP",
                "127.0.0.1"),
            command);
    assertThat(run.await()).as(run::toString).isZero();
    assertThat(run.out()).contains("4 trials trained", "report  " + output.resolve("report.html"));
    return output;
  }

  private static Path sparkHome() throws IOException {
    Path jars = folder.resolve("spark/jars");
    if (!Files.exists(jars)) {
      Files.createDirectories(jars);
      for (String jar : spark) {
        Files.createSymbolicLink(jars.resolve(Path.of(jar).getFileName()), Path.of(jar));
      }
    }
    return jars.getParent();
  }

  /** Every value of trials but the volatile ones, by trial. */
  private static Map<String, List<Object>> rows(Path output) {
    Map<String, List<Object>> rows = new TreeMap<>();
    SweepFolder results = SweepFolder.open(output.toString());
    try (TrialStore store = new TrialStore(results)) {
      for (Ledger.Committed trial : results.ledger().trials().values()) {
        Row row = store.trial(trial);
        List<Object> values = new ArrayList<>();
        for (Column column : row.table().columns()) {
          if (!column.isVolatile()) {
            values.add(row.get(column.name()));
          }
        }
        rows.put(trial.entry().id(), values);
      }
    }
    return rows;
  }

  /** A trial, and a cohort, for every learning rate. */
  private static Path sweep(String name, int epochs, String rates) throws IOException {
    return Files.writeString(
        folder.resolve(name),
        """
        equisweep: 1
        sweep: small
        data: {kind: block_graphs, examples: 200, nodes: 6, within: 0.5, between: 0.1, batch: 20}
        seeds: [0]
        grid: {strategy: [plain], phases.plain.learning_rate: %s}
        groups: {s6: {kind: symmetric, degree: 6}}
        architectures:
          dense:
            input: {space: edges, channels: 1}
            layers: [linear: {to: edges, channels: 16}, tanh, linear: {to: scalar, channels: 1}]
            loss: binary_cross_entropy
        initializations: {start: {kind: gaussian, project: equivariant}}
        phases: {plain: {flow: nominal, epochs: %d, learning_rate: 0.01}}
        strategies: {plain: [plain]}
        """
            .formatted(rates, epochs));
  }
}
