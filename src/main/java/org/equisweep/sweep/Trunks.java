package org.equisweep.sweep;

import java.util.ArrayList;
import java.util.List;
import org.equisweep.training.TrialSettings;

/** The places on the way of a cell's trials, from the end of the first phase to the last. */
public final class Trunks {
  private final List<byte[]> digests = new ArrayList<>();
  private final List<Integer> epochs = new ArrayList<>();

  public Trunks(TrialSettings settings) {
    CanonicalForm form = new CanonicalForm();
    for (int phase = 0; phase < settings.phases().size(); phase++) {
      digests.add(Identity.settings(settings.trunk(phase + 1), form));
      epochs.add(settings.phases().get(phase).epochs());
    }
  }

  /** How many there are. */
  public int phases() {
    return digests.size();
  }

  /** The end of a phase, from 0, for a seed. */
  public Trunk at(int phase, long seed) {
    return new Trunk(Identity.trial(digests.get(phase), seed), epochs.get(phase));
  }
}
