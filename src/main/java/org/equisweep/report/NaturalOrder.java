package org.equisweep.report;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts with their numbers by value: 1e-4 before 1e-3, s5 before s10. */
final class NaturalOrder {
  private NaturalOrder() {}

  private static final Pattern PIECE =
      Pattern.compile("[0-9]+(?:\\.[0-9]+)?(?:[eE]-?[0-9]+)?|[^0-9]+");

  static final Comparator<String> TEXT =
      ((Comparator<String>) NaturalOrder::compare).thenComparing(Comparator.naturalOrder());

  private static int compare(String one, String other) {
    Matcher a = PIECE.matcher(one);
    Matcher b = PIECE.matcher(other);
    while (true) {
      boolean more = a.find();
      if (!b.find()) {
        return more ? 1 : 0;
      }
      if (!more) {
        return -1;
      }
      int order = comparePieces(a.group(), b.group());
      if (order != 0) {
        return order;
      }
    }
  }

  private static int comparePieces(String a, String b) {
    boolean numbers = Character.isDigit(a.charAt(0)) && Character.isDigit(b.charAt(0));
    return numbers ? Double.compare(Double.parseDouble(a), Double.parseDouble(b)) : a.compareTo(b);
  }
}
