package org.equisweep.network;

import java.util.Optional;
import org.equisweep.network.ArchitectureSpec.Loss;
import org.equisweep.tensor.Tensor;

/**
 * Which decisions of a network are right. With binary cross-entropy, each output entry decides
 * whether the target exceeds ½ by the sign of its logit; with another loss and two channels or
 * more, each position decides for the channel with the largest entry (the first of equals).
 * Otherwise there is no accuracy.
 */
public final class Accuracy {
  private final int channels;
  private final int positions;

  /**
   * @param channels to choose from; 1 for a yes or no at every position
   */
  private Accuracy(int channels, int positions) {
    this.channels = channels;
    this.positions = positions;
  }

  static Optional<Accuracy> of(Loss loss, int channels, int positions) {
    if (loss.kind() == Loss.Kind.BINARY_CROSS_ENTROPY) {
      return Optional.of(new Accuracy(1, channels * positions));
    }
    return channels > 1 ? Optional.of(new Accuracy(channels, positions)) : Optional.empty();
  }

  /** Decisions per example. */
  public int decisions() {
    return positions;
  }

  /**
   * How many decisions are right; logits and targets as [channel][position][example], n examples.
   */
  public long correct(Tensor logits, Tensor targets, int n) {
    long correct = 0;
    int inner = positions * n;
    for (int i = 0; i < inner; i++) {
      if (decision(logits, i, inner, 0) == decision(targets, i, inner, 0.5)) {
        correct++;
      }
    }
    return correct;
  }

  private int decision(Tensor values, int at, int inner, double threshold) {
    if (channels == 1) {
      return values.get(at) > threshold ? 1 : 0;
    }
    int best = 0;
    double largest = values.get(at);
    for (int c = 1; c < channels; c++) {
      double value = values.get((long) c * inner + at);
      if (value > largest) {
        best = c;
        largest = value;
      }
    }
    return best;
  }
}
