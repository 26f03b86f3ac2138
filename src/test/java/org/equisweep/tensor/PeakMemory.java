package org.equisweep.tensor;

/** The most native memory that tensors hold at a time while something runs, by looking often. */
public final class PeakMemory implements AutoCloseable {
  private final long before = NativeMemory.held();
  private volatile long most = before;
  private volatile boolean ended;
  private final Thread watch = new Thread(this::look, "peak-memory");

  public PeakMemory() {
    watch.setDaemon(true);
    watch.start();
  }

  private void look() {
    while (!ended) {
      most = Math.max(most, NativeMemory.held());
      try {
        Thread.sleep(1);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** Bytes more than at the start, at most. */
  public long bytes() {
    return most - before;
  }

  @Override
  public void close() {
    ended = true;
  }
}
