package org.equisweep.data;

/**
 * Unsigned bytes, each divided by a unit.
 *
 * @param shape of one example
 * @param bytes row-major, example by example
 * @param unit 255 for images, 1 for classes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ByteValues(String name, int count, int[] shape, byte[] bytes, double unit)
    implements Values {
  ByteValues {
    if (bytes.length != (long) count * Values.features(shape)) {
      throw new IllegalArgumentException(
          "%d bytes for %d examples of %d features"
              .formatted(bytes.length, count, Values.features(shape)));
    }
  }

  @Override
  public int[] shape() {
    return shape.clone();
  }

  @Override
  public void copyTo(int example, double[] row) {
    int from = Math.toIntExact((long) example * row.length);
    for (int f = 0; f < row.length; f++) {
      row[f] = (bytes[from + f] & 0xff) / unit;
    }
  }

  /** Rounded to bytes again, as image libraries do. */
  @Override
  public Values resized(DataSpec.ImageSize size) {
    Resize resize = Resize.of(shape, size, name);
    byte[] small = new byte[resize.entries(count)];
    for (int example = 0; example < count; example++) {
      resize.apply(bytes, example, small, example);
    }
    return new ByteValues(name, count, resize.output(), small, unit);
  }
}
