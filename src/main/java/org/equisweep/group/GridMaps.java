package org.equisweep.group;

import java.util.function.IntBinaryOperator;
import org.equisweep.group.SpaceSpec.Grid;

/** Permutations of the points of a grid (row-major): the image of point (row, column). */
final class GridMaps {
  private GridMaps() {}

  /**
   * The counterclockwise quarter turn of a square grid, what {@code numpy.rot90} does to an image.
   */
  static int[] quarterTurn(Grid grid) {
    int side = grid.height();
    return map(grid, (row, column) -> (side - 1 - column) * side + row);
  }

  /** The reflection that reverses an axis: 0 turns the grid upside down, 1 swaps left and right. */
  static int[] flip(Grid grid, int axis) {
    int height = grid.height();
    int width = grid.width();
    return axis == 0
        ? map(grid, (row, column) -> (height - 1 - row) * width + column)
        : map(grid, (row, column) -> row * width + width - 1 - column);
  }

  /** The cyclic shift by one along an axis, what {@code numpy.roll} by 1 does. */
  static int[] shift(Grid grid, int axis) {
    int height = grid.height();
    int width = grid.width();
    return axis == 0
        ? map(grid, (row, column) -> (row + 1) % height * width + column)
        : map(grid, (row, column) -> row * width + (column + 1) % width);
  }

  private static int[] map(Grid grid, IntBinaryOperator imageOf) {
    int[] image = new int[BaseSpaces.points(grid)];
    for (int row = 0; row < grid.height(); row++) {
      for (int column = 0; column < grid.width(); column++) {
        image[row * grid.width() + column] = imageOf.applyAsInt(row, column);
      }
    }
    return image;
  }
}
