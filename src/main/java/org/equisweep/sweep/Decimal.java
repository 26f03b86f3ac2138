package org.equisweep.sweep;

import java.math.BigDecimal;
import java.math.MathContext;

/** Decimal numbers the same on every JDK (Double.toString changed in 19). */
final class Decimal {
  private Decimal() {}

  /** The fewest digits that read back as {@code value}; {@code 1E-5} for 0.00001, 2 for 2.0. */
  static String shortest(double value) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    if (value == 0) {
      return "0";
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return Long.toString((long) value);
    }
    BigDecimal exact = new BigDecimal(value);
    for (int digits = 1; digits < 17; digits++) {
      BigDecimal rounded = exact.round(new MathContext(digits));
      if (rounded.doubleValue() == value) {
        return rounded.stripTrailingZeros().toString();
      }
    }
    return exact.round(new MathContext(17)).stripTrailingZeros().toString();
  }

  /** {@code value} to 12 significant digits, so that computed values can be typed. */
  static double rounded(double value) {
    return new BigDecimal(value).round(new MathContext(12)).doubleValue();
  }
}
