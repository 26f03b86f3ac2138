package org.equisweep.network;

import java.util.List;
import java.util.Optional;
import org.equisweep.geometry.Parametrisation;
import org.equisweep.tensor.Precision;
import org.equisweep.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A compiled step plan: forward and backward of Φ_A and its loss in the coefficients of one
 * parametrisation per layer. Immutable and thread-safe; all memory is in {@link Coefficients} and
 * {@link Workspace}. Activations lie as [channel][position][example], the example innermost with
 * leading dimension n; so do inputs, outputs and targets. Every call works for one lane alone: its
 * bits depend on its own arguments and on the plan, which is a function of {@link #compile}'s
 * arguments.
 */
public final class Network {
  private final Plan plan;
  private final CallArguments arguments;
  private final Space space;
  private final ArchitectureGeometry geometry;

  private Network(Plan plan, Space space, ArchitectureGeometry geometry) {
    this.plan = plan;
    this.arguments = new CallArguments(plan);
    this.space = space;
    this.geometry = geometry;
  }

  /** Whose coefficients the plan is written in. */
  public enum Space {
    /** c ↦ A₀ + Lc of 𝓛. */
    ADMISSIBLE,
    /** c ↦ Π_𝓔-offset + Ec of 𝓔. */
    EQUIVARIANT
  }

  /**
   * Compiles with the cheapest form of every layer.
   *
   * @param maxExamples the most examples of one call. The choice of forms counts with it: derive it
   *     from the trial's settings alone
   */
  public static Network compile(
      ArchitectureGeometry geometry, Space space, Precision precision, int maxExamples) {
    return compile(geometry, space, precision, maxExamples, null, PlanKind.FUSED, null);
  }

  /**
   * Compiles with a form of the caller's choice.
   *
   * @param forced taken in every layer whose parametrisation allows it; null for the cheapest
   */
  public static Network compile(
      ArchitectureGeometry geometry,
      Space space,
      Precision precision,
      int maxExamples,
      @Nullable LinearForm forced) {
    return compile(geometry, space, precision, maxExamples, forced, PlanKind.FUSED, null);
  }

  /**
   * Compiles one plain step for every stage: what fused steps are held against.
   *
   * @param forced taken in every layer whose parametrisation allows it; null for the cheapest
   * @param span as in {@link #compile}; null for the input itself
   */
  static Network compilePlain(
      ArchitectureGeometry geometry,
      Space space,
      Precision precision,
      int maxExamples,
      @Nullable LinearForm forced,
      @Nullable InputSpan span) {
    return compile(geometry, space, precision, maxExamples, forced, PlanKind.PLAIN, span);
  }

  /**
   * Compiles steps that can also be differentiated along a direction, as {@link #addHessianProduct}
   * needs, in double. A workspace takes more memory than that of a plan for training: nothing is
   * written over, and everything has a tangent.
   *
   * @param span as in {@link #compile}; null for the input itself
   */
  public static Network compileForTangents(
      ArchitectureGeometry geometry, Space space, int maxExamples, @Nullable InputSpan span) {
    return compile(geometry, space, Precision.DOUBLE, maxExamples, null, PlanKind.TANGENTS, span);
  }

  /**
   * Compiles one step with tangents for every stage.
   *
   * @param forced taken in every layer whose parametrisation allows it; null for the cheapest
   */
  static Network compilePlainForTangents(
      ArchitectureGeometry geometry, Space space, int maxExamples, @Nullable LinearForm forced) {
    return compile(
        geometry, space, Precision.DOUBLE, maxExamples, forced, PlanKind.PLAIN_TANGENTS, null);
  }

  /**
   * Compiles with features of the input, {@link InputSpan}, in place of the input: {@link #inputs}
   * is then r·positions, and examples go through {@link InputSpan#evaluate} first.
   *
   * @param span made for this geometry and space; null for the input itself
   */
  public static Network compile(
      ArchitectureGeometry geometry,
      Space space,
      Precision precision,
      int maxExamples,
      @Nullable InputSpan span) {
    return compile(geometry, space, precision, maxExamples, null, PlanKind.FUSED, span);
  }

  private static Network compile(
      ArchitectureGeometry geometry,
      Space space,
      Precision precision,
      int maxExamples,
      @Nullable LinearForm forced,
      PlanKind kind,
      @Nullable InputSpan span) {
    Compilation compilation = new Compilation(space, precision, maxExamples, forced, kind, span);
    return new Network(compilation.plan(geometry), space, geometry);
  }

  /** Input features c₀·n₀, or those of the span. */
  public int inputs() {
    return Math.toIntExact(plan.input().features());
  }

  /** Output features. */
  public int outputs() {
    return Math.toIntExact(plan.output().features());
  }

  /** The most examples of one call. */
  public int maxExamples() {
    return plan.maxExamples();
  }

  public Precision precision() {
    return plan.precision();
  }

  /** How each layer is executed, and why. */
  public List<LayerForm> forms() {
    return plan.forms();
  }

  /** Which layers run as one step; the others run as their forms say. */
  public List<Fusion> fusions() {
    return plan.fusions();
  }

  /** What is counted for {@link #lossAndGradient} of the most examples, step by step. */
  public List<LayerForm.Counts> executed() {
    return plan.executed();
  }

  /** What a call runs through, for benchmarks of each. */
  List<Step> steps() {
    return plan.steps();
  }

  /** How right the output is, where the loss makes decisions. */
  public Optional<Accuracy> accuracy() {
    return Accuracy.of(plan.loss().loss(), plan.output().channels(), plan.output().positions());
  }

  /** Zeroed coefficients of all layers. */
  public Coefficients newCoefficients() {
    return newCoefficients(geometry);
  }

  /**
   * Zeroed coefficients in other parametrisations of the same spaces.
   *
   * @param parametrised {@link ArchitectureGeometry#parametrised} from the geometry that this was
   *     compiled with; it makes a difference to coefficients of 𝓛 alone
   */
  public Coefficients newCoefficients(ArchitectureGeometry parametrised) {
    List<Parametrisation> own = Compilation.parametrisations(geometry.executed(), space);
    Mixing mixing =
        space == Space.EQUIVARIANT
            ? null
            : Mixing.of(plan, own, Compilation.parametrisations(parametrised.layers(), space));
    return new Coefficients(plan, mixing);
  }

  public Workspace newWorkspace() {
    return new Workspace(plan);
  }

  /** Numbers that {@link #newCoefficients} holds. */
  public long storedCoefficients() {
    return plan.storedCoefficients();
  }

  /** Those of a layer, 0 … L − 1. */
  public long storedCoefficients(int layer) {
    return plan.layouts().get(layer).stored();
  }

  /** Numbers beside them, where features came in place of the input and layer 1 was written. */
  public long originElements() {
    return plan.layouts().get(0) instanceof SpannedLayout spanned ? spanned.originElements() : 0;
  }

  /** Native memory of a workspace, for coefficients in the plan's own parametrisations. */
  public long workspaceBytes() {
    return Workspace.bytes(plan);
  }

  /** Φ_A(x): logits [outputs][n] into {@code out}. */
  public void forward(Coefficients c, Tensor x, int n, Tensor out, Workspace workspace) {
    begin(c, x, n, null, workspace);
    arguments.require(out, outputs(), n, "out");
    plan.runForward(workspace);
    writeLogits(out, n, workspace);
  }

  private void writeLogits(Tensor out, int n, Workspace workspace) {
    long count = (long) outputs() * n;
    out.copyFrom(workspace.tensor(plan.output()), workspace.offset(plan.output()), 0, count);
  }

  /** Σ over the n examples of ℓ(Φ_A(x), y). */
  public double loss(Coefficients c, Tensor x, Tensor y, int n, Workspace workspace) {
    begin(c, x, n, null, workspace);
    arguments.require(y, outputs(), n, "y");
    plan.runForward(workspace);
    return plan.loss()
        .value(workspace, workspace.tensor(plan.output()), workspace.offset(plan.output()), y);
  }

  /** Σ over the n examples of ℓ(z, y) for logits {@code z} that {@link #forward} gave. */
  public double lossOfOutputs(Tensor z, Tensor y, int n, Workspace workspace) {
    arguments.requireExamples(n);
    arguments.requireOwn(workspace);
    arguments.require(z, outputs(), n, "z");
    arguments.require(y, outputs(), n, "y");
    workspace.begin(null, z, n, null);
    return plan.loss().value(workspace, z, 0, y);
  }

  /**
   * The same, with {@code weight}·∂(that sum)/∂z written to {@code dz}, [outputs][n]. Allocates
   * nothing.
   */
  public double lossAndGradientOfOutputs(
      Tensor z, Tensor y, int n, double weight, Tensor dz, Workspace workspace) {
    arguments.requireExamples(n);
    arguments.requireOwn(workspace);
    arguments.require(z, outputs(), n, "z");
    arguments.require(y, outputs(), n, "y");
    arguments.require(dz, outputs(), n, "dz");
    workspace.begin(null, z, n, null);
    return plan.loss().valueAndGradient(workspace, z, y, dz, weight);
  }

  /**
   * Adds Jᵀ{@code dz} to {@code gradient}, J the derivative of the n examples' logits by c: pulls a
   * gradient by logits, [outputs][n], back to the coefficients. Allocates nothing.
   */
  public void pullBack(
      Coefficients c, Tensor x, Tensor dz, int n, Coefficients gradient, Workspace workspace) {
    begin(c, x, n, gradient, workspace);
    arguments.require(dz, outputs(), n, "dz");
    plan.runForward(workspace);
    long count = (long) outputs() * n;
    workspace.arena().copyFrom(dz, 0, workspace.gradientOffset(plan.output()), count);
    plan.runBackward(workspace);
  }

  /**
   * Σ over the n examples of ℓ(Φ_A(x), y); adds {@code weight}·∂(that sum)/∂c to {@code gradient}.
   * Allocates nothing.
   */
  public double lossAndGradient(
      Coefficients c,
      Tensor x,
      Tensor y,
      int n,
      double weight,
      Coefficients gradient,
      Workspace workspace) {
    return lossAndGradient(c, x, y, n, weight, gradient, null, workspace);
  }

  /**
   * The same, with the logits.
   *
   * @param logits Φ_A(x) is written to it, [outputs][n], unless null
   */
  public double lossAndGradient(
      Coefficients c,
      Tensor x,
      Tensor y,
      int n,
      double weight,
      Coefficients gradient,
      @Nullable Tensor logits,
      Workspace workspace) {
    begin(c, x, n, gradient, workspace);
    arguments.require(y, outputs(), n, "y");
    plan.runForward(workspace);
    if (logits != null) {
      arguments.require(logits, outputs(), n, "logits");
      writeLogits(logits, n, workspace);
    }
    double loss = plan.loss().valueAndGradient(workspace, y, weight);
    plan.runBackward(workspace);
    return loss;
  }

  /**
   * Prepares products at a point: Σ over the n examples of ℓ(Φ_A(x), y), forward and backward.
   * Until the next call of another method with this workspace, {@link #addHessianProduct} serves
   * any number of directions. Allocates nothing.
   *
   * @param weight of the sum in products and gradient
   * @param gradient weight·∂(that sum)/∂c is added to it, unless null
   * @return the sum
   */
  public double linearise(
      Coefficients c,
      Tensor x,
      Tensor y,
      int n,
      double weight,
      @Nullable Coefficients gradient,
      Workspace workspace) {
    arguments.requireTangents();
    begin(c, x, n, gradient, workspace);
    arguments.require(y, outputs(), n, "y");
    plan.runForward(workspace);
    double loss = plan.loss().valueAndGradient(workspace, y, weight);
    plan.runBackward(workspace);
    workspace.keepTargets(y, weight);
    return loss;
  }

  /** Which second derivative. */
  public enum Curvature {
    /** ∂²/∂c². */
    HESSIAN,
    /** Jᵀ(∂²ℓ/∂z²)J with J the derivative of the logits z: positive wherever ℓ is convex. */
    GAUSS_NEWTON
  }

  /**
   * After {@link #linearise}, with its point, examples and weight: adds weight·∇²(that sum)·v to
   * {@code product}. Allocates nothing.
   *
   * @param direction v
   */
  public void addHessianProduct(
      Coefficients direction, Coefficients product, Curvature curvature, Workspace workspace) {
    arguments.requireTangents();
    arguments.requireOwn(workspace);
    arguments.requireOwn(direction);
    arguments.requireOwn(product);
    workspace.beginProduct(direction, product, curvature == Curvature.HESSIAN);
    plan.runTangents(workspace);
    workspace.endProduct();
  }

  /**
   * The smallest distance, over the n examples, of a pre-activation to a kink of its non-linearity;
   * infinite where none has kinks. Of steps compiled for tangents.
   */
  public double kinkDistance(Coefficients c, Tensor x, int n, Workspace workspace) {
    arguments.requireTangents();
    begin(c, x, n, null, workspace);
    return plan.runForwardToKinks(workspace);
  }

  private void begin(
      Coefficients c, Tensor x, int n, @Nullable Coefficients gradient, Workspace workspace) {
    arguments.requireExamples(n);
    arguments.requireOwn(workspace);
    arguments.requireOwn(c);
    if (gradient != null) {
      arguments.requireOwn(gradient);
    }
    arguments.require(x, inputs(), n, "x");
    workspace.begin(c, x, n, gradient);
  }
}
