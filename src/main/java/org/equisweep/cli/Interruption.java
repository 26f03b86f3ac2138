package org.equisweep.cli;

import java.io.PrintStream;

/** Whether the process is being ended from outside, such as by Ctrl-C. */
final class Interruption {
  private static volatile boolean underWay;
  private static volatile boolean ended;

  private Interruption() {}

  /**
   * From here on an end from outside is known before the rest of the program fails of it, and said.
   * The JVM itself then exits with 128 + the signal's number.
   */
  static void announce(PrintStream err) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> begin(err), "interruption"));
  }

  private static void begin(PrintStream err) {
    if (!ended) {
      underWay = true;
      err.println();
      err.println(
          "equisweep: interrupted; what is committed is kept, the same command goes on from there");
      err.flush();
    }
  }

  /** The program ends by itself. */
  static void isNone() {
    ended = true;
  }

  static boolean isUnderWay() {
    return underWay;
  }
}
