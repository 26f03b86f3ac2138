package org.equisweep.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.equisweep.data.DataSpec.Source;
import org.junit.jupiter.api.Test;

class ShapeGeneratorTest {
  private static final int SIDE = 14;
  private static final int PIXELS = SIDE * SIDE;
  private static final int EXAMPLES = 600;

  @Test
  void oneShapeIsGreyOnWhiteAndItsMaskIsZeroThere() {
    RawExamples drawn = new ShapeGenerator(new Source.Shapes(EXAMPLES, SIDE, 5)).generate();
    assertThat(drawn.inputs().shape()).containsExactly(1, SIDE, SIDE);
    assertThat(drawn.targets().shape()).containsExactly(2, SIDE, SIDE);
    double[] image = new double[PIXELS];
    double[] masks = new double[2 * PIXELS];
    int triangles = 0;
    for (int example = 0; example < EXAMPLES; example++) {
      drawn.inputs().copyTo(example, image);
      drawn.targets().copyTo(example, masks);
      boolean triangle = hasZero(masks, 0);
      triangles += triangle ? 1 : 0;
      assertThat(hasZero(masks, PIXELS)).isNotEqualTo(triangle);
      double grey = Double.NaN;
      for (int i = 0; i < PIXELS; i++) {
        double mask = masks[triangle ? i : PIXELS + i];
        assertThat(mask).isIn(0.0, 1.0);
        if (mask == 1) {
          assertThat(image[i]).isEqualTo(1);
        } else {
          grey = Double.isNaN(grey) ? image[i] : grey;
          assertThat(image[i]).isEqualTo(grey).isBetween(0.0, 0.75);
        }
      }
    }
    // four standard deviations of a fair coin
    assertThat(triangles).isCloseTo(EXAMPLES / 2, within((int) (2 * Math.sqrt(EXAMPLES))));
  }

  @Test
  void areasAreThoseOfRegularPolygons() {
    int side = 200;
    RawExamples drawn = new ShapeGenerator(new Source.Shapes(40, side, 1)).generate();
    double[] masks = new double[2 * side * side];
    for (int example = 0; example < 40; example++) {
      drawn.targets().copyTo(example, masks);
      int corners = 0;
      double area = 0;
      for (int i = 0; i < masks.length; i++) {
        if (masks[i] == 0) {
          corners = i < side * side ? 3 : 5;
          area++;
        }
      }
      double unit = corners / 2.0 * Math.sin(2 * Math.PI / corners);
      double radius = Math.sqrt(area / unit);
      // 0.2 to 0.45 of the side, up to the pixels cut by the boundary
      assertThat(radius).isBetween(0.2 * side - 1, 0.45 * side + 1);
    }
  }

  @Test
  void anImageDoesNotDependOnHowManyThereAre() {
    double[] one = new double[PIXELS];
    double[] other = new double[PIXELS];
    new ShapeGenerator(new Source.Shapes(3, SIDE, 9)).generate().inputs().copyTo(2, one);
    new ShapeGenerator(new Source.Shapes(50, SIDE, 9)).generate().inputs().copyTo(2, other);
    assertThat(one).isEqualTo(other);
    new ShapeGenerator(new Source.Shapes(3, SIDE, 10)).generate().inputs().copyTo(2, other);
    assertThat(one).isNotEqualTo(other);
  }

  private static boolean hasZero(double[] masks, int from) {
    for (int i = from; i < from + PIXELS; i++) {
      if (masks[i] == 0) {
        return true;
      }
    }
    return false;
  }
}
