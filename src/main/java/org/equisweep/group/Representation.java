package org.equisweep.group;

/** An orthogonal representation of a group; here by permutation of coordinates. */
public interface Representation {
  SpaceSpec space();

  int dimension();

  /** image with (ρ(g)x)[image[i]] = x[i], written into {@code image} (length dimension). */
  void permutation(Element g, int[] image);

  default int[] permutation(Element g) {
    int[] image = new int[dimension()];
    permutation(g, image);
    return image;
  }
}
