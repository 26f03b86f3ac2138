package org.equisweep.spark;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import org.equisweep.tensor.Numerics;
import org.equisweep.training.CohortTrainer;
import org.equisweep.training.TrialOutcome;
import org.equisweep.training.TrialSettings;

/** How cohorts are trained; sent to every task. */
public interface Trainer extends Serializable {
  /** One outcome per seed, in order; see {@link CohortTrainer#train}. */
  List<TrialOutcome> train(TrialSettings settings, List<Long> seeds, Duration deadline);

  /** Readies the process, and says what the bits of its results depend on. */
  String numerics();

  /** The engine's own. */
  static Trainer engine() {
    return new Engine();
  }

  /** Trains with {@link CohortTrainer}. */
  final class Engine implements Trainer {
    private static final long serialVersionUID = 1L;

    private Engine() {}

    @Override
    public List<TrialOutcome> train(TrialSettings settings, List<Long> seeds, Duration deadline) {
      return CohortTrainer.train(settings, seeds, deadline, false);
    }

    @Override
    public String numerics() {
      Numerics.initialise();
      return Numerics.describe();
    }
  }
}
