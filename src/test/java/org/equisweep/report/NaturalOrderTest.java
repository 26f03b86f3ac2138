package org.equisweep.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NaturalOrderTest {
  @Test
  void numbersInTextsGoByValue() {
    assertThat(
            List.of("s10", "s5", "s", "0.001", "1e-4", "s10b", "2").stream()
                .sorted(NaturalOrder.TEXT)
                .toList())
        .containsExactly("1e-4", "0.001", "2", "s", "s5", "s10", "s10b");
  }

  @Test
  void onlyEqualTextsAreEqual() {
    assertThat(NaturalOrder.TEXT.compare("1.0", "1")).isNotZero();
    assertThat(NaturalOrder.TEXT.compare("a1", "a1")).isZero();
  }
}
