package org.equisweep.group;

import java.util.Arrays;

/** A group element as one permutation of the union of the base spaces its group acts on. */
final class PermutationElement implements Element {
  private final BaseSpaces spaces;
  private final ActingGroup.Named named;

  PermutationElement(BaseSpaces spaces, ActingGroup.Named named) {
    this.spaces = spaces;
    this.named = named;
  }

  BaseSpaces spaces() {
    return spaces;
  }

  int[] image() {
    return named.image();
  }

  @Override
  public String name() {
    return named.name().get();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PermutationElement element
        && spaces.equals(element.spaces)
        && Arrays.equals(image(), element.image());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(image());
  }

  @Override
  public String toString() {
    return name();
  }
}
