package org.equisweep.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.PrintStream;
import java.util.Map;

/** Where a command writes: results as text or as one JSON object, remarks on standard error. */
final class Console {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final PrintStream out;
  private final PrintStream err;
  private final boolean quiet;
  private final boolean json;

  Console(PrintStream out, PrintStream err, boolean quiet, boolean json) {
    this.out = out;
    this.err = err;
    this.quiet = quiet;
    this.json = json;
  }

  boolean json() {
    return json;
  }

  boolean quiet() {
    return quiet;
  }

  /** Standard error, for progress. */
  PrintStream err() {
    return err;
  }

  /** Whether standard error is a terminal, which the launcher says. */
  static boolean isTerminal() {
    return Boolean.getBoolean("equisweep.terminal");
  }

  /** A line of the result. */
  void print(String line) {
    out.println(line);
  }

  /** A line beside the result; not when quiet. */
  void remark(String line) {
    if (!quiet) {
      err.println(line);
    }
  }

  /** A problem that does not end the command. */
  void warn(String line) {
    err.println("equisweep: " + line);
  }

  /** The whole result for programs; its numbers keep every digit, NaN and ∞ become strings. */
  void print(Map<String, ?> result) {
    try {
      out.println(JSON.writeValueAsString(result));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
