package org.equisweep.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhaseDiagramTest {
  @ParameterizedTest
  @CsvSource({
    "0.25, 0.25",
    "-3, -3",
    "1.0E-4, 1e-4",
    "/data/targets-0.4.npy, 0.4",
    "data/signal-minus-0.5.npy, -0.5",
    "signal-2.npy, 2",
  })
  void aValueIsPlacedByTheNumberItEndsWith(String value, double number) {
    assertThat(PhaseDiagram.number(value)).isEqualTo(number);
  }

  @ParameterizedTest
  @CsvSource({"strong", "targets-weak.npy", "/data/x.npy"})
  void whatEndsWithNoNumberHasNoPlace(String value) {
    assertThat(PhaseDiagram.number(value)).isNull();
  }
}
