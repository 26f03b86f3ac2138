package org.equisweep.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as a paper prints them. */
final class Figures {
  private Figures() {}

  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
  static final String NONE = "–";

  /** Three significant figures. */
  static String of(double value) {
    return of(value, 3);
  }

  /** So many significant figures; a power of ten where it would otherwise be long. */
  static String of(double value, int figures) {
    if (Double.isNaN(value)) {
      return NONE;
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "∞" : "−∞";
    }
    if (value == 0) {
      return "0";
    }
    BigDecimal rounded =
        new BigDecimal(value).round(new MathContext(figures, RoundingMode.HALF_EVEN));
    int exponent = rounded.precision() - rounded.scale() - 1;
    String digits;
    if (exponent < -3 || exponent > 5) {
      String mantissa = rounded.movePointLeft(exponent).setScale(figures - 1).toPlainString();
      digits = mantissa + "×10" + superscript(exponent);
    } else {
      int decimals = Math.max(0, figures - 1 - exponent);
      digits = rounded.setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
    }
    return digits.replace('-', '−');
  }

  /** A whole number, in groups of three from five digits on. */
  static String whole(long value) {
    return Math.abs(value) < 10_000
        ? Long.toString(value).replace('-', '−')
        : String.format(Locale.ROOT, "%,d", value).replace(',', '\u202f').replace('-', '−');
  }

  /** A fraction in per cent. */
  static String percent(double fraction) {
    return Double.isNaN(fraction) ? NONE : Math.round(1000 * fraction) / 10.0 + " %";
  }

  /** A duration in the unit a reader would take. */
  static String seconds(double value) {
    if (Double.isNaN(value)) {
      return NONE;
    } else if (value < 120) {
      return of(value, 2) + " s";
    } else if (value < 7200) {
      return of(value / 60, 2) + " min";
    }
    return of(value / 3600, 3) + " h";
  }

  /** {@code 1 trial}, {@code 2 trials}. */
  static String count(long count, String noun) {
    return whole(count) + " " + noun + (count == 1 ? "" : "s");
  }

  /** 10 to an exponent; empty where that is not whole. */
  static String power(double exponent) {
    return exponent == Math.rint(exponent) ? "10" + superscript((int) exponent) : "";
  }

  private static String superscript(int exponent) {
    StringBuilder text = new StringBuilder(exponent < 0 ? "⁻" : "");
    for (char digit : Integer.toString(Math.abs(exponent)).toCharArray()) {
      text.append(SUPERSCRIPTS.charAt(digit - '0'));
    }
    return text.toString();
  }
}
