package org.equisweep.data;

import java.util.Objects;
import org.equisweep.tensor.Precision;
import org.equisweep.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Training examples, and held-out ones, off-heap as [example][feature]; features of inputs and of
 * targets flatten channel-major, then row-major positions. Read-only and safe to share between
 * threads.
 *
 * <p>Equal data are held once per JVM: every {@link #load} hands out a lease, and the memory lives
 * at least until the last lease is closed. Closing twice does nothing.
 */
public final class Dataset implements AutoCloseable {
  private final Examples training;
  private final @Nullable Dataset test;
  private final Runnable release;
  private boolean closed;

  Dataset(Examples training, @Nullable Examples test, Runnable release) {
    this.training = training;
    this.test = test == null ? null : new Dataset(test, null, () -> {});
    this.release = release;
  }

  /**
   * Reads or generates, checks shapes and finiteness, shifts, splits. How the examples are cut into
   * batches takes no part.
   *
   * @param inputs features of an input, c₀·n₀
   * @param outputs features of a target
   * @throws org.equisweep.problem.InvalidInput naming the file and the first offending entry
   */
  public static Dataset load(DataSpec spec, int inputs, int outputs, Precision precision) {
    return DatasetCache.lease(spec, inputs, outputs, precision);
  }

  /**
   * The same examples and targets with others in place of the inputs. Nothing is copied: the memory
   * stays with its owners, and closing the result does nothing.
   *
   * @param inputs [example][feature]
   * @param testInputs of the held-out examples, if there are any
   */
  public Dataset withInputs(Tensor inputs, @Nullable Tensor testInputs) {
    if ((test == null) != (testInputs == null)) {
      throw new IllegalArgumentException("held-out examples must have inputs if there are any");
    }
    return new Dataset(
        training.withInputs(inputs),
        test == null ? null : test.training.withInputs(Objects.requireNonNull(testInputs)),
        () -> {});
  }

  /** Training examples, N. */
  public int examples() {
    return training.count();
  }

  /** [example][input feature]. */
  public Tensor inputs() {
    return training.inputs();
  }

  /** [example][target feature]. */
  public Tensor targets() {
    return training.targets();
  }

  /** The held-out examples; closed with this. */
  public @Nullable Dataset test() {
    return test;
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      release.run();
    }
  }
}
