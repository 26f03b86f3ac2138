package org.equisweep.statistics;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sqrt;

import org.apache.spark.sql.Column;

/**
 * Wilson's 95 % interval of a fraction p of n (E. B. Wilson, 1927): (p + z²/2n ± z√(p(1−p)/n +
 * z²/4n²)) / (1 + z²/n). Unlike the normal interval it says something of 0 and of n out of n. Null
 * where p is.
 */
final class Wilson {
  /** The 0.975-quantile of the normal distribution. */
  private static final double Z = 1.959963984540054;

  private Wilson() {}

  static Column lower(Column p, Column n) {
    return centre(p, n).minus(half(p, n)).divide(lit(1).plus(lit(Z * Z).divide(n)));
  }

  static Column upper(Column p, Column n) {
    return centre(p, n).plus(half(p, n)).divide(lit(1).plus(lit(Z * Z).divide(n)));
  }

  private static Column centre(Column p, Column n) {
    return p.plus(lit(Z * Z / 2).divide(n));
  }

  private static Column half(Column p, Column n) {
    Column variance = p.multiply(lit(1).minus(p)).divide(n);
    return sqrt(variance.plus(lit(Z * Z / 4).divide(n.multiply(n)))).multiply(lit(Z));
  }
}
