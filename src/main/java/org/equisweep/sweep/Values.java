package org.equisweep.sweep;

import java.util.Locale;
import java.util.function.Supplier;
import org.equisweep.problem.InvalidInput;

/** The values of nodes whose types the schema has checked. */
final class Values {
  private Values() {}

  static String text(Node node) {
    return String.valueOf(((Node.Scalar) node).value());
  }

  static boolean isText(Node node) {
    return node instanceof Node.Scalar scalar && scalar.value() instanceof String;
  }

  static boolean flag(Node node) {
    return Boolean.TRUE.equals(((Node.Scalar) node).value());
  }

  static double number(Node node) {
    if (((Node.Scalar) node).value() instanceof Number number) {
      return number.doubleValue();
    }
    throw new IllegalStateException("the schema lets " + node.shown() + " be a number");
  }

  static long whole(Node node) {
    Object value = ((Node.Scalar) node).value();
    if (value instanceof Long whole) {
      return whole;
    }
    double real = number(node);
    if (Math.abs(real) > 1L << 53) {
      throw outOfRange(node);
    }
    return (long) real;
  }

  static int integer(Node node) {
    long value = whole(node);
    if (value != (int) value) {
      throw outOfRange(node);
    }
    return (int) value;
  }

  private static InvalidInput outOfRange(Node node) {
    return node.problem(
        SchemaTypes.name(node) + " must be a whole number within ±2^31",
        "got " + node.shown(),
        "give a smaller one");
  }

  /** The constant a value names, {@code every_batch} for EVERY_BATCH. */
  static <E extends Enum<E>> E choice(Node node, Class<E> type) {
    return Enum.valueOf(type, text(node).toUpperCase(Locale.ROOT));
  }

  /**
   * What {@code make} makes of a mapping. The records name the key first in their messages ({@code
   * "epochs must be …"}), so a problem is put at that key's line where the file has it.
   */
  static <T> T located(Node node, Supplier<T> make) {
    try {
      return make.get();
    } catch (InvalidInput e) {
      String message = String.valueOf(e.getMessage());
      Node key = node.get(message.substring(0, Math.max(0, message.indexOf(' '))));
      throw e.at((key == null ? node : key).place().location());
    }
  }
}
