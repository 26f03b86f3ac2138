package org.equisweep.group;

/** A representation computed from the permutation of the base spaces. */
final class PermutationRepresentation implements Representation {
  private final SpaceSpec space;
  private final BaseSpaces spaces;
  private final Action action;

  PermutationRepresentation(SpaceSpec space, BaseSpaces spaces) {
    this.space = space;
    this.spaces = spaces;
    this.action = spaces.action(space);
  }

  @Override
  public SpaceSpec space() {
    return space;
  }

  @Override
  public int dimension() {
    return action.dimension();
  }

  @Override
  public void permutation(Element g, int[] image) {
    if (!(g instanceof PermutationElement element) || !element.spaces().equals(spaces)) {
      throw new IllegalArgumentException(g.name() + " is not an element of a group acting here");
    }
    if (image.length != dimension()) {
      throw new IllegalArgumentException(
          "image must have length " + dimension() + ", but has " + image.length);
    }
    action.write(element.image(), image, 0, 0);
  }
}
