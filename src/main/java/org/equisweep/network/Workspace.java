package org.equisweep.network;

import org.equisweep.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Activations and their gradients for one call at a time; owned by the caller. One network may have
 * many workspaces, one for each thread.
 */
public final class Workspace implements AutoCloseable {
  private final Plan plan;
  private final Tensor arena;
  private int examples;
  private @Nullable Tensor input;
  private @Nullable Coefficients coefficients;
  private @Nullable Coefficients gradient;

  Workspace(Plan plan) {
    this.plan = plan;
    this.arena = Tensor.zeros(plan.precision(), plan.arenaElements());
  }

  /** Sets the arguments of a call; they are held until the next. */
  void begin(Coefficients c, Tensor x, int n, @Nullable Coefficients g) {
    this.coefficients = c;
    this.input = x;
    this.examples = n;
    this.gradient = g;
  }

  /** n of the call. */
  int examples() {
    return examples;
  }

  Tensor arena() {
    return arena;
  }

  /** The tensor that holds an activation. */
  Tensor tensor(Activation activation) {
    return activation.value() == null ? present(input) : arena;
  }

  long offset(Activation activation) {
    Slot slot = activation.value();
    return slot == null ? 0 : slot.offset();
  }

  /** Where the gradient with respect to an activation lies in the arena. */
  long gradientOffset(Activation activation) {
    return present(activation.gradient()).offset();
  }

  Tensor coefficients() {
    return present(coefficients).data();
  }

  Tensor gradient() {
    return present(gradient).data();
  }

  /** Where a layer's coefficients begin, and their gradient. */
  long coefficientOffset(int layer) {
    return plan.layoutOffset(layer);
  }

  @SuppressWarnings("ReferenceEquality") // of that very network, not of one like it
  boolean belongsTo(Plan other) {
    return plan == other;
  }

  private static <T> T present(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("the step asks for what this call does not have");
    }
    return value;
  }

  @Override
  public void close() {
    arena.close();
  }
}
