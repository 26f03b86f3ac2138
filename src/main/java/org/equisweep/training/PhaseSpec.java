package org.equisweep.training;

import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.equisweep.network.ArchitectureSpec;
import org.equisweep.network.ArchitectureSpec.KernelBasis;
import org.equisweep.network.Network;
import org.equisweep.problem.InvalidInput;
import org.jspecify.annotations.Nullable;

/**
 * One phase of a strategy: a flow with its batch policy, optimiser and length.
 *
 * @param name what the sweep file calls it; a label, not part of a trial's identity
 * @param orbit how the group is averaged over; not null iff the flow is augmented
 * @param epochs 0 trains nothing
 * @param penalty γ of γ/2·‖A − Π_𝓔A‖², which is added to what is minimised (arXiv:2502.06547);
 *     empty for 0
 * @param weightDecay λ of the λc that is added to the gradient in coefficients, which pulls A
 *     towards A₀; empty for 0
 * @param parametrisation of all convolutions, in place of the architecture's; null for that
 * @param batch examples in a batch, in place of the data's; empty for that
 * @param integration how the flow itself is integrated in place of descending; then there are no
 *     epochs, and the learning rate is that of nothing; null for descent
 */
public record PhaseSpec(
    String name,
    Flow flow,
    @Nullable Orbit orbit,
    int epochs,
    double learningRate,
    Update update,
    OptimiserSpec optimiser,
    OptionalDouble penalty,
    OptionalDouble weightDecay,
    @Nullable KernelBasis parametrisation,
    OptionalInt batch,
    @Nullable IntegrationSpec integration) {
  /** The most group elements that the averaged flow takes. */
  public static final int MOST_AVERAGED = 1024;

  /** By plain gradient descent on the flow's own risk. */
  public PhaseSpec(
      String name,
      Flow flow,
      @Nullable Orbit orbit,
      int epochs,
      double learningRate,
      Update update) {
    this(
        name,
        flow,
        orbit,
        epochs,
        learningRate,
        update,
        new OptimiserSpec.Sgd(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        null,
        OptionalInt.empty());
  }

  /** By descent. */
  public PhaseSpec(
      String name,
      Flow flow,
      @Nullable Orbit orbit,
      int epochs,
      double learningRate,
      Update update,
      OptimiserSpec optimiser,
      OptionalDouble penalty,
      OptionalDouble weightDecay,
      @Nullable KernelBasis parametrisation,
      OptionalInt batch) {
    this(
        name,
        flow,
        orbit,
        epochs,
        learningRate,
        update,
        optimiser,
        penalty,
        weightDecay,
        parametrisation,
        batch,
        null);
  }

  /** The flow itself, integrated. */
  public static PhaseSpec integrated(
      String name,
      Flow flow,
      @Nullable Orbit orbit,
      OptionalDouble penalty,
      @Nullable KernelBasis parametrisation,
      IntegrationSpec integration) {
    return new PhaseSpec(
        name,
        flow,
        orbit,
        0,
        1,
        Update.EVERY_EPOCH,
        new OptimiserSpec.Sgd(),
        penalty,
        OptionalDouble.empty(),
        parametrisation,
        OptionalInt.empty(),
        integration);
  }

  public PhaseSpec {
    penalty = presentUnlessZero("penalty", penalty);
    weightDecay = presentUnlessZero("weight_decay", weightDecay);
    if (epochs < 0 || epochs > 100_000_000) {
      throw InvalidInput.of("epochs must be 0..100000000", "got " + epochs, "give a whole number");
    }
    if (!(learningRate > 0) || Double.isInfinite(learningRate)) {
      throw InvalidInput.of(
          "learning_rate must be a finite number above 0",
          "got " + learningRate,
          "give a step size like 1e-4");
    }
    if (batch.isPresent() && batch.getAsInt() < 1) {
      throw InvalidInput.of(
          "batch must be at least 1", "got " + batch.getAsInt(), "give a number of examples");
    }
    if ((flow == Flow.AUGMENTED) != (orbit != null)) {
      throw InvalidInput.of(
          "orbit must be given for the augmented flow and for no other",
          "flow is " + flow + " and orbit is " + (orbit == null ? "missing" : "given"),
          orbit == null ? "add orbit: exact" : "remove orbit");
    }
  }

  /** In whose coefficients it moves. */
  public Network.Space space() {
    return flow == Flow.EQUIVARIANT ? Network.Space.EQUIVARIANT : Network.Space.ADMISSIBLE;
  }

  /**
   * Whether every step is a combination of gradients, so that layer 1 moves in the span of its
   * features alone: not with Adam, weight decay or a penalty, which is 0 in an equivariant phase.
   */
  public boolean staysInSpan() {
    boolean penalised = penalty.isPresent() && flow != Flow.EQUIVARIANT;
    return !(optimiser instanceof OptimiserSpec.Adam) && weightDecay.isEmpty() && !penalised;
  }

  /** The same without its label. */
  PhaseSpec unnamed() {
    return with("", parametrisation);
  }

  /** The same with nothing to train. */
  PhaseSpec withoutEpochs() {
    return new PhaseSpec(
        name,
        flow,
        orbit,
        0,
        learningRate,
        update,
        optimiser,
        penalty,
        weightDecay,
        parametrisation,
        batch,
        integration);
  }

  /**
   * The same phase of an architecture that draws no parametrisations.
   *
   * @param drawn what the architecture drew instead, unless null
   */
  PhaseSpec normal(ArchitectureSpec plain, @Nullable KernelBasis drawn) {
    KernelBasis own = parametrisation == null ? drawn : parametrisation;
    boolean plays = flow != Flow.EQUIVARIANT && own != null;
    return with(name, plays && !plain.isParametrisedBy(own) ? own : null);
  }

  private PhaseSpec with(String otherName, @Nullable KernelBasis otherParametrisation) {
    if (otherName.equals(name) && Objects.equals(otherParametrisation, parametrisation)) {
      return this;
    }
    return new PhaseSpec(
        otherName,
        flow,
        orbit,
        epochs,
        learningRate,
        update,
        optimiser,
        penalty,
        weightDecay,
        otherParametrisation,
        batch,
        integration);
  }

  private static OptionalDouble presentUnlessZero(String key, OptionalDouble value) {
    if (value.isPresent() && !(value.getAsDouble() >= 0 && Double.isFinite(value.getAsDouble()))) {
      throw InvalidInput.of(
          key + " must be a finite number of at least 0",
          "got " + value.getAsDouble(),
          "give 0 for none");
    }
    return value.isPresent() && value.getAsDouble() == 0 ? OptionalDouble.empty() : value;
  }

  /** Which gradient is followed, and in which coefficients; see docs/mathematics. */
  public enum Flow {
    NOMINAL,
    AUGMENTED,
    EQUIVARIANT,
    /** That of the risk of Φ̄(x) = ∫ρ_L(g)⁻¹Φ(ρ₀(g)x)dμ, the network averaged over the group. */
    AVERAGED
  }

  /** When the weights move. */
  public enum Update {
    EVERY_BATCH,
    EVERY_EPOCH
  }

  /** How augmentation averages over the group. */
  public sealed interface Orbit {
    /** Every batch carries the whole orbit of each of its examples. */
    record Exact() implements Orbit {}

    /** An epoch is one pass over all (example, group element) pairs, cut into batches. */
    record Expanded() implements Orbit {}

    /** k passes an epoch, one uniform group element per example, or per batch, and pass. */
    record Samples(int passes, Per per) implements Orbit {
      public Samples {
        if (passes < 1 || passes > 1_000_000) {
          throw InvalidInput.of(
              "samples must be 1..1000000", "got " + passes, "give a number of draws");
        }
      }
    }
  }

  /** What one draw of a group element acts on. */
  public enum Per {
    EXAMPLE,
    BATCH
  }
}
