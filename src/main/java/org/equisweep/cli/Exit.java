package org.equisweep.cli;

/** Exit codes; scripts depend on them. */
final class Exit {
  static final int DONE = 0;
  static final int INTERNAL_ERROR = 1;
  static final int INVALID_INPUT = 2;
  static final int SOME_FAILED = 3;
  static final int OUTPUT_IN_USE = 4;

  /** 128 + SIGINT, as shells count; the JVM ends so by itself. */
  static final int INTERRUPTED = 130;

  private Exit() {}
}
