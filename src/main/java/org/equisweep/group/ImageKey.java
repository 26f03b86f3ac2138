package org.equisweep.group;

import java.util.Arrays;

/** A permutation as a key of hash sets. */
final class ImageKey {
  private final int[] image;

  ImageKey(int[] image) {
    this.image = image;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ImageKey key && Arrays.equals(image, key.image);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(image);
  }
}
