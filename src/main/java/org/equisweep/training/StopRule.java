package org.equisweep.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a phase of one lane ends before its epochs do; asked at each recorded row of the phase, row
 * 0 included.
 *
 * <p>{@code converged}: gradient_norm is below the tolerance; never where gradient_norm is null.
 * {@code plateau}: the objective's risk (nominal_risk; for augmented phases R^aug over all
 * elements, or with {@code samples} the estimate) fell by less than {@code relative}·|then| since
 * the latest row at least {@code epochs} epochs of this phase ago; never where that risk is null.
 */
final class StopRule {
  private final StopSpec spec;
  private final long stepsPerEpoch;
  private final List<Past> past = new ArrayList<>();

  StopRule(StopSpec spec, long stepsPerEpoch) {
    this.spec = spec;
    this.stepsPerEpoch = stepsPerEpoch;
  }

  /**
   * @param k steps of this phase so far
   */
  Optional<TrialOutcome.Status> atRow(
      long k, @Nullable Double gradientNorm, @Nullable Double risk) {
    if (gradientNorm != null
        && spec.convergedGradient().isPresent()
        && gradientNorm < spec.convergedGradient().getAsDouble()) {
      return Optional.of(TrialOutcome.Status.CONVERGED);
    }
    StopSpec.Plateau plateau = spec.plateau();
    if (plateau != null && risk != null) {
      Past then = latestBefore(k - plateau.epochs() * stepsPerEpoch);
      past.add(new Past(k, risk));
      if (then != null && then.risk - risk < plateau.relative() * Math.abs(then.risk)) {
        return Optional.of(TrialOutcome.Status.PLATEAU);
      }
    }
    return Optional.empty();
  }

  private @Nullable Past latestBefore(long k) {
    for (int i = past.size() - 1; i >= 0; i--) {
      if (past.get(i).k <= k) {
        return past.get(i);
      }
    }
    return null;
  }

  /** The steps that it looks back on. */
  double[] steps() {
    return past.stream().mapToDouble(each -> each.k).toArray();
  }

  /** The risks there. */
  double[] risks() {
    return past.stream().mapToDouble(each -> each.risk).toArray();
  }

  /** Looks back on what another rule did, before step {@code before}. */
  void resume(EndState state, long before) {
    for (int i = 0; i < state.risks().length; i++) {
      if (state.lookedBackOn()[i] < before) {
        past.add(new Past((long) state.lookedBackOn()[i], state.risks()[i]));
      }
    }
  }

  private record Past(long k, double risk) {}
}
