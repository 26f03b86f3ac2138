package org.equisweep.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.equisweep.network.ArchitectureSpec.Loss;
import org.equisweep.tensor.Precision;
import org.equisweep.tensor.Tensor;
import org.junit.jupiter.api.Test;

class AccuracyTest {
  private static final Loss BINARY = new Loss(Loss.Kind.BINARY_CROSS_ENTROPY, false, 1);
  private static final Loss SQUARED = new Loss(Loss.Kind.MEAN_SQUARED_ERROR, false, 1);

  @Test
  void oneChannelDecidesByTheSignOfItsLogit() {
    Accuracy accuracy = Accuracy.of(BINARY, 1, 2).orElseThrow();
    assertThat(accuracy.decisions()).isEqualTo(2);
    // positions × 3 examples; a logit of 0 says no, a target of ½ means no
    assertThat(correct(accuracy, 3, new double[] {1, -1, 0, 2, -2, 3}, 1, 0, 0.5, 0.4, 0.6, 1))
        .isEqualTo(4);
  }

  @Test
  void severalChannelsDecideByTheLargest() {
    Accuracy accuracy = Accuracy.of(SQUARED, 3, 1).orElseThrow();
    // channels × 2 examples; of equals the first
    assertThat(correct(accuracy, 2, new double[] {1, 5, 2, 5, 0, -1}, 0, 1, 1, 0, 0, 0))
        .isEqualTo(2);
    assertThat(correct(accuracy, 2, new double[] {1, 5, 2, 5, 3, -1}, 0, 0, 1, 1, 0, 0))
        .isEqualTo(0);
  }

  @Test
  void positionsDecideEachForItself() {
    Accuracy accuracy = Accuracy.of(SQUARED, 2, 2).orElseThrow();
    assertThat(correct(accuracy, 1, new double[] {1, 0, 0, 1}, 1, 1, 0, 0)).isEqualTo(1);
  }

  @Test
  void everyEntryOfBinaryTargetsIsADecision() {
    Accuracy accuracy = Accuracy.of(BINARY, 2, 2).orElseThrow();
    assertThat(accuracy.decisions()).isEqualTo(4);
    assertThat(correct(accuracy, 1, new double[] {3, 2, -1, -1}, 1, 1, 1, 0)).isEqualTo(3);
  }

  @Test
  void aSingleRegressionChannelDecidesNothing() {
    assertThat(Accuracy.of(SQUARED, 1, 4)).isEmpty();
  }

  private static long correct(Accuracy accuracy, int n, double[] logits, double... targets) {
    try (Tensor z = Tensor.of(Precision.FLOAT, logits);
        Tensor y = Tensor.of(Precision.FLOAT, targets)) {
      return accuracy.correct(z, y, n);
    }
  }
}
