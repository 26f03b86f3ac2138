package org.equisweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every file of src/test/resources/hostile, whose first line says what must be told of it, is
 * refused by {@code validate} and by {@code run}.
 */
class HostileSweepFilesTest {
  private static final Path HOSTILE = Path.of("src/test/resources/hostile");

  @TempDir Path folder;

  static List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(HOSTILE)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".yaml"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void a_hostile_file_is_refused_and_nothing_is_written(String name) throws IOException {
    Path file = HOSTILE.resolve(name);
    Path output = folder.resolve("results");
    String[] expected =
        Files.readAllLines(file).get(0).replaceFirst("^# expect: ", "").split(" \\| ");
    CommandRun.of("validate", file).isRefused(Exit.INVALID_INPUT).contains(expected);
    CommandRun.of("run", file, "-o", output).isRefused(Exit.INVALID_INPUT).contains(expected);
    assertThat(output).doesNotExist();
  }
}
