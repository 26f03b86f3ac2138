package org.equisweep.data;

/** One axis of an image brought to another length: for each output pixel its inputs and weights. */
final class ResampledAxis {
  /** Bits behind the point of Pillow's weights for bytes: 32 less 8 of the byte and 2 of head. */
  private static final int FIXED_BITS = 22;

  private final int input;
  private final int output;
  private final int[] first;
  private final double[][] weights;
  private final int[][] fixed;

  ResampledAxis(int input, int output) {
    this.input = input;
    this.output = output;
    this.first = new int[output];
    this.weights = new double[output][];
    this.fixed = new int[output][];
    double scale = (double) input / output;
    double width = Math.max(scale, 1);
    for (int pixel = 0; pixel < output; pixel++) {
      double centre = (pixel + 0.5) * scale;
      first[pixel] = Math.max(0, (int) (centre - width + 0.5));
      int end = Math.min(input, (int) (centre + width + 0.5));
      weights[pixel] = triangle(first[pixel], end, centre, width);
      fixed[pixel] = fixedPoint(weights[pixel]);
    }
  }

  private static double[] triangle(int first, int end, double centre, double width) {
    double[] weights = new double[end - first];
    double sum = 0;
    // times 1/width, as Pillow has it: its bytes depend on the last bit now and then
    double inverse = 1 / width;
    for (int k = 0; k < weights.length; k++) {
      weights[k] = Math.max(0, 1 - Math.abs((k + first - centre + 0.5) * inverse));
      sum += weights[k];
    }
    for (int k = 0; k < weights.length; k++) {
      weights[k] /= sum;
    }
    return weights;
  }

  private static int[] fixedPoint(double[] weights) {
    int[] fixed = new int[weights.length];
    for (int k = 0; k < fixed.length; k++) {
      fixed[k] = (int) (0.5 + weights[k] * (1 << FIXED_BITS));
    }
    return fixed;
  }

  int input() {
    return input;
  }

  int output() {
    return output;
  }

  /** The mean for an output pixel of {@code values[from + stride·i]}. */
  double mean(double[] values, int from, int stride, int pixel) {
    double[] weight = weights[pixel];
    int at = from + stride * first[pixel];
    double sum = 0;
    for (int k = 0; k < weight.length; k++) {
      sum += weight[k] * values[at + stride * k];
    }
    return sum;
  }

  /** The same of unsigned bytes, rounded to one. */
  byte roundedMean(byte[] values, int from, int stride, int pixel) {
    int[] weight = fixed[pixel];
    int at = from + stride * first[pixel];
    int sum = 1 << FIXED_BITS - 1;
    for (int k = 0; k < weight.length; k++) {
      sum += weight[k] * (values[at + stride * k] & 0xff);
    }
    return (byte) Math.min(255, sum >> FIXED_BITS);
  }
}
