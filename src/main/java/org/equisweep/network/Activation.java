package org.equisweep.network;

import org.jspecify.annotations.Nullable;

/**
 * The array between two stages, [channel][position][example].
 *
 * @param value where it lies; null for the network's input
 * @param gradient where the loss's gradient with respect to it lies; null where nobody needs it
 */
record Activation(int channels, int positions, @Nullable Slot value, @Nullable Slot gradient) {
  long features() {
    return (long) channels * positions;
  }
}
