package org.equisweep.spark;

import java.io.PrintStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Shows progress on a stream: one line that is written over on a terminal, a plain line now and
 * then elsewhere. Closing ends the live line. Thread-safe.
 */
public final class ProgressLine implements Consumer<Progress>, AutoCloseable {
  private static final long PLAIN_NANOS = 10_000_000_000L;
  private static final String ERASE_LINE = "\r\u001b[K";

  private final PrintStream out;
  private final boolean terminal;
  private @Nullable Long lastPlain;
  private boolean open;

  /**
   * A line.
   *
   * @param terminal whether the stream is one
   */
  public ProgressLine(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  @Override
  public synchronized void accept(Progress progress) {
    if (terminal) {
      out.print(ERASE_LINE + progress);
      out.flush();
      open = true;
      return;
    }
    long now = System.nanoTime();
    if (lastPlain == null || now - lastPlain >= PLAIN_NANOS) {
      out.println(progress);
      lastPlain = now;
    }
  }

  @Override
  public synchronized void close() {
    if (open) {
      out.println();
      open = false;
    }
  }
}
