package org.equisweep.data;

import java.util.Arrays;
import org.equisweep.problem.InvalidInput;
import org.equisweep.tensor.NdArray;
import org.equisweep.tensor.RandomStream;

/**
 * Images of one regular triangle or pentagon, grey on white, with the masks of both: the
 * segmentation set of the third appendix experiment of arXiv:2303.13458, drawn anew.
 *
 * <p>Image i is drawn from stream (seed, {@value #PURPOSE}, i), so that it does not depend on how
 * many there are: which shape (a fair coin); the circumradius, uniform in [0.2, 0.45]·side; the
 * centre, uniform where the circumcircle lies inside the image; the turn of the first corner; the
 * grey, uniform in [0, 0.75] (white is 1). A pixel is on the shape when its centre is.
 */
final class ShapeGenerator {
  static final String PURPOSE = "data/shapes";
  private static final String NAME = "shapes";
  static final int MASKS = 2;
  private static final int[] CORNERS = {3, 5};
  private static final double LEAST_RADIUS = 0.2;
  private static final double MOST_RADIUS = 0.45;
  private static final double LIGHTEST = 0.75;

  private final DataSpec.Source.Shapes spec;
  private final int side;

  ShapeGenerator(DataSpec.Source.Shapes spec) {
    this.spec = spec;
    this.side = spec.side();
  }

  RawExamples generate() {
    int pixels = side * side;
    requireAddressable((long) spec.examples() * MASKS * pixels);
    double[] images = new double[spec.examples() * pixels];
    double[] masks = new double[spec.examples() * MASKS * pixels];
    Arrays.fill(images, 1);
    Arrays.fill(masks, 1);
    for (int image = 0; image < spec.examples(); image++) {
      RandomStream stream = RandomStream.of(spec.seed(), PURPOSE, image);
      draw(stream, images, image * pixels, masks, image * MASKS * pixels);
    }
    return new RawExamples(
        values(images, spec.examples(), 1, side, side),
        values(masks, spec.examples(), MASKS, side, side));
  }

  private static Values values(double[] values, int... shape) {
    return new ArrayValues(NAME, new NdArray(shape, values));
  }

  private static void requireAddressable(long entries) {
    if (entries > Integer.MAX_VALUE - 8) {
      throw InvalidInput.of(
          "shapes must hold fewer than 2^31 mask entries", "got " + entries, "take fewer examples");
    }
  }

  private void draw(RandomStream stream, double[] images, int image, double[] masks, int mask) {
    int shape = stream.nextInt(CORNERS.length);
    double radius = side * (LEAST_RADIUS + (MOST_RADIUS - LEAST_RADIUS) * stream.nextDouble());
    double column = radius + (side - 2 * radius) * stream.nextDouble();
    double row = radius + (side - 2 * radius) * stream.nextDouble();
    Polygon polygon = new Polygon(CORNERS[shape], row, column, radius, stream.nextDouble());
    double grey = LIGHTEST * stream.nextDouble();
    for (int i = 0; i < side; i++) {
      for (int j = 0; j < side; j++) {
        if (polygon.contains(i + 0.5, j + 0.5)) {
          images[image + i * side + j] = grey;
          masks[mask + (shape * side + i) * side + j] = 0;
        }
      }
    }
  }

  /** A regular polygon, by the outward normals of its edges. */
  private static final class Polygon {
    private final double row;
    private final double column;
    private final double[] normalRow;
    private final double[] normalColumn;
    private final double inradius;

    /**
     * @param turn of an edge's normal, in whole turns
     */
    Polygon(int corners, double row, double column, double radius, double turn) {
      this.row = row;
      this.column = column;
      this.normalRow = new double[corners];
      this.normalColumn = new double[corners];
      for (int edge = 0; edge < corners; edge++) {
        double angle = 2 * Math.PI * (turn + (double) edge / corners);
        // StrictMath: the same images on every machine
        normalRow[edge] = StrictMath.sin(angle);
        normalColumn[edge] = StrictMath.cos(angle);
      }
      this.inradius = radius * StrictMath.cos(Math.PI / corners);
    }

    boolean contains(double atRow, double atColumn) {
      for (int edge = 0; edge < normalRow.length; edge++) {
        double distance =
            (atRow - row) * normalRow[edge] + (atColumn - column) * normalColumn[edge];
        if (distance > inradius) {
          return false;
        }
      }
      return true;
    }
  }
}
