package org.equisweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The manifests of deploy/ name what exists. */
class DeployTest {
  private static final Path DEPLOY = Path.of("deploy");

  @Test
  void the_Kubernetes_job_submits_our_class_from_our_jar_with_arguments_that_parse()
      throws Exception {
    List<JsonNode> documents = documents("kubernetes/equisweep.yaml");
    assertThat(documents)
        .extracting(document -> document.get("kind").asText())
        .containsExactly("ServiceAccount", "Role", "RoleBinding", "CronJob");
    JsonNode pod = documents.get(3).at("/spec/jobTemplate/spec/template/spec");
    assertThat(pod.get("serviceAccountName")).isEqualTo(documents.get(0).at("/metadata/name"));
    List<String> command = new ArrayList<>();
    pod.at("/containers/0/command").forEach(word -> command.add(word.asText()));

    int jar = command.indexOf("local:///opt/equisweep/equisweep.jar");
    assertThat(jar).isPositive();
    assertThat(command.get(0)).endsWith("/spark-submit");
    String main =
        command.stream()
            .filter(word -> word.startsWith("--class="))
            .findFirst()
            .orElseThrow()
            .substring("--class=".length());
    assertThat(Class.forName(main)).isEqualTo(Equisweep.class);
    assertThat(command.subList(1, jar)).allMatch(word -> word.startsWith("--"));
    List<String> arguments = command.subList(jar + 1, command.size());
    assertParses(arguments);
    assertThat(Path.of("jobs").resolve(arguments.get(1).replaceFirst("^/opt/equisweep/jobs/", "")))
        .exists();
    String output = arguments.get(arguments.indexOf("-o") + 1);
    assertThat(output).startsWith(pod.at("/containers/0/volumeMounts/0/mountPath").asText());
  }

  @Test
  void exit_codes_that_a_new_start_would_not_change_end_the_job() throws IOException {
    JsonNode values =
        documents("kubernetes/equisweep.yaml")
            .get(3)
            .at("/spec/jobTemplate/spec/podFailurePolicy/rules/0/onExitCodes/values");
    List<Integer> codes = new ArrayList<>();
    values.forEach(value -> codes.add(value.asInt()));
    assertThat(codes).containsExactly(Exit.INVALID_INPUT, Exit.SOME_FAILED, Exit.OUTPUT_IN_USE);
  }

  @Test
  void the_image_holds_files_that_exist_or_that_the_build_makes() throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    List<String> copied = new ArrayList<>();
    for (String line : Files.readAllLines(DEPLOY.resolve("Dockerfile"))) {
      if (line.startsWith("COPY ")) {
        copied.add(line.split(" ")[1]);
      }
    }
    assertThat(copied).contains("target/equisweep.jar", "conf/", "jobs/");
    assertThat(pom).contains("${project.build.directory}/equisweep.jar");
    assertThat(copied)
        .filteredOn(source -> !source.startsWith("target/"))
        .allMatch(source -> Files.exists(Path.of(source)));
    assertThat(Files.readAllLines(Path.of(".dockerignore")))
        .containsAll(copied.stream().map(source -> "!" + source.replaceFirst("/$", "")).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"service", "timer"})
  void the_systemd_units_run_the_launcher_with_arguments_that_parse(String kind)
      throws IOException {
    String unit = Files.readString(DEPLOY.resolve("systemd/equisweep@." + kind));
    assertThat(unit).contains("[Unit]", kind.equals("timer") ? "OnCalendar=" : "Type=oneshot");
    if (kind.equals("service")) {
      Matcher start = Pattern.compile("(?m)^ExecStart=(\\S+) (.*)$").matcher(unit);
      assertThat(start.find()).isTrue();
      assertThat(Path.of(start.group(1).replaceFirst("^/opt/equisweep/", ""))).isExecutable();
      assertParses(List.of(start.group(2).split(" ")));
      assertThat(unit).contains("SuccessExitStatus=" + Exit.INTERRUPTED + " " + Exit.OUTPUT_IN_USE);
    }
  }

  private static void assertParses(List<String> arguments) {
    CommandLine line = Equisweep.commandLine(System.out, System.err);
    assertThat(line.parseArgs(arguments.toArray(String[]::new)).errors()).isEmpty();
  }

  private static List<JsonNode> documents(String file) throws IOException {
    ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
    try (MappingIterator<JsonNode> all =
        yaml.readerFor(JsonNode.class).readValues(DEPLOY.resolve(file).toFile())) {
      return all.readAll();
    }
  }
}
