package org.equisweep.sweep;

import java.util.function.Function;

/**
 * What a definition means, with the definition: its keys' lines are needed by later checks.
 *
 * @param node completed with defaults
 */
record Bound<T>(T value, Node node) {

  static <T> Bound<T> of(Node node, Function<Node, T> bind) {
    return new Bound<>(Values.located(node, () -> bind.apply(node)), node);
  }
}
