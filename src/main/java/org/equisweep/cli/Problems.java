package org.equisweep.cli;

import java.io.PrintStream;
import org.equisweep.problem.InvalidInput;
import org.equisweep.table.OutputInUse;
import org.jspecify.annotations.Nullable;

/** Says what went wrong in one line, and decides the exit code. */
final class Problems {
  private final PrintStream err;
  private final boolean debug;

  Problems(PrintStream err, boolean debug) {
    this.err = err;
    this.debug = debug;
  }

  int report(Throwable problem) {
    if (Interruption.isUnderWay()) {
      return Exit.INTERRUPTED;
    }
    Throwable known = known(problem);
    int exit;
    if (known == null) {
      err.println(
          oneLine(
              "equisweep: internal error: "
                  + problem
                  + (debug ? "" : " (--debug shows where; please report it)")));
      exit = Exit.INTERNAL_ERROR;
    } else {
      err.println(oneLine("equisweep: " + known.getMessage()));
      exit = known instanceof OutputInUse ? Exit.OUTPUT_IN_USE : Exit.INVALID_INPUT;
    }
    if (debug) {
      problem.printStackTrace(err);
    }
    err.flush();
    return exit;
  }

  /** The user's problem in a chain of causes: Spark wraps what its tasks throw. */
  private static @Nullable Throwable known(Throwable problem) {
    for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
      if (cause instanceof InvalidInput || cause instanceof OutputInUse) {
        return cause;
      }
    }
    return null;
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
