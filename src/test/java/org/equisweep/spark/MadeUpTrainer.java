package org.equisweep.spark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.equisweep.table.MadeUp;
import org.equisweep.training.Strand;
import org.equisweep.training.TrialOutcome;
import org.equisweep.training.TrialOutcome.Status;

/** Trains nothing: outcomes are functions of learning rate and seed; some seeds go wrong. */
final class MadeUpTrainer implements Trainer {
  private static final long serialVersionUID = 1L;

  /** Calls in this process, over all runs. */
  static final AtomicLong TRAINED = new AtomicLong();

  private final long failingSeed;
  private final long throwingSeed;
  private final int states;

  /** Negative seeds for none. */
  MadeUpTrainer(long failingSeed, long throwingSeed, int states) {
    this.failingSeed = failingSeed;
    this.throwingSeed = throwingSeed;
    this.states = states;
  }

  @Override
  public List<TrialOutcome> train(List<Strand> strands, Duration deadline) {
    List<TrialOutcome> outcomes = new ArrayList<>();
    for (Strand strand : strands) {
      if (strand.seeds().contains(throwingSeed)) {
        throw new IllegalStateException("drawn to throw");
      }
      for (long seed : strand.seeds()) {
        TRAINED.incrementAndGet();
        String key = strand.settings().phases().get(0).learningRate() + "/" + seed;
        outcomes.add(
            MadeUp.outcome(key, seed == failingSeed ? Status.FAILED : Status.BUDGET, states));
      }
    }
    return outcomes;
  }

  @Override
  public String numerics() {
    return "made-up";
  }
}
