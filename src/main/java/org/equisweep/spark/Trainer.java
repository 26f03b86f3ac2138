package org.equisweep.spark;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import org.equisweep.stability.JudgedTraining;
import org.equisweep.tensor.Numerics;
import org.equisweep.training.Keep;
import org.equisweep.training.Strand;
import org.equisweep.training.TrialOutcome;

/** How cohorts are trained; sent to every task. */
public interface Trainer extends Serializable {
  /** One outcome per strand and seed, in order; see {@link JudgedTraining#train}. */
  List<TrialOutcome> train(List<Strand> strands, Duration deadline);

  /** Readies the process, and says what the bits of its results depend on. */
  String numerics();

  /**
   * The engine's own.
   *
   * @param keepStates whether outcomes hold where trials ended
   */
  static Trainer engine(boolean keepStates) {
    return new Engine(keepStates);
  }

  /** Trains with {@link JudgedTraining}. */
  final class Engine implements Trainer {
    private static final long serialVersionUID = 1L;

    private final boolean keepStates;

    private Engine(boolean keepStates) {
      this.keepStates = keepStates;
    }

    @Override
    public List<TrialOutcome> train(List<Strand> strands, Duration deadline) {
      return JudgedTraining.train(strands, deadline, new Keep(false, keepStates));
    }

    @Override
    public String numerics() {
      Numerics.initialise();
      return Numerics.describe();
    }
  }
}
