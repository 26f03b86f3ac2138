package org.equisweep.cli;

/** Whether the process is being ended from outside, such as by Ctrl-C. */
final class Interruption {
  private static volatile boolean underWay;

  private Interruption() {}

  /**
   * From here on an end from outside is known before the rest of the program fails of it. The JVM
   * itself then exits with 128 + the signal's number.
   */
  static void announce() {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> underWay = true, "interruption"));
  }

  static boolean isUnderWay() {
    return underWay;
  }
}
