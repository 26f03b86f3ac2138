package org.equisweep.data;

import org.equisweep.tensor.Kernels;
import org.equisweep.tensor.Precision;
import org.equisweep.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Some examples, transformed, as the network wants them: [feature][example], the example innermost
 * with leading dimension {@link #count}. Memory is kept and filled again and again: {@link #begin},
 * then {@link #append} until full. Owned by the caller.
 */
public final class Batch implements AutoCloseable {
  private final Tensor inputs;
  private final Tensor targets;
  private final int inputFeatures;
  private final int targetFeatures;
  private final int capacity;
  private int count;
  private int filled;

  public Batch(Precision precision, int inputFeatures, int targetFeatures, int capacity) {
    this.inputFeatures = inputFeatures;
    this.targetFeatures = targetFeatures;
    this.capacity = capacity;
    this.inputs = Tensor.zeros(precision, (long) inputFeatures * capacity);
    this.targets = Tensor.zeros(precision, (long) targetFeatures * capacity);
  }

  /** Examples it can hold. */
  public int capacity() {
    return capacity;
  }

  /** Starts anew with {@code newCount} examples, all still to be appended. */
  public void begin(int newCount) {
    if (newCount < 1 || newCount > capacity) {
      throw new IllegalArgumentException(newCount + " examples in a batch of " + capacity);
    }
    count = newCount;
    filled = 0;
  }

  /**
   * The next examples: {@code rows[from]} … {@code rows[from + number − 1]} of the data, all
   * transformed alike.
   *
   * @param inputImage ρ₀(g) as {@code (ρx)[image[f]] = x[f]}, null for the identity
   * @param targetImage ρ_L(g) likewise
   */
  public void append(
      Dataset data,
      int[] rows,
      int from,
      int number,
      int @Nullable [] inputImage,
      int @Nullable [] targetImage) {
    if (filled + number > count) {
      throw new IllegalStateException(
          "%d more after %d of %d examples".formatted(number, filled, count));
    }
    Kernels.gatherExamples(
        data.inputs(), inputFeatures, rows, from, number, inputImage, inputs, 0, count, filled);
    Kernels.gatherExamples(
        data.targets(), targetFeatures, rows, from, number, targetImage, targets, 0, count, filled);
    filled += number;
  }

  /**
   * The next examples: {@code number} of those already here, from column {@code from} on, under
   * another element of the group. Rows are copied in place of single entries.
   *
   * @param knownInputs the image by which those columns were appended, for inputs
   * @param knownTargets the same for targets
   * @param inputImage the image of the new columns, as for {@link #append}
   * @param targetImage the same for targets
   */
  public void appendMoved(
      int from,
      int number,
      int @Nullable [] knownInputs,
      int @Nullable [] knownTargets,
      int @Nullable [] inputImage,
      int @Nullable [] targetImage) {
    if (from < 0 || from + number > filled || filled + number > count) {
      throw new IllegalStateException(
          "%d columns from %d on, %d of %d being there".formatted(number, from, filled, count));
    }
    Kernels.permuteColumns(
        inputs, 0, inputFeatures, count, knownInputs, from, inputImage, filled, number);
    Kernels.permuteColumns(
        targets, 0, targetFeatures, count, knownTargets, from, targetImage, filled, number);
    filled += number;
  }

  /** Examples, and the leading dimension of both arrays. */
  public int count() {
    return count;
  }

  /** [input feature][example]. */
  public Tensor inputs() {
    requireFull();
    return inputs;
  }

  /** [target feature][example]. */
  public Tensor targets() {
    requireFull();
    return targets;
  }

  private void requireFull() {
    if (filled != count) {
      throw new IllegalStateException("only %d of %d examples".formatted(filled, count));
    }
  }

  @Override
  public void close() {
    inputs.close();
    targets.close();
  }
}
