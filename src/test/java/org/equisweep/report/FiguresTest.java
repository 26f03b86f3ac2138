package org.equisweep.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "0, 0",
    "-0.0, 0",
    "1, 1.00",
    "0.0412345, 0.0412",
    "-0.246, −0.246",
    "0.00123, 0.00123",
    "0.0009996, 0.00100",
    "0.00012345, 1.23×10⁻⁴",
    "3.14159e-8, 3.14×10⁻⁸",
    "12345, 12300",
    "1234567, 1.23×10⁶",
    "9.999e-9, 1.00×10⁻⁸",
    "4.9e-324, 4.94×10⁻³²⁴",
    "1.7976931348623157e308, 1.80×10³⁰⁸",
    "NaN, –",
    "Infinity, ∞",
    "-Infinity, −∞"
  })
  void threeFigures(double value, String text) {
    assertThat(Figures.of(value)).isEqualTo(text);
  }

  @Test
  void wholeNumbersAreGroupedFromFiveDigits() {
    assertThat(Figures.whole(9999)).isEqualTo("9999");
    assertThat(Figures.whole(320_000)).isEqualTo("320\u202f000");
    assertThat(Figures.count(1, "run")).isEqualTo("1 run");
    assertThat(Figures.count(0, "run")).isEqualTo("0 runs");
  }

  @Test
  void durationsTakeTheReadersUnit() {
    assertThat(Figures.seconds(1.14)).isEqualTo("1.1 s");
    assertThat(Figures.seconds(900)).isEqualTo("15 min");
    assertThat(Figures.seconds(36_000)).isEqualTo("10.0 h");
    assertThat(Figures.seconds(Double.NaN)).isEqualTo("–");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"0, 10⁰", "-3, 10⁻³", "12, 10¹²", "0.5, ''"})
  void powersOfTenAreNamedWhereTheyAreWhole(double exponent, String text) {
    assertThat(Figures.power(exponent)).isEqualTo(text);
  }
}
