package org.equisweep.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The launcher in a copy of the project, with a java, an mvn and a spark-submit that only write
 * down how they were called.
 */
class LauncherTest {
  /** All that the launcher may expect of a machine besides java, mvn and spark-submit. */
  private static final List<String> TOOLS =
      List.of(
          "sh",
          "cat",
          "cut",
          "dirname",
          "find",
          "grep",
          "head",
          "mkdir",
          "readlink",
          "rm",
          "sed",
          "touch",
          "tr");

  @TempDir Path temporary;
  private Path home;
  private Path bin;

  @BeforeEach
  void makeProject() throws IOException {
    home = Files.createDirectories(temporary.resolve("a project"));
    bin = Files.createDirectories(temporary.resolve("bin"));
    for (String file :
        List.of("jobs/equisweep", "conf/jvm.options", "conf/spark-defaults.conf", "pom.xml")) {
      Files.createDirectories(home.resolve(file).getParent());
      Files.copy(Path.of(file), home.resolve(file));
    }
    assertThat(home.resolve("jobs/equisweep").toFile().setExecutable(true)).isTrue();
    Files.createDirectories(home.resolve(".mvn"));
    Files.createDirectories(home.resolve("src/main/java"));
    Files.writeString(home.resolve("src/main/java/Engine.java"), "class Engine {}");
    for (String tool : TOOLS) {
      Path found =
          Stream.of("/usr/bin", "/bin")
              .map(d -> Path.of(d, tool))
              .filter(Files::exists)
              .findFirst()
              .orElseThrow();
      program(tool, "exec " + found + " \"$@\"\n");
    }
    fakeJava("17.0.15");
    program(
        "mvn",
        record("mvn")
            + "mkdir -p target\n: >target/equisweep.jar\n: >target/equisweep-local.jar\n"
            + "echo '"
            + bin.resolve("sh")
            + ":/spark.jar' >target/classpath.txt\necho noise\n");
    program("spark-submit", record("spark-submit") + "exit 3\n");
  }

  @Test
  void the_first_run_builds_and_says_so_in_one_line() throws Exception {
    Outcome outcome = launch("plan", "sweep.yaml");
    assertThat(outcome.exit).isZero();
    assertThat(outcome.out).isEmpty();
    assertThat(outcome.err.lines()).singleElement().asString().contains("building", "build.log");
    assertThat(calls("mvn"))
        .containsExactly("-B", "package", "-Dmaven.test.skip=true", "-Dcluster.jar.skip=true");
    assertThat(calls("java")).endsWith("org.equisweep.cli.Equisweep", "plan", "sweep.yaml");
  }

  @Test
  void the_second_run_does_not_build() throws Exception {
    launch("schema");
    Files.delete(bin.resolve("mvn"));
    Outcome outcome = launch("schema");
    assertThat(outcome.exit).isZero();
    assertThat(outcome.err).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"pom.xml", "src/main/java/Engine.java", ".mvn/maven.config"})
  void a_newer_source_builds_again(String source) throws Exception {
    launch("schema");
    Files.writeString(home.resolve(source), "changed");
    Files.setLastModifiedTime(home.resolve(source), FileTime.from(Instant.now().plusSeconds(60)));
    assertThat(launch("schema").err).contains("building");
  }

  @Test
  void a_local_repository_that_was_emptied_builds_again() throws Exception {
    launch("schema");
    Files.writeString(home.resolve("target/classpath.txt"), "/gone/spark.jar");
    assertThat(launch("schema").err).contains("building");
  }

  @Test
  void a_failed_build_shows_its_errors_and_starts_nothing() throws Exception {
    program("mvn", "echo '[INFO] fine'\necho '[ERROR] Engine.java:[1,2] broken'\nexit 1\n");
    Outcome outcome = launch("schema");
    assertThat(outcome.exit).isEqualTo(1);
    assertThat(outcome.err)
        .contains("[ERROR] Engine.java:[1,2] broken", "the build failed: see")
        .doesNotContain("fine");
    assertThat(bin.resolve("java.calls")).doesNotExist();
  }

  @Test
  void arguments_arrive_as_they_were_given() throws Exception {
    launch("run", "a b.yaml", "--set", "about=it's \"x\" $HOME *", "", "--quiet");
    assertThat(calls("java"))
        .endsWith(
            "org.equisweep.cli.Equisweep",
            "run",
            "a b.yaml",
            "--set",
            "about=it's \"x\" $HOME *",
            "",
            "--quiet");
  }

  @Test
  void local_runs_get_the_flags_the_class_path_and_the_configuration() throws Exception {
    launch(
        Map.of("EQUISWEEP_JAVA_OPTIONS", "-Xmx8g -Dx=1"),
        home.resolve("jobs/equisweep"),
        "run",
        "--master",
        "local[2]");
    assertThat(calls("java"))
        .startsWith("@" + home.toRealPath() + "/conf/jvm.options")
        .contains(
            "-Dlog4j2.configurationFile=" + home.toRealPath() + "/conf/log4j2.properties",
            "-Xmx8g",
            "-Dx=1")
        .contains("-Dspark.serializer=org.apache.spark.serializer.KryoSerializer")
        .containsSequence(
            "-cp",
            home.toRealPath() + "/target/equisweep-local.jar:" + bin.resolve("sh") + ":/spark.jar");
    assertThat(calls("environment"))
        .contains("OPENBLAS_NUM_THREADS=1", "OMP_NUM_THREADS=1", "SPARK_LOCAL_IP=127.0.0.1");
  }

  @Test
  void it_finds_itself_through_symbolic_links_from_anywhere() throws Exception {
    Path elsewhere = Files.createDirectories(temporary.resolve("else where"));
    Files.createSymbolicLink(elsewhere.resolve("relative"), Path.of("../a project/jobs/equisweep"));
    Files.createSymbolicLink(elsewhere.resolve("es"), elsewhere.resolve("relative"));
    assertThat(launch(Map.of(), elsewhere.resolve("es"), "schema").exit).isZero();
    assertThat(calls("java")).startsWith("@" + home.toRealPath() + "/conf/jvm.options");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.8.0_402", "11.0.2", "16"})
  void an_old_java_is_refused_by_its_version(String version) throws Exception {
    fakeJava(version);
    Outcome outcome = launch("schema");
    assertThat(outcome.exit).isEqualTo(1);
    assertThat(outcome.err.lines())
        .singleElement()
        .asString()
        .contains("Java 17 or newer", "is " + version, "JAVA_HOME");
    assertThat(bin.resolve("mvn.calls")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"17", "21.0.1", "25-ea"})
  void a_new_java_is_taken(String version) throws Exception {
    fakeJava(version);
    assertThat(launch("schema").exit).isZero();
  }

  @Test
  void JAVA_HOME_goes_before_the_path() throws Exception {
    Outcome outcome =
        launch(Map.of("JAVA_HOME", "/no such jdk"), home.resolve("jobs/equisweep"), "schema");
    assertThat(outcome.exit).isEqualTo(1);
    assertThat(outcome.err).contains("there is no /no such jdk/bin/java");
  }

  @Test
  void a_missing_maven_is_named() throws Exception {
    Files.delete(bin.resolve("mvn"));
    assertThat(launch("schema").err).contains("there is no mvn: install maven");
  }

  @ParameterizedTest
  @ValueSource(strings = {"spark://head:7077", "yarn", "k8s://https://cluster:6443"})
  void a_cluster_gets_the_same_arguments_through_spark_submit(String master) throws Exception {
    Outcome outcome =
        launch(
            Map.of("EQUISWEEP_SPARK_OPTIONS", "--executor-memory 8g"),
            home.resolve("jobs/equisweep"),
            "run",
            "a b.yaml",
            "--master",
            master);
    assertThat(outcome.exit).as("the exit code of spark-submit").isEqualTo(3);
    assertThat(calls("mvn")).doesNotContain("-Dcluster.jar.skip=true");
    List<String> arguments = calls("spark-submit");
    assertThat(arguments)
        .startsWith("--master", master, "--class", "org.equisweep.cli.Equisweep")
        .containsSequence("--properties-file", home.toRealPath() + "/conf/spark-defaults.conf")
        .containsSequence("--executor-memory", "8g")
        .endsWith(
            home.toRealPath() + "/target/equisweep.jar", "run", "a b.yaml", "--master", master);
    for (String side : List.of("driver", "executor")) {
      assertThat(arguments)
          .filteredOn(a -> a.startsWith("spark." + side + ".extraJavaOptions="))
          .singleElement()
          .asString()
          .contains(
              "--add-opens=java.base/java.nio=ALL-UNNAMED ",
              "--add-modules=jdk.incubator.vector ",
              "-Dorg.bytedeco.javacpp.maxbytes=0 ")
          .doesNotContain("#", "\n");
    }
  }

  @Test
  void a_master_after_an_equals_sign_is_one_too() throws Exception {
    launch("run", "--master=yarn");
    assertThat(calls("spark-submit")).startsWith("--master", "yarn");
  }

  @Test
  void a_missing_spark_is_named() throws Exception {
    Outcome outcome =
        launch(
            Map.of("SPARK_HOME", "/no spark"),
            home.resolve("jobs/equisweep"),
            "run",
            "--master",
            "yarn");
    assertThat(outcome.exit).isEqualTo(1);
    assertThat(outcome.err)
        .contains("--master yarn", "there is no /no spark/bin/spark-submit: set SPARK_HOME");
    assertThat(bin.resolve("mvn.calls")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"jobs/equisweep", ".ci/run"})
  void shellcheck_has_no_remark(String script) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/shellcheck")), "shellcheck is not installed");
    Process check =
        new ProcessBuilder("/usr/bin/shellcheck", script).redirectErrorStream(true).start();
    String remarks = new String(check.getInputStream().readAllBytes(), UTF_8);
    assertThat(check.waitFor()).as(remarks).isZero();
  }

  private record Outcome(int exit, String out, String err) {}

  private Outcome launch(String... arguments) throws Exception {
    return launch(Map.of(), home.resolve("jobs/equisweep"), arguments);
  }

  private Outcome launch(Map<String, String> environment, Path launcher, String... arguments)
      throws Exception {
    Path out = temporary.resolve("out");
    Path err = temporary.resolve("err");
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(temporary.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", bin.toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  private List<String> calls(String program) throws IOException {
    return Files.readAllLines(bin.resolve(program + ".calls"), UTF_8);
  }

  /** Shell code that writes one argument a line. */
  private String record(String program) {
    return "printf '%s\\n' \"$@\" >'" + bin.resolve(program + ".calls") + "'\n";
  }

  private void fakeJava(String version) throws IOException {
    program(
        "java",
        "if [ \"$1\" = -version ]; then echo 'Picked up JDK_JAVA_OPTIONS: -Da=b' >&2; echo 'openjdk version \""
            + version
            + "\" 2025-04-15' >&2; exit 0; fi\n"
            + record("java")
            + "printf '%s\\n' \"OPENBLAS_NUM_THREADS=$OPENBLAS_NUM_THREADS\" \"OMP_NUM_THREADS=$OMP_NUM_THREADS\" \"SPARK_LOCAL_IP=$SPARK_LOCAL_IP\" >'"
            + bin.resolve("environment.calls")
            + "'\n");
  }

  private void program(String name, String body) throws IOException {
    Path file = bin.resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + body);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }
}
