package org.equisweep.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.assertj.core.api.AbstractStringAssert;

/** One command, run in this JVM: its exit code and what it wrote. */
record CommandRun(int exit, String out, String err) {
  static CommandRun of(Object... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    String[] texts = new String[arguments.length];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = arguments[i].toString();
    }
    int exit =
        Equisweep.execute(
            new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), texts);
    return new CommandRun(exit, out.toString(UTF_8), err.toString(UTF_8));
  }

  /** It ended well, with nothing but remarks on standard error. */
  CommandRun isDone() {
    assertThat(exit).as("%s%n%s", out, err).isZero();
    return this;
  }

  /** It was refused in one line of the house form, without a word on standard output. */
  AbstractStringAssert<?> isRefused(int code) {
    assertThat(exit).as("%s%n%s", out, err).isEqualTo(code);
    assertThat(out).isEmpty();
    assertThat(err.lines()).as(err).hasSize(1);
    return assertThat(err)
        .startsWith("equisweep: ")
        .matches("(?s).+, but .+: .+")
        .doesNotContain("Exception", "\tat ");
  }
}
