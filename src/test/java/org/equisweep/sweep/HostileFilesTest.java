package org.equisweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.equisweep.problem.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every file of {@code hostile/} is refused with one message that holds each of the fragments,
 * parted by {@code |}, of the comment on its first line: its place and what is wrong.
 */
class HostileFilesTest {
  static final Path FOLDER = Path.of("src/test/resources/hostile");
  private static final String EXPECT = "# expect: ";

  static Stream<String> files() throws IOException {
    try (Stream<Path> all = Files.list(FOLDER)) {
      return all
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".yaml"))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void isRefusedWithOneClearError(String name) throws IOException {
    Path file = FOLDER.resolve(name);
    Throwable thrown = catchThrowable(() -> Sweep.load(file.toString(), List.of()));
    assertThat(thrown).isInstanceOf(InvalidInput.class);
    String message = String.valueOf(thrown.getMessage());
    assertThat(message).doesNotContain("\n").contains(name);
    for (String fragment : fragments(file)) {
      assertThat(message).contains(fragment);
    }
  }

  @Test
  void thereAreManyAndEachSaysWhatItExpects() throws IOException {
    assertThat(files().toList()).hasSizeGreaterThan(90);
    for (String name : files().toList()) {
      assertThat(fragments(FOLDER.resolve(name))).as(name).hasSizeGreaterThan(1);
    }
  }

  private static List<String> fragments(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      String first = lines.findFirst().orElse("");
      assertThat(first).startsWith(EXPECT);
      return List.of(first.substring(EXPECT.length()).split(" \\| "));
    }
  }
}
