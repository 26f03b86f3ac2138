package org.equisweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Test programs in a JVM of their own, since what the JIT inlines depends on all that ran before.
 */
public final class OwnJvm {
  private OwnJvm() {}

  /** What the program prints in lines that begin with {@code bits}, without that word. */
  public static List<String> run(Class<?> program, List<String> arguments, String... flags)
      throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(flag -> !flag.startsWith("-javaagent") && !flag.startsWith("-Xmx"))
            .toList());
    command.addAll(List.of(flags));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return Stream.of(output.split("\n"))
        .filter(line -> line.startsWith("bits "))
        .map(line -> line.substring("bits ".length()))
        .toList();
  }
}
