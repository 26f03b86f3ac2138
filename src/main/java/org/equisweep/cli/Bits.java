package org.equisweep.cli;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Equality of table values bit for bit: −0 is not 0, a NaN equals itself. */
final class Bits {
  private Bits() {}

  static boolean equal(@Nullable Object one, @Nullable Object other) {
    if (one instanceof Double a && other instanceof Double b) {
      return Double.doubleToRawLongBits(a) == Double.doubleToRawLongBits(b);
    }
    if (one instanceof double[] a && other instanceof double[] b) {
      return Arrays.equals(bits(a), bits(b));
    }
    return Objects.equals(one, other);
  }

  private static long[] bits(double[] values) {
    return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
  }
}
