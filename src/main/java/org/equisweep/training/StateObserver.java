package org.equisweep.training;

import java.util.List;
import org.equisweep.network.ArchitectureGeometry;

/**
 * Looks at states on the way of trials. What it finds is a function of the state, the phase and the
 * seed alone, whoever else was looked at before. Not thread-safe.
 */
public interface StateObserver extends AutoCloseable {
  /** Makes those of trials that share everything but their phases. */
  interface Factory {
    /**
     * @param settings with {@code analyse.every}; their phases play no part
     * @param geometry of them
     */
    StateObserver of(TrialSettings settings, ArchitectureGeometry geometry);
  }

  /**
   * The lowest eigenvalues at a state, of both spaces; none where it is not finite.
   *
   * @param index of the phase in its strategies
   * @param step over the trial
   * @param layers A₁ … A_L, in canonical order
   */
  List<StabilityReport.SpectrumRow> observe(
      PhaseSpec phase, int index, long seed, long step, List<double[]> layers);

  @Override
  void close();
}
