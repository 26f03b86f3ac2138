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
  private final @Nullable Tensor tangents;
  private int examples;
  private @Nullable Tensor input;
  private @Nullable Coefficients coefficients;
  private @Nullable Coefficients gradient;
  private @Nullable Coefficients direction;
  private @Nullable Coefficients product;
  private @Nullable Tensor targets;
  private double weight;
  private boolean secondOrder;

  private @Nullable Planned planned;

  Workspace(Plan plan) {
    this.plan = plan;
    this.arena = Tensor.zeros(plan.precision(), plan.arenaElements());
    this.tangents = plan.tangents() ? Tensor.zeros(plan.precision(), plan.arenaElements()) : null;
  }

  /** What the arrays of a new one take. */
  static long bytes(Plan plan) {
    return Tensor.bytes(plan.precision(), plan.arenaElements()) * (plan.tangents() ? 2 : 1);
  }

  /** Sets the arguments of a call; they are held until the next. */
  void begin(Coefficients c, Tensor x, int n, @Nullable Coefficients g) {
    this.coefficients = c;
    this.input = x;
    this.examples = n;
    this.gradient = g;
    this.targets = null;
    if (c != null && c.mixing() != null) {
      mix(c, c.mixing());
    }
  }

  /** Sets what products at this call's point need beside it. */
  void keepTargets(Tensor y, double lossWeight) {
    this.targets = y;
    this.weight = lossWeight;
  }

  Tensor targets() {
    return present(targets);
  }

  double weight() {
    return weight;
  }

  /** Sets the arguments of a product at the point of the last call; held until the next. */
  void beginProduct(Coefficients v, Coefficients target, boolean withSecondOrder) {
    this.direction = v;
    this.product = target;
    this.secondOrder = withSecondOrder;
    Mixing mixing = present(coefficients).mixing();
    if (mixing != null) {
      mixing.apply(v.data(), present(present(planned).direction()));
      planned.clear(present(planned.product()));
    }
  }

  private void mix(Coefficients c, Mixing mixing) {
    if (planned == null) {
      planned = new Planned(plan);
    }
    mixing.apply(c.data(), planned.point());
    planned.clear(planned.gradient());
  }

  /** Adds what the steps gathered to the call's gradient, where its coefficients are others. */
  void endGradient() {
    Mixing mixing = present(coefficients).mixing();
    if (mixing != null && gradient != null) {
      mixing.pullBack(present(planned).gradient(), gradient.data());
    }
  }

  /** The same for a product. */
  void endProduct() {
    Mixing mixing = present(coefficients).mixing();
    if (mixing != null) {
      mixing.pullBack(present(planned).product(), present(product).data());
    }
  }

  /**
   * Coefficients in the plan's parametrisations, where a call gives them in others.
   *
   * @param direction null where the plan has no tangents, and so the product
   */
  private record Planned(
      Tensor point, Tensor gradient, @Nullable Tensor direction, @Nullable Tensor product)
      implements AutoCloseable {
    Planned(Plan plan) {
      this(
          zeros(plan),
          zeros(plan),
          plan.tangents() ? zeros(plan) : null,
          plan.tangents() ? zeros(plan) : null);
    }

    private static Tensor zeros(Plan plan) {
      return Tensor.zeros(plan.precision(), plan.storedCoefficients());
    }

    void clear(Tensor tensor) {
      tensor.fill(0, tensor.length(), 0);
    }

    @Override
    public void close() {
      point.close();
      gradient.close();
      if (direction != null && product != null) {
        direction.close();
        product.close();
      }
    }
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

  /** Of the plan's parametrisations. */
  Tensor coefficients() {
    Coefficients c = present(coefficients);
    return c.mixing() == null ? c.data() : present(planned).point();
  }

  /** Of the plan's parametrisations. */
  Tensor gradient() {
    Coefficients g = present(gradient);
    return mixed() ? present(planned).gradient() : g.data();
  }

  private boolean mixed() {
    return present(coefficients).mixing() != null;
  }

  /** Whether the call asks for the gradient of the coefficients. */
  boolean wantsGradient() {
    return gradient != null;
  }

  /** The tangent of what the arena holds at the same offset. */
  Tensor tangents() {
    return present(tangents);
  }

  /** The tangent Ċ of the coefficients, which lies as they do. */
  Tensor direction() {
    return mixed() ? present(present(planned).direction()) : present(direction).data();
  }

  /** Where the tangent of the coefficients' gradient is added. */
  Tensor product() {
    return mixed() ? present(present(planned).product()) : present(product).data();
  }

  /** Whether terms beyond those of Gauss and Newton are wanted. */
  boolean secondOrder() {
    return secondOrder;
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
    if (tangents != null) {
      tangents.close();
    }
    if (planned != null) {
      planned.close();
    }
  }
}
